import { Alert, Button, Group, List, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useViewer } from '../api/session'
import {
  CalendarFeedsDocument,
  CreateCalendarFeedDocument,
  RevokeCalendarFeedDocument,
} from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Copyable } from '../parts/Copyable'
import { Ago } from '../parts/moment'
import { ErrorNotice } from '../parts/ProblemNotice'

interface Props {
  schedule: { id: string; name: string }
}

// CalendarLink makes links that calendar programs subscribe to, and ends them.
export function CalendarLink({ schedule }: Props) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" onClick={open}>
        Calendar link
      </Button>
      <Modal opened={opened} onClose={close} title="Calendar link" size="lg">
        <Stack>
          <NewLink schedule={schedule} />
          <Links />
        </Stack>
      </Modal>
    </>
  )
}

function NewLink({ schedule }: Props) {
  const viewer = useViewer()
  const [answer, create] = useMutation(CreateCalendarFeedDocument)
  const [what, setWhat] = useState('schedule')
  const path = answer.data?.createCalendarFeed.path
  if (path) {
    return (
      <>
        <Alert title="Copy the link now">
          It is shown this once. Whoever has it sees these shifts without signing in; when you
          revoke it, they see nothing.
        </Alert>
        <Copyable label="Calendar link" text={location.origin + path} />
      </>
    )
  }
  return (
    <>
      <Text size="sm">
        A calendar program that subscribes to the link shows half a year ahead, and follows what
        changes.
      </Text>
      <ErrorNotice error={answer.error} />
      <SegmentedControl
        aria-label="What the link shows"
        value={what}
        onChange={setWhat}
        data={[
          { value: 'schedule', label: `All of ${schedule.name}` },
          { value: 'mine', label: 'My shifts, by every schedule' },
        ]}
      />
      <Group justify="flex-end">
        <Button
          loading={answer.fetching}
          onClick={() =>
            void create({
              input: what === 'mine' ? { userId: viewer.id } : { scheduleId: schedule.id },
            })
          }
        >
          Make the link
        </Button>
      </Group>
    </>
  )
}

// Links are those that there are, which can be ended but not shown again.
function Links() {
  const [{ data, error }] = useQuery({
    query: CalendarFeedsDocument,
    context: useState({ additionalTypenames: ['CalendarFeed'] })[0],
  })
  const [revoking, setRevoking] = useState<{ id: string; shows: string }>()
  const [, revoke] = useMutation(RevokeCalendarFeedDocument)
  const feeds = data?.calendarFeeds.nodes ?? []
  return (
    <>
      <ErrorNotice error={error} />
      {feeds.length > 0 && (
        <List size="sm" listStyleType="none" spacing="xs">
          {feeds.map(({ id, schedule, user, owner, createdAt }) => {
            const shows = schedule?.name ?? `Shifts of ${user?.name}`
            return (
              <List.Item key={id} styles={{ itemLabel: { width: '100%' } }}>
                <Group justify="space-between" wrap="nowrap">
                  <Text size="sm">
                    {shows}, made by {owner.name} <Ago at={createdAt} />
                  </Text>
                  <Button
                    size="compact-xs"
                    variant="light"
                    color="red"
                    aria-label={`Revoke the link to ${shows}`}
                    onClick={() => setRevoking({ id, shows })}
                  >
                    Revoke
                  </Button>
                </Group>
              </List.Item>
            )
          })}
        </List>
      )}
      <Confirm
        opened={revoking !== undefined}
        close={() => setRevoking(undefined)}
        title="Revoke the link"
        action="Revoke it"
        run={() => revoke({ id: revoking?.id ?? '' }, { additionalTypenames: ['CalendarFeed'] })}
      >
        Calendars that follow the link to <b>{revoking?.shows}</b> find nothing there any more. It
        cannot be brought back; a new one can be made.
      </Confirm>
    </>
  )
}
