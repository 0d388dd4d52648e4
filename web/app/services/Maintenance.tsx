import { Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import {
  CreateMaintenanceWindowDocument,
  DeleteMaintenanceWindowDocument,
  EndMaintenanceWindowDocument,
} from '../gql/graphql'
import { exactly, useNow } from '../parts/moment'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import type { ServiceDetail } from './ServiceForm'

type Window = ServiceDetail['maintenanceWindows']['nodes'][number]

const hour = 3_600_000 // ms

// Maintenance is when a service is worked on: its incidents are suppressed meanwhile.
export function Maintenance({ service }: { service: ServiceDetail }) {
  const may = useViewer().can('services:write')
  const [begun, begin] = useMutation(CreateMaintenanceWindowDocument)
  const [planning, plan] = useDisclosure()
  const beginFor = (hours: number) =>
    void begin({
      input: {
        serviceId: service.id,
        end: new Date(Date.now() + hours * hour).toISOString(),
      },
    })
  const windows = service.maintenanceWindows.nodes
  return (
    <Section
      title="Maintenance"
      actions={
        may && (
          <Menu position="bottom-end" withinPortal={false}>
            <Menu.Target>
              <Button
                size="xs"
                variant="light"
                loading={begun.fetching}
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                Start maintenance
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => beginFor(1)}>Now, for 1 hour</Menu.Item>
              <Menu.Item onClick={() => beginFor(4)}>Now, for 4 hours</Menu.Item>
              <Menu.Item onClick={plan.open}>Plan one…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <Stack gap="sm">
        <ErrorNotice error={begun.error} />
        {windows.length === 0 && (
          <Text size="sm" c="dimmed">
            None is planned. During maintenance, incidents are suppressed and nobody is told.
          </Text>
        )}
        {windows.map((window) => (
          <WindowLine key={window.id} window={window} may={may} />
        ))}
      </Stack>
      <Modal opened={planning} onClose={plan.close} title="Plan maintenance">
        <PlanWindow serviceId={service.id} done={plan.close} />
      </Modal>
    </Section>
  )
}

function WindowLine({ window, may }: { window: Window; may: boolean }) {
  const now = useNow()
  const [ended, end] = useMutation(EndMaintenanceWindowDocument)
  const [removed, remove] = useMutation(DeleteMaintenanceWindowDocument)
  const begun = Date.parse(window.start) <= now
  return (
    <div>
      <ErrorNotice error={ended.error ?? removed.error} />
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text size="sm" fw={550}>
            {begun ? `Until ${exactly(window.end)}` : exactly(window.start)}
          </Text>
          {!begun && <Text size="sm">until {exactly(window.end)}</Text>}
          {window.description && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {window.description}
            </Text>
          )}
        </div>
        {may && begun && (
          <Button
            size="compact-xs"
            variant="default"
            loading={ended.fetching}
            onClick={() => void end({ id: window.id, end: new Date().toISOString() })}
          >
            End it now
          </Button>
        )}
        {may && !begun && (
          <Button
            size="compact-xs"
            variant="default"
            loading={removed.fetching}
            onClick={() =>
              void remove({ id: window.id }, { additionalTypenames: ['MaintenanceWindow'] })
            }
          >
            Cancel it
          </Button>
        )}
      </Group>
    </div>
  )
}

function PlanWindow({ serviceId, done }: { serviceId: string; done(): void }) {
  const [answer, create] = useMutation(CreateMaintenanceWindowDocument)
  const form = useForm({
    initialValues: { start: '', end: '', description: '' },
    validate: {
      end: (end, { start }) => (end > start ? null : 'It has to end after its start.'),
    },
  })
  return (
    <form
      onSubmit={form.onSubmit(async ({ start, end, description }) => {
        const { data } = await create({
          input: {
            serviceId,
            start: new Date(start).toISOString(),
            end: new Date(end).toISOString(),
            description: description || null,
          },
        })
        if (data) {
          done()
        }
      })}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <TextInput
          type="datetime-local"
          label="Start"
          description="In the time zone of this device"
          required
          {...form.getInputProps('start')}
        />
        <TextInput type="datetime-local" label="End" required {...form.getInputProps('end')} />
        <TextInput label="What is done" maxLength={10_000} {...form.getInputProps('description')} />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Plan it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
