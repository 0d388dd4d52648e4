import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { useMutation } from 'urql'
import { useLocation } from 'wouter'
import { DeleteScheduleDocument } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'

// DeleteSchedule deletes a schedule that no policy needs; the server says which do.
export function DeleteSchedule({ schedule }: { schedule: { id: string; name: string } }) {
  const [opened, { open, close }] = useDisclosure()
  const [, navigate] = useLocation()
  const [, remove] = useMutation(DeleteScheduleDocument)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label="More actions">
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={open}>
            Delete the schedule
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={opened}
        close={close}
        title="Delete the schedule"
        action="Delete it"
        run={async () => {
          const answer = await remove(
            { id: schedule.id },
            { additionalTypenames: ['Schedule', 'CalendarFeed'] },
          )
          if (!answer.error) {
            navigate('/on-call')
          }
          return answer
        }}
      >
        <b>{schedule.name}</b>, its layers, its overrides and the calendar links to it are gone
        then, and cannot be brought back. Policies that tell it have to be changed first.
      </Confirm>
    </>
  )
}
