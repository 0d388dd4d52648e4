import { Alert, Code, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { CombinedError } from 'urql'
import { type Problem, problemOf } from '../api/problem'

// ProblemNotice says what went wrong, and the id to tell whoever reads the server's log.
export function ProblemNotice({ problem }: { problem: Problem }) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Text size="sm">{problem.message}</Text>
      {problem.requestId && (
        <Text size="xs" mt={4}>
          Request <Code>{problem.requestId}</Code>
        </Text>
      )}
    </Alert>
  )
}

// ErrorNotice is ProblemNotice for an answer's error, if there is one.
export function ErrorNotice({ error }: { error: CombinedError | undefined }) {
  return error ? <ProblemNotice problem={problemOf(error)} /> : null
}
