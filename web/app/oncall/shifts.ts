import type { Person } from './people'

// Shift is a time of one person; of nobody if user is null. In milliseconds.
export interface Shift {
  start: number
  end: number
  user: Person | null
}

interface Told {
  start: string
  end: string
  user?: Person
}

// shiftsOf reads what the API tells: entries, overrides, and gaps, which have no user.
export function shiftsOf(told: readonly Told[]): Shift[] {
  return told.map(({ start, end, user }) => ({
    start: Date.parse(start),
    end: Date.parse(end),
    user: user ?? null,
  }))
}

export function inOrder(...all: Shift[][]): Shift[] {
  return all.flat().sort((a, b) => a.start - b.start)
}
