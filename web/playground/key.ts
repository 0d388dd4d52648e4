const placeholder = 'Bearer sk_test_…'

// What the headers pane holds until the developer types a key.
export const placeholderHeaders = JSON.stringify({ Authorization: placeholder }, null, 2)

// withoutPlaceholder drops an Authorization header that nobody has filled in.
// The browser would refuse to send its "…", and a developer who has signed in
// to the web app needs no key.
export function withoutPlaceholder(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== placeholder))
}
