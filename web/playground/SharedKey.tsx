import { useGraphiQL } from '@graphiql/react'
import { useEffect, useRef } from 'react'
import { placeholderHeaders } from './key'

// SharedKey lets a developer type the key once. GraphiQL keeps headers per tab:
// where it would show the placeholder, in another tab or from the history, this
// puts the headers that were typed last. They are held in memory only.
export function SharedKey() {
  const editor = useGraphiQL((state) => state.headerEditor)
  const typed = useRef('')

  useEffect(() => {
    const listener = editor?.onDidChangeModelContent((event) => {
      const headers = editor.getValue()
      if (headers !== placeholderHeaders) {
        typed.current = headers
      } else if (event.isFlush && typed.current) {
        // A flush is GraphiQL setting the pane, not the developer typing or undoing.
        editor.setValue(typed.current)
      }
    })
    return () => listener?.dispose()
  }, [editor])

  return null
}
