import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql'
import { useViewer } from '../api/session'
import {
  AcknowledgeIncidentDocument,
  AssignIncidentDocument,
  EscalateIncidentDocument,
  ReopenIncidentDocument,
  ResolveIncidentDocument,
  SnoozeIncidentDocument,
  UnacknowledgeIncidentDocument,
} from '../gql/graphql'
import { tellProblem } from '../parts/tell'
import { HolderMenu } from './HolderMenu'
import type { IncidentDetail } from './IncidentPage'
import { snoozes } from './snoozes'
import { useShortcuts } from './useShortcuts'

// IncidentActions are what can be done to an incident as it stands.
export function IncidentActions({
  incident: { id, status },
  changed,
}: {
  incident: IncidentDetail
  changed(): void
}) {
  const client = useClient()
  const { can } = useViewer()
  const act = async <V extends AnyVariables>(
    document: TypedDocumentNode<unknown, V>,
    variables: V,
  ) => {
    const { error } = await client.mutation(document, variables).toPromise()
    if (error) {
      tellProblem(error)
    }
    changed()
  }
  const resolved = status === 'RESOLVED'
  useShortcuts(
    can('incidents:write') && !resolved
      ? {
          a: () => act(AcknowledgeIncidentDocument, { id }),
          r: () => act(ResolveIncidentDocument, { id }),
          s: () => act(SnoozeIncidentDocument, { id, minutes: 60 }),
        }
      : {},
  )
  if (!can('incidents:write')) {
    return null
  }
  if (resolved) {
    return (
      <Button size="xs" variant="default" onClick={() => void act(ReopenIncidentDocument, { id })}>
        Open again
      </Button>
    )
  }
  return (
    <>
      {status === 'ACKNOWLEDGED' ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => void act(UnacknowledgeIncidentDocument, { id })}
        >
          Take back
        </Button>
      ) : (
        <Button size="xs" onClick={() => void act(AcknowledgeIncidentDocument, { id })}>
          Acknowledge
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => void act(ResolveIncidentDocument, { id })}>
        Resolve
      </Button>
      <Menu>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            Snooze
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {snoozes.map(({ minutes, label }) => (
            <Menu.Item
              key={minutes}
              onClick={() => void act(SnoozeIncidentDocument, { id, minutes })}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <HolderMenu
        disabled={false}
        assign={(to) =>
          void act(
            AssignIncidentDocument,
            to?.startsWith('team_') ? { id, teamId: to } : { id, assigneeId: to },
          )
        }
      />
      <Button
        size="xs"
        variant="default"
        onClick={() => void act(EscalateIncidentDocument, { id })}
      >
        Escalate
      </Button>
    </>
  )
}
