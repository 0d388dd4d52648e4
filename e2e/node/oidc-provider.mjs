// Runs oidc-provider, which is certified for OpenID Connect, until its input ends. Who signs
// in there is asked by a page with a button for each person; nobody has a password.
//
//   OIDC_PORT           where to listen, on this machine
//   OIDC_REDIRECT_URIS  of the one client, opsknight: separated by commas
//   OIDC_PEOPLE         claims by subject, as JSON
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const port = Number(process.env.OIDC_PORT)
const people = JSON.parse(process.env.OIDC_PEOPLE)
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'opsknight',
      client_secret: 'a secret/of+the client',
      redirect_uris: process.env.OIDC_REDIRECT_URIS.split(','),
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'zoneinfo'] },
  cookies: { keys: ['a key of the test'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  jwks: { keys: [privateKey.export({ format: 'jwk' })] },
  // Nobody is asked whether OpsKnight may know their address.
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope('openid email profile')
    await grant.save()
    return grant
  },
  pkce: { required: () => true },
  ttl: { Interaction: 600, Session: 600, Grant: 600 },
})

const page = `<!doctype html>
<html lang="en">
<title>Example ID</title>
<link rel="icon" href="data:,">
<h1>Example ID</h1>
<form method="post">
${Object.keys(people).map((sub) => `<button name="sub" value="${sub}">${sub}</button>`).join('\n')}
<button name="sub" value="">Cancel</button>
</form>
</html>`

const server = createServer(async (request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    provider.callback()(request, response)
    return
  }
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(page)
    return
  }
  let body = ''
  for await (const part of request) {
    body += part
  }
  const sub = new URLSearchParams(body).get('sub')
  const result = sub ? { login: { accountId: sub } } : { error: 'access_denied', error_description: 'Not today' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
})
server.listen(port, '127.0.0.1', () => console.log('listening'))
process.stdin.resume().on('end', () => process.exit())
