// inMinutes says a number of seconds as people say it; a dash if there is none.
export function inMinutes(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) {
    return '–'
  }
  if (seconds < 60) {
    return `${Math.round(seconds)} s`
  }
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`
}
