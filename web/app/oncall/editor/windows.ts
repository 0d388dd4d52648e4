import type { LayerFragment, RestrictionInput } from '../../gql/graphql'
import { clockOf, minutesOf } from '../layerText'

type Restriction = LayerFragment['restrictions'][number]

// WindowDraft is a restriction as a form has it: by its two ends, on the clock.
export interface WindowDraft {
  key: string
  type: Restriction['type']
  startDay: string // '1' is Monday; the days are of weekly windows only
  startTime: string // as 09:00
  endDay: string
  endTime: string
  was?: Restriction
}

const dayMinutes = 1440
const weekMinutes = 7 * dayMinutes

export function newWindow(): WindowDraft {
  return {
    key: crypto.getRandomValues(new Uint32Array(2)).join('-'),
    type: 'DAILY',
    startDay: '1',
    startTime: '09:00',
    endDay: '5',
    endTime: '17:00',
  }
}

// windowDraft shows a window that is longer than its period as one that is always open,
// which is the same.
export function windowDraft(was: Restriction): WindowDraft {
  const { type, startDay, startTime, durationSeconds } = was
  const day = startDay ?? 1
  const period = type === 'DAILY' ? dayMinutes : weekMinutes
  const end = minutesOf(startTime) + Math.min(durationSeconds / 60, period)
  return {
    ...newWindow(),
    type,
    startDay: String(day),
    startTime,
    endDay: String(((day - 1 + Math.floor(end / dayMinutes)) % 7) + 1),
    endTime: clockOf(end),
    was,
  }
}

// windowInput is the restriction that a form asks for. Two ends that are the same make a
// window of a whole day, or week.
export function windowInput(draft: WindowDraft): RestrictionInput {
  const { type, startDay, startTime, endDay, endTime, was } = draft
  if (was && same(draft, windowDraft(was))) {
    const { durationSeconds } = was
    return { type, startDay: was.startDay ?? null, startTime, durationSeconds }
  }
  const weekly = type === 'WEEKLY'
  const period = weekly ? weekMinutes : dayMinutes
  const days = weekly ? Number(endDay) - Number(startDay) : 0
  const minutes = days * dayMinutes + minutesOf(endTime) - minutesOf(startTime)
  return {
    type,
    startDay: weekly ? Number(startDay) : null,
    startTime,
    durationSeconds: ((minutes + period) % period || period) * 60,
  }
}

function same(a: WindowDraft, b: WindowDraft): boolean {
  const shown = ['type', 'startDay', 'startTime', 'endDay', 'endTime'] as const
  return shown.every((name) => a[name] === b[name])
}
