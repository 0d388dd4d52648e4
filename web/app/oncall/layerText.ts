import type { LayerFragment } from '../gql/graphql'
import { format } from './format'
import { addDays } from './zoned'

type Rotation = Pick<LayerFragment['rotation'], 'unit' | 'length'>
type Restriction = LayerFragment['restrictions'][number]

const unitNames = { HOURS: 'hour', DAYS: 'day', WEEKS: 'week', MONTHS: 'month' } as const
const monday = '2024-01-01'

export const weekdays = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
  value: String(n),
  label: new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(addDays(monday, n - 1)),
  ),
}))

// layerName is what a layer is called: by its place if it has no name.
export const layerName = (name: string | null | undefined, index: number) =>
  name || `Layer ${index + 1}`

// turns says how long a turn is: "every week", "every 12 hours".
export function turns({ unit, length }: Rotation): string {
  const name = unitNames[unit]
  return length === 1 ? `every ${name}` : `every ${length} ${name}s`
}

// handover says when turns begin, in the zone of the schedule.
export function handover(rotation: LayerFragment['rotation'], zone: string): string {
  const start = Date.parse(rotation.start)
  return `${turns(rotation)}, counted from ${format('dayClock', start, zone)} ${format('dayYear', start, zone).slice(-4)}`
}

// windowText says when a restriction lets the layer hold.
export function windowText({ type, startDay, startTime, durationSeconds }: Restriction): string {
  const minutes = minutesOf(startTime) + durationSeconds / 60
  if (type === 'DAILY') {
    return durationSeconds >= 86_400 ? 'all day' : `daily ${startTime} – ${clockOf(minutes)}`
  }
  if (durationSeconds >= 7 * 86_400) {
    return 'all week'
  }
  const day = startDay ?? 1
  return `${dayName(day)} ${startTime} – ${dayName(day + Math.floor(minutes / 1440))} ${clockOf(minutes)}`
}

const dayName = (day: number) => weekdays[(day - 1) % 7]?.label ?? ''

export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

export function clockOf(minutes: number): string {
  const of = (n: number) => String(n).padStart(2, '0')
  return `${of(Math.floor(minutes / 60) % 24)}:${of(minutes % 60)}`
}
