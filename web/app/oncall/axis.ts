import { addDays, addMonths, type Day, dayOf, instantOf, startOfDay, weekdayOf } from './zoned'

// Span is how much of the time a timeline shows.
export type Span = 'day' | 'week' | 'fortnight' | 'month'

export const spans: { value: Span; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'fortnight', label: 'Two weeks' },
  { value: 'month', label: 'Month' },
]

// Time is half-open: from since on, up to until, in milliseconds.
export interface Time {
  since: number
  until: number
}

// firstDay is where the span around a day begins: weeks on Monday, months on the first.
export function firstDay(span: Span, day: Day): Day {
  switch (span) {
    case 'day':
      return day
    case 'month':
      return addMonths(day, 0)
    default:
      return addDays(day, 1 - weekdayOf(day))
  }
}

// step is the first day of the span that is so many spans later.
export function step(span: Span, day: Day, by: number): Day {
  const first = firstDay(span, day)
  switch (span) {
    case 'day':
      return addDays(first, by)
    case 'week':
      return addDays(first, 7 * by)
    case 'fortnight':
      return addDays(first, 14 * by)
    case 'month':
      return addMonths(first, by)
  }
}

// timeOf is what a span around a day shows, in a zone.
export function timeOf(span: Span, day: Day, zone: string): Time {
  return {
    since: startOfDay(firstDay(span, day), zone),
    until: startOfDay(step(span, day, 1), zone),
  }
}

// daysOf are the days of a zone that begin in a time, by the instants at which they do.
// A day that a zone never had, as Apia's 30 December 2011, is not there.
export function daysOf({ since, until }: Time, zone: string): number[] {
  const days: number[] = []
  for (let day = dayOf(since, zone); ; day = addDays(day, 1)) {
    const at = startOfDay(day, zone)
    if (at >= until) {
      return days
    }
    if (at >= since && at !== days.at(-1)) {
      days.push(at)
    }
  }
}

// hoursOf are the instants in a time at which the clocks show an hour that can be divided
// by every.
export function hoursOf({ since, until }: Time, every: number, zone: string): number[] {
  const hours = new Set<number>()
  for (let day = dayOf(since, zone); startOfDay(day, zone) < until; day = addDays(day, 1)) {
    for (let hour = 0; hour < 24; hour += every) {
      hours.add(instantOf(`${day}T${String(hour).padStart(2, '0')}:00`, zone))
    }
  }
  return [...hours].filter((at) => at >= since && at < until).sort((a, b) => a - b)
}

// place is where a part of the time lies on the axis, in percent; null outside of it.
export function place(start: number, end: number, { since, until }: Time) {
  const from = Math.max(start, since)
  const to = Math.min(end, until)
  if (from >= to) {
    return null
  }
  const percent = (ms: number) => (ms / (until - since)) * 100
  return { left: percent(from - since), width: percent(to - from) }
}

// lanes puts what overlaps below each other: each gets the first lane that is free by then.
// The order is by start.
export function lanes<T extends { start: number; end: number }>(all: T[]): T[][] {
  const rows: T[][] = []
  for (const one of all.toSorted((a, b) => a.start - b.start)) {
    const free = rows.find((row) => (row.at(-1)?.end ?? 0) <= one.start)
    if (free) {
      free.push(one)
    } else {
      rows.push([one])
    }
  }
  return rows
}
