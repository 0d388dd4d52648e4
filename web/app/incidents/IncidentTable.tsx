import { Box, Loader } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { IncidentRowFragment } from '../gql/graphql'
import { IncidentRow } from './IncidentRow'
import classes from './incidents.module.css'
import type { IncidentList } from './useIncidentList'

const rowHeight = 56 // px, as incidents.module.css has it
const aheadOf = 20 // rows before the end, where the next page is asked for

interface Props {
  list: IncidentList
  scroller: RefObject<HTMLDivElement | null>
  current: string | undefined
  setCurrent(id: string): void
  chosen: ReadonlySet<string>
  choose(id: string): void
  belongs(incident: IncidentRowFragment): boolean
}

// IncidentTable draws the rows that are in sight, however many there are.
export function IncidentTable({
  list,
  scroller,
  current,
  setCurrent,
  chosen,
  choose,
  belongs,
}: Props) {
  const virtual = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => list.rows[index]?.id ?? index,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= list.rows.length - aheadOf) {
      list.loadMore()
    }
  }, [last, list])
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another row is the current one
  useEffect(() => {
    const at = list.rows.findIndex((row) => row.id === current)
    if (at >= 0) {
      virtual.scrollToIndex(at)
    }
  }, [current])

  return (
    <section
      ref={scroller}
      className={classes.scroller}
      aria-label="List of incidents"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <ul className={classes.list} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const incident = list.rows[item.index]
          return (
            incident && (
              <IncidentRow
                key={item.key}
                incident={incident}
                place={item.index + 1}
                of={list.complete ? list.rows.length : -1}
                top={item.start}
                current={incident.id === current}
                chosen={chosen.has(incident.id)}
                belongs={belongs(incident)}
                setCurrent={setCurrent}
                choose={choose}
              />
            )
          )
        })}
      </ul>
      {list.loading && (
        <Box ta="center" p="sm">
          <Loader size="sm" aria-label="Loading incidents" />
        </Box>
      )}
    </section>
  )
}
