import { Alert, Button, Group, Modal, Paper, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import { CreateIntegrationDocument, type IntegrationType } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { IntegrationCard } from './IntegrationCard'
import type { ServiceDetail } from './ServiceForm'
import { integrationTypes } from './types'

// Integrations are the ways by which events reach a service.
export function Integrations({ service }: { service: ServiceDetail }) {
  const may = useViewer().can('services:write')
  const [making, { open, close }] = useDisclosure()
  const integrations = service.integrations.nodes
  return (
    <Section
      title="Integrations"
      actions={
        may && (
          <Button size="xs" variant="light" onClick={open}>
            New integration
          </Button>
        )
      }
    >
      {integrations.length === 0 && (
        <Alert variant="light" title="Nothing sends to this service yet">
          <Text size="sm">
            An integration gives a monitoring tool a routing key for it.
            {!may && ' An administrator can make one.'}
          </Text>
        </Alert>
      )}
      <Stack gap="sm">
        {integrations.map((integration) => (
          <Paper key={integration.id} withBorder p="md">
            <IntegrationCard integration={integration} />
          </Paper>
        ))}
      </Stack>
      <Modal opened={making} onClose={close} title="New integration">
        <NewIntegration serviceId={service.id} done={close} />
      </Modal>
    </Section>
  )
}

const types = Object.entries(integrationTypes).map(([value, { label }]) => ({ value, label }))

function NewIntegration({ serviceId, done }: { serviceId: string; done(): void }) {
  const [answer, create] = useMutation(CreateIntegrationDocument)
  const form = useForm({ initialValues: { name: '', type: 'EVENTS' as IntegrationType } })
  return (
    <form
      onSubmit={form.onSubmit(async (values) => {
        const { data } = await create({ input: { serviceId, ...values } })
        if (data) {
          done()
        }
      })}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <TextInput
          label="Name"
          description="What will send by it"
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label="Tool"
          data={types}
          allowDeselect={false}
          maxDropdownHeight={260}
          {...form.getInputProps('type')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Make the integration
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
