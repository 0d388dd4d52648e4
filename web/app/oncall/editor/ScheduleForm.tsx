import { Button, Group, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from 'urql'
import { Link, useLocation } from 'wouter'
import {
  CreateScheduleDocument,
  type EditedScheduleQuery,
  UpdateScheduleDocument,
} from '../../gql/graphql'
import { ErrorNotice } from '../../parts/ProblemNotice'
import { Section } from '../../parts/Section'
import { TimeZoneSelect } from '../../parts/TimeZoneSelect'
import { browserZone } from '../zoned'
import { changesLayers, effectiveAt, layersInput, newLayer, type ScheduleDraft } from './draft'
import { LayerFields } from './LayerFields'
import { Preview } from './Preview'

export type Edited = NonNullable<EditedScheduleQuery['schedule']>
export type Form = UseFormReturnType<ScheduleDraft>

interface Props {
  initial: ScheduleDraft
  stored?: Edited // that is changed; a new one without
}

// ScheduleForm makes or changes a schedule, and shows all the while what would come of it.
export function ScheduleForm({ initial, stored }: Props) {
  const form = useForm({ initialValues: initial })
  const [, navigate] = useLocation()
  const [made, create] = useMutation(CreateScheduleDocument)
  const [changed, update] = useMutation(UpdateScheduleDocument)
  const draft = form.values
  const layered = !stored || changesLayers(draft, stored)
  const back = stored ? `/on-call/${stored.id}` : '/on-call'
  const save = form.onSubmit(async ({ name, description, timeZone }) => {
    const given = { name, description: description || null, timeZone }
    const context = { additionalTypenames: ['Schedule', 'ScheduleLayer'] }
    if (!stored) {
      const { data } = await create({ input: { ...given, layers: layersInput(draft) } }, context)
      if (data) {
        navigate(`/on-call/${data.createSchedule.schedule.id}`)
      }
      return
    }
    const layers = layered && {
      layers: layersInput(draft, stored),
      effectiveAt: effectiveAt(draft),
    }
    const input = { ...given, ...layers, id: stored.id, ifMatch: stored.etag }
    const { error } = await update({ input }, context)
    if (!error) {
      navigate(back)
    }
  })
  return (
    <form onSubmit={save}>
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Name" required maxLength={100} {...form.getInputProps('name')} />
          <TimeZoneSelect
            label="Time zone"
            near={[browserZone(), initial.timeZone]}
            value={draft.timeZone}
            onChange={(timeZone) => form.setFieldValue('timeZone', timeZone)}
          />
        </SimpleGrid>
        <Textarea label="Description" autosize minRows={1} {...form.getInputProps('description')} />
        <Section title="Layers">
          <Stack>
            {draft.layers.map((layer, index) => (
              <LayerFields key={layer.key} form={form} index={index} />
            ))}
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              style={{ alignSelf: 'flex-start' }}
              onClick={() =>
                form.insertListItem(
                  'layers',
                  newLayer(draft.timeZone, Math.max(0, ...draft.layers.map((l) => l.priority)) + 1),
                )
              }
            >
              Add a layer
            </Button>
          </Stack>
        </Section>
        {stored && layered && <Effective form={form} />}
        <Preview draft={draft} {...(stored && { stored })} layered={layered} />
        <ErrorNotice error={made.error ?? changed.error} />
        <Group justify="flex-end">
          <Button variant="default" component={Link} href={back}>
            Cancel
          </Button>
          <Button type="submit" loading={made.fetching || changed.fetching}>
            {stored ? 'Save the schedule' : 'Make the schedule'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

// Effective asks from when on the layers change.
function Effective({ form }: { form: Form }) {
  return (
    <Radio.Group
      label="The layers change"
      description="Turns before that stay as they were"
      {...form.getInputProps('effective')}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="now" label="From now on" />
        <Group gap="sm">
          <Radio value="date" label="From a date on" />
          {form.values.effective === 'date' && (
            <TextInput
              type="datetime-local"
              aria-label={`From when on, in ${form.values.timeZone}`}
              required
              {...form.getInputProps('date')}
            />
          )}
        </Group>
        <Radio value="always" label="At all times, also in the past" />
      </Stack>
    </Radio.Group>
  )
}
