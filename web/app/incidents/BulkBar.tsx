import { Button, Group, Menu, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useViewer } from '../api/session'
import { HolderMenu } from './HolderMenu'
import { snoozes } from './snoozes'
import type { BulkActions } from './useBulkActions'

interface Props {
  ids: string[]
  actions: BulkActions
  clear(): void
}

// BulkBar acts on the incidents that are chosen.
export function BulkBar({ ids, actions, clear }: Props) {
  const [busy, setBusy] = useState(false)
  const { can } = useViewer()
  const act = async (action: Promise<void>) => {
    setBusy(true)
    await action
    setBusy(false)
    clear()
  }
  return (
    <Group gap="xs" role="toolbar" aria-label="Chosen incidents">
      <Text size="sm" fw={600}>
        {ids.length} chosen
      </Text>
      <Button.Group>
        <Button
          size="xs"
          disabled={!can('incidents:write')}
          loading={busy}
          onClick={() => void act(actions.acknowledge(ids))}
        >
          Acknowledge
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={busy || !can('incidents:write')}
          onClick={() => void act(actions.resolve(ids))}
        >
          Resolve
        </Button>
        <Menu>
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              disabled={busy || !can('incidents:write')}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Snooze
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {snoozes.map(({ minutes, label }) => (
              <Menu.Item key={minutes} onClick={() => void act(actions.snooze(ids, minutes))}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <HolderMenu
          disabled={busy || !can('incidents:write')}
          assign={(to) => void act(actions.assign(ids, to))}
        />
      </Button.Group>
      <Button size="xs" variant="subtle" onClick={clear}>
        Choose none
      </Button>
    </Group>
  )
}
