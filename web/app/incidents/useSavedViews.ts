import { useEffect, useState } from 'react'
import { type Client, type CombinedError, type OperationResult, useClient } from 'urql'
import { SavedViewsDocument, type SavedViewsQuery, type ViewRowFragment } from '../gql/graphql'

interface Found {
  views?: ViewRowFragment[]
  error?: CombinedError | undefined
}

// useSavedViews reads all views that the viewer sees, by name, each time that they are
// wanted. What was read before is there meanwhile.
export function useSavedViews(wanted: boolean): Found {
  const client = useClient()
  const [found, setFound] = useState<Found>({})
  useEffect(() => {
    if (!wanted) {
      return
    }
    let current = true
    void readAll(client).then((now) => current && setFound(now))
    return () => {
      current = false
    }
  }, [client, wanted])
  return found
}

async function readAll(client: Client): Promise<Found> {
  const views: ViewRowFragment[] = []
  let after: string | null = null
  do {
    const { data, error } = await readPage(client, after)
    if (!data) {
      return { error }
    }
    const { nodes, pageInfo } = data.savedViews
    views.push(...nodes)
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null
  } while (after !== null)
  return { views }
}

function readPage(client: Client, after: string | null): Promise<OperationResult<SavedViewsQuery>> {
  return client.query(SavedViewsDocument, { after }, { requestPolicy: 'network-only' }).toPromise()
}
