import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import { AddIncidentNoteDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'

// NoteForm writes a note into an incident's timeline.
export function NoteForm({ id, written }: { id: string; written(): void }) {
  const { can } = useViewer()
  const [answer, add] = useMutation(AddIncidentNoteDocument)
  const [content, setContent] = useState('')
  // A press of the button is one note, however often it has to be sent.
  const [idempotencyKey, setKey] = useState(newKey)
  if (!can('incidents:write')) {
    return null
  }
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        const { error } = await add({ id, content, idempotencyKey })
        if (!error) {
          setContent('')
          setKey(newKey())
          written()
        }
      }}
    >
      <Stack gap="xs">
        <ErrorNotice error={answer.error} />
        <Textarea
          label="Note"
          placeholder="What you found, what you did. Markdown works."
          autosize
          minRows={2}
          maxRows={12}
          maxLength={10_000}
          value={content}
          onChange={(event) => setContent(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            size="xs"
            variant="default"
            disabled={content.trim() === ''}
            loading={answer.fetching}
          >
            Add the note
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

// crypto.randomUUID is not there without https; this is.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('-')
}
