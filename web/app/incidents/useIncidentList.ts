import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type CombinedError, useClient } from 'urql'
import { onConnected } from '../api/live'
import {
  IncidentChangedDocument,
  IncidentPageDocument,
  type IncidentRowFragment,
} from '../gql/graphql'
import { filterOf, shows, sorts, type View } from './filter'
import { compare } from './order'

const pageSize = 100

// IncidentList is a list that grows by pages as it is scrolled, and changes as the
// incidents do. A row that no longer belongs to the view stays where it is until the list
// is read anew: nothing jumps away under somebody's hand.
export interface IncidentList {
  rows: IncidentRowFragment[]
  waiting: number // new incidents that are not shown yet
  loading: boolean
  complete: boolean
  error: CombinedError | undefined
  loadMore(): void
  reload(): void
  patch(incidents: IncidentRowFragment[]): void
}

interface Loaded {
  rows: IncidentRowFragment[]
  arrived: IncidentRowFragment[] // and not shown yet
  end: string | null // the cursor of the page that was read last
  last: IncidentRowFragment | undefined // the row at its end
  complete: boolean
}

const nothing: Loaded = { rows: [], arrived: [], end: null, last: undefined, complete: false }

// useIncidentList reads the incidents of a view. atTop tells whether the start of the list
// is in sight, where new incidents can be put at once.
export function useIncidentList(view: View, atTop: () => boolean): IncidentList {
  const client = useClient()
  const [loaded, setLoaded] = useState(nothing)
  const [error, setError] = useState<CombinedError>()
  const [loading, setLoading] = useState(true)
  const turn = useRef(0) // of reading the list: an answer to an earlier one is dropped
  const busy = useRef(false)

  const read = useCallback(
    async (after: string | null) =>
      client
        .query(
          IncidentPageDocument,
          { filter: filterOf(view), orderBy: sorts[view.sort].order, first: pageSize, after },
          { requestPolicy: 'network-only' },
        )
        .toPromise(),
    [client, view],
  )

  const append = useCallback(
    async (before: Loaded) => {
      const mine = turn.current
      busy.current = true
      setLoading(true)
      const answer = await read(before.end)
      if (mine !== turn.current) {
        return
      }
      busy.current = false
      setLoading(false)
      setError(answer.error)
      if (answer.data) {
        const { nodes, pageInfo } = answer.data.incidents
        setLoaded((now) => ({
          ...now,
          rows: inOrder(view, [...now.rows, ...unknown(now.rows, nodes)]),
          end: pageInfo.endCursor ?? null,
          last: nodes.at(-1),
          complete: !pageInfo.hasNextPage,
        }))
      }
    },
    [read, view],
  )

  const reload = useCallback(() => {
    turn.current++
    setLoaded(nothing)
    void append(nothing)
  }, [append])
  useEffect(reload, [reload])

  const patch = useCallback((incidents: IncidentRowFragment[]) => {
    setLoaded((now) => ({ ...now, rows: replaced(now.rows, incidents) }))
  }, [])

  const take = useCallback(
    (incidents: IncidentRowFragment[]) => {
      const showNow = view.sort === 'newest' && atTop()
      setLoaded((now) => {
        const belonging = incidents.filter((incident) => shows(view, incident))
        const fresh = unknown(now.rows, belonging).filter((incident) =>
          reaches(view, now, incident),
        )
        const rows = replaced(now.rows, incidents)
        if (showNow) {
          return { ...now, rows: inOrder(view, [...fresh, ...rows]) }
        }
        const gone = new Set(unknown(belonging, incidents).map(({ id }) => id))
        const waiting = now.arrived.filter(({ id }) => !gone.has(id))
        return { ...now, rows, arrived: [...unknown(waiting, fresh), ...waiting] }
      })
    },
    [view, atTop],
  )

  useChanges(view, take)
  useEffect(() => {
    // What changed before the socket was there was not told.
    return onConnected(() => {
      void read(null).then((answer) => answer.data && take(answer.data.incidents.nodes))
    })
  }, [read, take])

  const loadMore = useCallback(() => {
    if (!busy.current && !loaded.complete && loaded.rows.length > 0) {
      void append(loaded)
    }
  }, [append, loaded])

  return useMemo(
    () => ({ ...loaded, waiting: loaded.arrived.length, loading, error, loadMore, reload, patch }),
    [loaded, loading, error, loadMore, reload, patch],
  )
}

// useChanges hands over the incidents that have changed, those of one frame together.
function useChanges(view: View, take: (incidents: IncidentRowFragment[]) => void) {
  const client = useClient()
  useEffect(() => {
    let changed: IncidentRowFragment[] = []
    const { unsubscribe } = client
      .subscription(IncidentChangedDocument, { filter: filterOf(view) })
      .subscribe(({ data }) => {
        if (!data) {
          return
        }
        if (changed.length === 0) {
          requestAnimationFrame(() => {
            take(changed)
            changed = []
          })
        }
        changed.push(data.incidentChanged.incident)
      })
    return unsubscribe
  }, [client, view, take])
}

// reaches reports whether an incident stands in the part of the list that is read. What
// stands after it is read when somebody comes there.
function reaches(view: View, { last, complete }: Loaded, incident: IncidentRowFragment): boolean {
  return complete || last === undefined || compare(view.sort, incident, last) < 0
}

// inOrder are the rows by their time. In the other orders they stay as they were read.
function inOrder(view: View, rows: IncidentRowFragment[]): IncidentRowFragment[] {
  return view.sort === 'newest' ? rows.toSorted((a, b) => compare('newest', a, b)) : rows
}

// replaced are the rows, with those that have changed as they are now. The others stay the
// same objects, so that they are not drawn anew.
function replaced(rows: IncidentRowFragment[], incidents: IncidentRowFragment[]) {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]))
  return rows.map((row) => {
    const now = byId.get(row.id)
    return now && JSON.stringify(now) !== JSON.stringify(row) ? now : row
  })
}

// unknown are those of the incidents that are not among the rows.
function unknown(rows: IncidentRowFragment[], incidents: IncidentRowFragment[]) {
  const known = new Set(rows.map((row) => row.id))
  return incidents.filter((incident) => !known.has(incident.id) && known.add(incident.id))
}
