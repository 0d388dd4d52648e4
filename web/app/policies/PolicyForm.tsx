import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { CreatePolicyDocument, UpdatePolicyDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import type { PolicyDetail } from './PolicyPage'
import { type DraftStep, newStep, StepsEditor } from './StepsEditor'
import { targetTypes, times } from './words'

const repeats = Array.from({ length: 10 }, (_, n) => ({ value: String(n), label: times(n) }))

// PolicyForm makes a policy, or changes the one that is given. done gets its id, or
// nothing if it was left as it is.
export function PolicyForm({
  policy,
  done,
}: {
  policy?: PolicyDetail
  done(id: string | undefined): void
}) {
  const [created, create] = useMutation(CreatePolicyDocument)
  const [updated, update] = useMutation(UpdatePolicyDocument)
  const form = useForm({
    initialValues: {
      name: policy?.name ?? '',
      description: policy?.description ?? '',
      repeatCount: String(policy?.repeatCount ?? 0),
      steps: policy ? drafted(policy) : [newStep()],
    },
    validate: {
      steps: {
        targets: (targets: unknown[]) => (targets.length === 0 ? 'Whom does it tell?' : null),
        minutes: (minutes: number | '') => (minutes === '' ? 'How long does it wait?' : null),
      },
    },
  })
  const save = form.onSubmit(async (values) => {
    const input = {
      name: values.name,
      description: values.description || null,
      repeatCount: Number(values.repeatCount),
      steps: values.steps.map(({ id, minutes, targets }) => ({
        ...(id && { id }),
        escalateAfterMinutes: Number(minutes),
        targets: targets.map(({ type, id }) => ({ type, id })),
      })),
    }
    if (policy) {
      const { data } = await update({ input: { ...input, id: policy.id, ifMatch: policy.etag } })
      if (data) {
        done(policy.id)
      }
      return
    }
    const { data } = await create({ input })
    if (data) {
      done(data.createEscalationPolicy.escalationPolicy.id)
    }
  })
  return (
    <form onSubmit={save}>
      <Stack maw={720}>
        <ErrorNotice error={created.error ?? updated.error} />
        <TextInput label="Name" required maxLength={100} {...form.getInputProps('name')} />
        <Textarea
          label="Description"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
        <Section title="Steps">
          <StepsEditor form={form} />
        </Section>
        <Select
          label="Go through the steps"
          description="If still nobody answers, the fallback is told"
          data={repeats}
          allowDeselect={false}
          {...form.getInputProps('repeatCount')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => done(policy?.id)}>
            Cancel
          </Button>
          <Button type="submit" loading={created.fetching || updated.fetching}>
            {policy ? 'Save' : 'Make the policy'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

// drafted are the steps that a policy has, to be changed.
function drafted(policy: PolicyDetail): DraftStep[] {
  return policy.steps.map((step) => ({
    key: step.id,
    id: step.id,
    minutes: step.escalateAfterMinutes,
    targets: step.targets.map(({ __typename, id, name }) => ({
      type: targetTypes[__typename],
      id,
      name,
    })),
  }))
}
