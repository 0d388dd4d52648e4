import { Button, Loader } from '@mantine/core'
import type { CombinedError } from 'urql'
import { Link } from 'wouter'
import { EmptyState } from './EmptyState'
import { ErrorNotice } from './ProblemNotice'

// Missing stands where a thing would, while it is read and if it cannot be shown. what is
// its noun, list the address of the others.
export function Missing({
  what,
  list,
  fetching,
  error,
}: {
  what: string
  list: string
  fetching: boolean
  error: CombinedError | undefined
}) {
  if (fetching) {
    return <Loader aria-label={`Loading the ${what}`} />
  }
  return error ? (
    <ErrorNotice error={error} />
  ) : (
    <EmptyState
      title={`There is no such ${what} here`}
      action={
        <Button component={Link} href={list} variant="light">
          To the list
        </Button>
      }
    >
      It may be deleted, or belong to the other environment: the switch at the top changes it.
    </EmptyState>
  )
}
