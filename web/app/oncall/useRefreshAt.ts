import { useEffect } from 'react'

const longest = 3_600_000 // ms; a timer takes no more than 24 days

// useRefreshAt calls refresh when a moment has come at which what is shown changes; every
// hour at the latest.
export function useRefreshAt(at: number | undefined, refresh: () => void) {
  useEffect(() => {
    const wait = Math.min(
      Math.max((at ?? Number.POSITIVE_INFINITY) - Date.now() + 1000, 5000),
      longest,
    )
    const timer = setTimeout(refresh, wait)
    return () => clearTimeout(timer)
  }, [at, refresh])
}
