import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import { CreateTeamDocument, type TeamQuery, UpdateTeamDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'

export type TeamDetail = NonNullable<TeamQuery['team']>

// TeamForm makes a team, whose owner is who makes it, or changes the one that is given.
// done gets its id.
export function TeamForm({ team, done }: { team?: TeamDetail; done(id: string): void }) {
  const viewer = useViewer()
  const [created, create] = useMutation(CreateTeamDocument)
  const [updated, update] = useMutation(UpdateTeamDocument)
  const form = useForm({
    initialValues: { name: team?.name ?? '', description: team?.description ?? '' },
  })
  const save = form.onSubmit(async ({ name, description }) => {
    const input = { name, description: description || null }
    if (team) {
      const { data } = await update({ input: { ...input, id: team.id, ifMatch: team.etag } })
      if (data) {
        done(team.id)
      }
      return
    }
    const { data } = await create({
      input: { ...input, members: [{ userId: viewer.id, role: 'OWNER' }] },
    })
    if (data) {
      done(data.createTeam.team.id)
    }
  })
  return (
    <form onSubmit={save}>
      <Stack>
        <ErrorNotice error={created.error ?? updated.error} />
        <TextInput
          label="Name"
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={created.fetching || updated.fetching}>
            {team ? 'Save' : 'Make the team'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
