import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { firstDay, type Span, spans, step, timeOf } from './axis'
import { browserZone, type Day, dayOf, isDay, isZone } from './zoned'

// TimelineView is what a timeline shows, as the address has it, so that it can be sent to
// others. Without a day it is the present, without a zone the browser's.
export interface TimelineView {
  span: Span
  day: Day
  zone: string
}

export function useTimelineView() {
  const [params, setParams] = useSearchParams()
  const asked = { span: params.get('span'), day: params.get('day'), zone: params.get('zone') }
  const span = spans.find(({ value }) => value === asked.span)?.value ?? 'week'
  const zone = asked.zone && isZone(asked.zone) ? asked.zone : browserZone()
  const day = firstDay(span, asked.day && isDay(asked.day) ? asked.day : dayOf(Date.now(), zone))
  const time = useMemo(() => timeOf(span, day, zone), [span, day, zone])
  const change = (next: Partial<Record<keyof TimelineView, string | null>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(next)) {
          if (value === null) {
            after.delete(name)
          } else {
            after.set(name, value)
          }
        }
        return after
      },
      { replace: true },
    )
  return {
    view: { span, day, zone },
    time,
    change,
    move: (by: number) => change({ day: step(span, day, by) }),
  }
}
