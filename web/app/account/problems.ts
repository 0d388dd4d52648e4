// sentences are what people are told for the words with which the server leads back to the
// sign-in page: internal/signon/problem.go and account.Refusal have them. Each says what to do.
const sentences: Record<string, (provider: string) => string> = {
  denied: (p) =>
    `${p} has not let you in. Try again, or ask who manages ${p} to let you use OpsKnight.`,
  expired: () => 'The sign-in took too long, or went on in another window. Begin it again.',
  unreachable: (p) => `${p} cannot be reached. Try again in a minute, or use your password.`,
  failed: (p) =>
    `Signing in with ${p} has failed. Try again; if it stays so, tell an administrator the request below: the server’s log says what was wrong.`,
  'too-many': () => 'There were too many attempts from your network. Try again in a minute.',
  'set-up-first': (p) => `Nobody can sign in with ${p} yet: first make the administrator, below.`,
  'email-unverified': (p) =>
    `${p} does not say that your e-mail address is verified. Have it verified there and try again, or use your password.`,
  'no-account': (p) =>
    `You have no account here. Ask an administrator to invite you, by the e-mail address that ${p} has of you.`,
  disabled: () => 'Your account is disabled. Ask an administrator.',
  'other-identity': (p) =>
    `Your account belongs to another user of ${p}. Sign in there as that one, or ask an administrator.`,
}

// signOnProblem reads the search of an address; null if no problem is in it. What is not one
// of ours is not shown: anybody can make a link.
export function signOnProblem(search: string, provider: string) {
  const given = new URLSearchParams(search)
  const code = given.get('problem') ?? ''
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  if (!sentence) {
    return null
  }
  const requestId = given.get('request') ?? ''
  return {
    code,
    message: sentence(provider),
    ...(/^[A-Za-z0-9._-]{8,64}$/.test(requestId) && { requestId }),
  }
}
