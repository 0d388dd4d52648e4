import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import {
  CreateOverrideDocument,
  type OverrideFragment,
  UpdateOverrideDocument,
  UserSearchDocument,
} from '../gql/graphql'
import { Chooser, type Named } from '../parts/Chooser'
import { ErrorNotice } from '../parts/ProblemNotice'
import { instantOf, localOf } from './zoned'

const hour = 3_600_000 // ms
const firstLength = 8 * hour

interface Props {
  scheduleId: string
  zone: string // in which its times are typed
  override?: OverrideFragment // that is changed; a new one without
  done(): void
}

// OverrideForm puts somebody on call for a time.
export function OverrideForm({ scheduleId, zone, override, done }: Props) {
  const viewer = useViewer()
  const [made, create] = useMutation(CreateOverrideDocument)
  const [changed, update] = useMutation(UpdateOverrideDocument)
  const form = useForm({
    initialValues: {
      user: (override?.user ?? { id: viewer.id, name: viewer.name }) as Named | null,
      replaces: (override?.replaces ?? null) as Named | null,
      start: localOf(override ? Date.parse(override.start) : Date.now(), zone),
      end: localOf(override ? Date.parse(override.end) : Date.now() + firstLength, zone),
    },
    validate: {
      start: (start) => (Number.isNaN(instantOf(start, zone)) ? 'Give a date and a time.' : null),
      end: (end, { start }) =>
        instantOf(end, zone) > instantOf(start, zone) ? null : 'It has to end after its start.',
    },
  })
  const save = form.onSubmit(async ({ user, replaces, start, end }) => {
    const given = {
      scheduleId,
      userId: user?.id ?? '',
      replaces: replaces?.id ?? null,
      start: new Date(instantOf(start, zone)).toISOString(),
      end: new Date(instantOf(end, zone)).toISOString(),
    }
    const { error } = override
      ? await update({ input: { ...given, overrideId: override.id } })
      : await create({ input: given })
    if (!error) {
      done()
    }
  })
  return (
    <form onSubmit={save}>
      <Stack>
        <ErrorNotice error={made.error ?? changed.error} />
        <Chooser
          label="Who is on call"
          document={UserSearchDocument}
          required
          value={form.values.user}
          onChange={(user) => form.setFieldValue('user', user)}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            type="datetime-local"
            label="From"
            description={zone}
            required
            {...form.getInputProps('start')}
          />
          <TextInput
            type="datetime-local"
            label="To"
            description={zone}
            required
            {...form.getInputProps('end')}
          />
        </SimpleGrid>
        <Chooser
          label="Instead of"
          description="Only while this person would be on call; left empty, whoever is"
          document={UserSearchDocument}
          value={form.values.replaces}
          onChange={(replaces) => form.setFieldValue('replaces', replaces)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={made.fetching || changed.fetching}>
            {override ? 'Save' : 'Add the override'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
