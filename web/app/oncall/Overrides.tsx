import { Button, Group, Modal, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import { DeleteOverrideDocument, type OverrideFragment } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Section } from '../parts/Section'
import { format, fromTo } from './format'
import { OverrideForm } from './OverrideForm'
import type { ScheduleDetail } from './SchedulePage'

interface Props {
  schedule: ScheduleDetail
  zone: string
  refresh(): void
}

// Overrides are the exceptions that hold or are to come.
export function Overrides({ schedule, zone, refresh }: Props) {
  const writes = useViewer().can('schedules:write')
  const [editing, setEditing] = useState<OverrideFragment | 'new'>()
  const [removing, setRemoving] = useState<OverrideFragment>()
  const [, remove] = useMutation(DeleteOverrideDocument)
  const overrides = schedule.ahead.nodes
  return (
    <Section
      title="Overrides"
      actions={
        writes && (
          <Button size="xs" variant="default" onClick={() => setEditing('new')}>
            New override
          </Button>
        )
      }
    >
      {overrides.length === 0 ? (
        <Text size="sm" c="dimmed">
          None now or to come. An override puts somebody on call for a time, whatever the layers
          say.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Who</Table.Th>
                <Table.Th>From</Table.Th>
                <Table.Th>To</Table.Th>
                <Table.Th>Instead of</Table.Th>
                {writes && <Table.Th>Actions</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {overrides.map((override) => (
                <Table.Tr key={override.id}>
                  <Table.Td>{override.user.name}</Table.Td>
                  <Table.Td>{format('dayClock', Date.parse(override.start), zone)}</Table.Td>
                  <Table.Td>{format('dayClock', Date.parse(override.end), zone)}</Table.Td>
                  <Table.Td>{override.replaces?.name ?? 'Whoever is on call'}</Table.Td>
                  {writes && (
                    <Table.Td>
                      <RowActions
                        override={override}
                        edit={() => setEditing(override)}
                        remove={() => setRemoving(override)}
                      />
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Modal
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing === 'new' ? 'New override' : 'Change the override'}
        size="lg"
      >
        {editing && (
          <OverrideForm
            scheduleId={schedule.id}
            zone={zone}
            {...(editing !== 'new' && { override: editing })}
            done={() => {
              setEditing(undefined)
              refresh()
            }}
          />
        )}
      </Modal>
      <Confirm
        opened={removing !== undefined}
        close={() => setRemoving(undefined)}
        title="Remove the override"
        action="Remove it"
        run={async () => {
          const overrideId = removing?.id ?? ''
          const answer = await remove({ scheduleId: schedule.id, overrideId })
          refresh()
          return answer
        }}
      >
        {removing && (
          <Text>
            {removing.user.name} is no longer put on call for{' '}
            {fromTo(Date.parse(removing.start), Date.parse(removing.end), zone)}: the layers say who
            is.
          </Text>
        )}
      </Confirm>
    </Section>
  )
}

interface RowProps {
  override: OverrideFragment
  edit(): void
  remove(): void
}

function RowActions({ override: { user }, edit, remove }: RowProps) {
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        onClick={edit}
        aria-label={`Change the override of ${user.name}`}
      >
        Change
      </Button>
      <Button
        size="compact-xs"
        variant="light"
        color="red"
        onClick={remove}
        aria-label={`Remove the override of ${user.name}`}
      >
        Remove
      </Button>
    </Group>
  )
}
