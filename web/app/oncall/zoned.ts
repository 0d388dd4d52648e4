// Days and clocks of a time zone. Instants are milliseconds since 1970, as Date has them;
// a Day is what a calendar there shows, as 2026-03-29, and a Local time what the clock on
// the wall shows, as 2026-03-29T09:00: the value of an <input type="datetime-local">.
export type Day = string
export type Local = string

const dayLength = 86_400_000 // ms, of a day in UTC

// offsetAt is how far the zone's clocks are ahead of UTC at an instant, in milliseconds.
function offsetAt(at: number, zone: string): number {
  const [year, month, date, hour, minute, second] = wall(at, zone)
  const shown = Date.UTC(year, month - 1, date, hour, minute, second)
  return shown - Math.floor(at / 1000) * 1000
}

// localOf is what the clocks of a zone show at an instant.
export function localOf(at: number, zone: string): Local {
  const [year, month, date, hour, minute] = wall(at, zone)
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}T${digits(hour, 2)}:${digits(minute, 2)}`
}

export const dayOf = (at: number, zone: string): Day => localOf(at, zone).slice(0, 10)

// instantOf is when the clocks of a zone show a time. As on the server, one that they show
// twice counts the first time, and one that they skip is read as if they had not changed.
// NaN if it is no time.
export function instantOf(local: Local, zone: string): number {
  const shown = Date.parse(`${local}Z`)
  if (Number.isNaN(shown)) {
    return Number.NaN
  }
  const before = shown - offsetAt(shown - dayLength, zone)
  const after = shown - offsetAt(shown + dayLength, zone)
  const candidates = [Math.min(before, after), Math.max(before, after)]
  return candidates.find((at) => localOf(at, zone) === local) ?? before
}

// startOfDay is the first instant of a day, which is not midnight where the clocks skip it.
export const startOfDay = (day: Day, zone: string) => instantOf(`${day}T00:00`, zone)

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10)
}

// addMonths counts from the first of the day's month.
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

// weekdayOf is 1 for Monday to 7 for Sunday, as ISO 8601 and the API have it.
export const weekdayOf = (day: Day) => new Date(Date.parse(day)).getUTCDay() || 7

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

const clocks = new Map<string, Intl.DateTimeFormat>()

type Wall = [
  year: number,
  month: number,
  date: number,
  hour: number,
  minute: number,
  second: number,
]

function wall(at: number, zone: string): Wall {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(zone, clock)
  }
  const shown = Object.fromEntries(
    clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown
  return [year, month, day, hour, minute, second]
}

const digits = (n: number, width: number) => String(n).padStart(width, '0')
