import { placeholderHeaders } from './key'

// GraphiQL's history keeps the headers of every request, whatever
// shouldPersistHeaders says: a key would stay in localStorage for good. This
// storage writes the placeholder instead.
export const storage = {
  getItem: (key: string) => localStorage.getItem(key),
  setItem: (key: string, value: string) => localStorage.setItem(key, withoutHeaders(value)),
  removeItem: (key: string) => localStorage.removeItem(key),
  clear: () => {
    for (const key of ownKeys()) {
      localStorage.removeItem(key)
    }
  },
  get length() {
    return ownKeys().length
  },
}

function ownKeys() {
  return Object.keys(localStorage).filter((key) => key.startsWith('graphiql:'))
}

function withoutHeaders(value: string): string {
  if (!value.includes('"headers"')) {
    return value
  }
  try {
    return JSON.stringify(JSON.parse(value), (key, inner) =>
      key === 'headers' && typeof inner === 'string' ? placeholderHeaders : inner,
    )
  } catch {
    return value // a query, not a record of GraphiQL's
  }
}
