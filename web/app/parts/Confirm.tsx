import { Button, Group, Modal, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { CombinedError } from 'urql'
import { ErrorNotice } from './ProblemNotice'

// Confirm asks before something that cannot be taken back. Its children say what will
// happen, action is the word on the button.
export function Confirm({
  opened,
  title,
  action,
  run,
  close,
  children,
}: {
  opened: boolean
  title: string
  action: string
  run(): Promise<{ error?: CombinedError | undefined }>
  close(): void
  children: ReactNode
}) {
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Question action={action} run={run} close={close}>
        {children}
      </Question>
    </Modal>
  )
}

interface QuestionProps {
  action: string
  run(): Promise<{ error?: CombinedError | undefined }>
  close(): void
  children: ReactNode
}

// Question is mounted as long as the dialogue is open, so that no error of an earlier try
// is left in it.
function Question({ action, run, close, children }: QuestionProps) {
  const [error, setError] = useState<CombinedError>()
  const [running, setRunning] = useState(false)
  return (
    <Stack>
      <ErrorNotice error={error} />
      <div>{children}</div>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          color="red.9" // white on it is readable, which it is not on the theme's red
          loading={running}
          onClick={async () => {
            setRunning(true)
            const answer = await run()
            setRunning(false)
            setError(answer.error)
            if (!answer.error) {
              close()
            }
          }}
        >
          {action}
        </Button>
      </Group>
    </Stack>
  )
}
