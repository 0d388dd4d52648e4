// The socket of the page connects when something listens, and again by itself after it was
// cut. What changed meanwhile was not told: who shows a list reads it again.
const listeners = new Set<() => void>()

export function connected() {
  for (const listener of listeners) {
    listener()
  }
}

// onConnected calls listener each time that the socket has connected.
export function onConnected(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
