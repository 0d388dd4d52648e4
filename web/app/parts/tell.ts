import { notifications } from '@mantine/notifications'
import type { CombinedError } from 'urql'
import { problemOf } from '../api/problem'

// tell says in a corner of the page that something is done, for a moment.
export function tell(message: string) {
  notifications.show({ message, color: 'teal', autoClose: 4_000, withBorder: true })
}

// tellFailure says why something was not done, for long enough to read it.
export function tellFailure(message: string) {
  notifications.show({ message, color: 'red', autoClose: 10_000, withBorder: true })
}

// tellProblem says what went wrong with a request that no form is there for.
export function tellProblem(error: CombinedError) {
  const { message, requestId } = problemOf(error)
  tellFailure(requestId ? `${message} (request ${requestId})` : message)
}
