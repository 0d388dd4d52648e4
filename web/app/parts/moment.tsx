import { useEffect, useState } from 'react'

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

// ago says how long ago, or in how long, a moment is.
export function ago(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000)
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) {
      return relative.format(Math.trunc(seconds / length), unit)
    }
  }
  return relative.format(seconds, 'second')
}

export const exactly = (at: string) => exact.format(new Date(at))
export const clockTime = (at: string) => clock.format(new Date(at))

// Ago shows how long ago a moment is, in the looks of the text that it stands in, and the
// moment itself to whoever points at it.
export function Ago({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={exactly(at)}>
      {ago(at, now)}
    </time>
  )
}

const listeners = new Set<() => void>()
setInterval(() => {
  for (const listener of listeners) {
    listener()
  }
}, 15_000)

// useNow is the present, renewed now and then by one clock for the whole page.
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const listener = () => setNow(Date.now())
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return now
}
