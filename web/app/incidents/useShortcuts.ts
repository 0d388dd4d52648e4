import { useEffect, useRef } from 'react'

// useShortcuts runs an action when its key is pressed, unless somebody types a text, a
// dialogue is open, or the key belongs to a control that has the focus.
export function useShortcuts(actions: Record<string, () => unknown>) {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) {
        return
      }
      const action = Object.hasOwn(latest.current, event.key)
        ? latest.current[event.key]
        : undefined
      if (action) {
        event.preventDefault()
        action()
      }
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

function isTaken(event: KeyboardEvent): boolean {
  const at = event.target instanceof HTMLElement ? event.target : document.body
  if (at.closest('[role=dialog], [role=menu], [role=listbox], textarea, [contenteditable]')) {
    return true
  }
  if (at instanceof HTMLInputElement && at.type !== 'checkbox') {
    return true
  }
  return event.key === 'Enter' && at.closest('a, button, input') !== null
}
