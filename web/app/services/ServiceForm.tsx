import { Button, Group, NumberInput, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import {
  CreateServiceDocument,
  PolicySearchDocument,
  type ServiceQuery,
  TeamSearchDocument,
  UpdateServiceDocument,
} from '../gql/graphql'
import { Chooser, type Named } from '../parts/Chooser'
import { ErrorNotice } from '../parts/ProblemNotice'

export type ServiceDetail = NonNullable<ServiceQuery['service']>

// ServiceForm makes a service, or changes the one that is given. done gets its id.
export function ServiceForm({
  service,
  done,
}: {
  service?: ServiceDetail
  done(id: string): void
}) {
  const [created, create] = useMutation(CreateServiceDocument)
  const [updated, update] = useMutation(UpdateServiceDocument)
  const form = useForm({
    initialValues: {
      name: service?.name ?? '',
      slug: service?.slug ?? '',
      description: service?.description ?? '',
      team: (service?.team ?? null) as Named | null,
      policy: (service?.escalationPolicy ?? null) as Named | null,
      ackTargetMinutes: service?.ackTargetMinutes ?? 15,
      resolveTargetMinutes: service?.resolveTargetMinutes ?? 120,
      ackTimeoutMinutes: (service?.ackTimeoutMinutes ?? '') as number | '',
    },
  })
  const save = form.onSubmit(async ({ slug, team, policy, ackTimeoutMinutes, ...values }) => {
    const input = {
      ...values,
      description: values.description || null,
      teamId: team?.id ?? null,
      escalationPolicyId: policy?.id ?? null,
      ackTimeoutMinutes: ackTimeoutMinutes === '' ? null : ackTimeoutMinutes,
      ...(slug !== '' && { slug }),
    }
    if (service) {
      const { data } = await update({ input: { ...input, id: service.id, ifMatch: service.etag } })
      if (data) {
        done(service.id)
      }
      return
    }
    const { data } = await create({ input })
    if (data) {
      done(data.createService.service.id)
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
        <TextInput
          label="Slug"
          description={`What events may name it by: a-z, 0-9 and hyphens.${service ? '' : ' Made from the name if you leave it empty.'}`}
          maxLength={100}
          required={service !== undefined}
          {...form.getInputProps('slug')}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Chooser
            label="Escalation policy"
            description="Without one, incidents reach only the fallback"
            document={PolicySearchDocument}
            value={form.values.policy}
            onChange={(chosen) => form.setFieldValue('policy', chosen)}
          />
          <Chooser
            label="Team"
            description="Who answers for it"
            document={TeamSearchDocument}
            value={form.values.team}
            onChange={(chosen) => form.setFieldValue('team', chosen)}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NumberInput
            label="Acknowledge within"
            description="Minutes, a target"
            required
            {...minutes(525_600)}
            {...form.getInputProps('ackTargetMinutes')}
          />
          <NumberInput
            label="Resolve within"
            description="Minutes, a target"
            required
            {...minutes(525_600)}
            {...form.getInputProps('resolveTargetMinutes')}
          />
          <NumberInput
            label="Open again after"
            description="Minutes acknowledged"
            placeholder="Never"
            {...minutes(10_080)}
            {...form.getInputProps('ackTimeoutMinutes')}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" loading={created.fetching || updated.fetching}>
            {service ? 'Save' : 'Make the service'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const minutes = (max: number) => ({ min: 1, max, allowDecimal: false, allowNegative: false })
