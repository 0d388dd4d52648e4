import { useDisclosure } from '@mantine/hooks'
import { useMutation } from 'urql'
import { useLocation } from 'wouter'
import { DeleteScheduleDocument } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { DangerItem, MoreMenu } from '../parts/MoreMenu'

// DeleteSchedule deletes a schedule that no policy needs; the server says which do.
export function DeleteSchedule({ schedule }: { schedule: { id: string; name: string } }) {
  const [opened, { open, close }] = useDisclosure()
  const [, navigate] = useLocation()
  const [, remove] = useMutation(DeleteScheduleDocument)
  return (
    <>
      <MoreMenu>
        <DangerItem onClick={open}>Delete the schedule</DangerItem>
      </MoreMenu>
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
