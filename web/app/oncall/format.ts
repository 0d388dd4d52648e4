import { type Day, dayOf, startOfDay } from './zoned'

// How times are written, in the reader's language and in the zone that is looked at.
const kinds = {
  clock: { hour: '2-digit', minute: '2-digit' },
  dayClock: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  },
  dayOnly: { weekday: 'short', day: 'numeric', month: 'short' },
  dayShort: { day: 'numeric' },
  dayWeek: { weekday: 'short', day: 'numeric' },
  dayLong: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dayYear: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  offset: { timeZoneName: 'shortOffset' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

export function format(kind: keyof typeof kinds, at: number, zone: string): string {
  const key = `${kind} ${zone}`
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(undefined, { ...kinds[kind], timeZone: zone })
    formats.set(key, found)
  }
  return found.format(at)
}

// fromTo says when something begins and ends; the day is not said twice.
export function fromTo(start: number, end: number, zone: string): string {
  const till = dayOf(start, zone) === dayOf(end, zone) ? 'clock' : 'dayClock'
  return `${format('dayClock', start, zone)} – ${format(till, end, zone)}`
}

// days says which days a timeline shows: from first on, up to the day before end.
export function days(first: Day, last: Day, zone: string): string {
  const from = startOfDay(first, zone)
  return first === last
    ? format('dayLong', from, zone)
    : `${format('dayOnly', from, zone)} – ${format('dayYear', startOfDay(last, zone), zone)}`
}

// howLong says a length of time in its two largest units.
export function howLong(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const
  const told = parts.filter(([n]) => n > 0).slice(0, 2)
  return told.map(([n, unit]) => `${n} ${unit}`).join(' ') || '0 min'
}
