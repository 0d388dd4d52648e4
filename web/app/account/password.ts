export const passwordHint = '12 to 256 characters. Several words make a good one.'

// leastPassword says what is wrong with a new password before the server does.
export function leastPassword(password: string): string | null {
  return password.length < 12 ? 'At least 12 characters.' : null
}
