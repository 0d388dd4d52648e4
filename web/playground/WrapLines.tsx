import { useGraphiQL } from '@graphiql/react'
import { useEffect } from 'react'

// WrapLines keeps a long line, a key for instance, inside its pane. GraphiQL
// does so for the answer only.
export function WrapLines() {
  const query = useGraphiQL((state) => state.queryEditor)
  const headers = useGraphiQL((state) => state.headerEditor)

  useEffect(() => {
    for (const editor of [query, headers]) {
      editor?.updateOptions({ wordWrap: 'on' })
    }
  }, [query, headers])

  return null
}
