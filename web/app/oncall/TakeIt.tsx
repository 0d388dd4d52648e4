import { Button } from '@mantine/core'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import { CreateOverrideDocument } from '../gql/graphql'
import { clockTime } from '../parts/moment'
import { tell, tellProblem } from '../parts/tell'

const hours = 2
const minute = 60_000 // ms

interface Props {
  schedule: { id: string; name: string; onCall: { user?: { id: string } | null } }
  taken(): void
}

// TakeIt puts the viewer on call from now on, whoever is. It is not shown to who is.
export function TakeIt({ schedule, taken }: Props) {
  const viewer = useViewer()
  const [{ fetching }, create] = useMutation(CreateOverrideDocument)
  if (!viewer.can('schedules:write') || schedule.onCall.user?.id === viewer.id) {
    return null
  }
  const take = async () => {
    const start = Math.floor(Date.now() / minute) * minute // the API takes whole minutes
    const end = new Date(start + hours * 60 * minute).toISOString()
    const { error } = await create({
      input: {
        scheduleId: schedule.id,
        userId: viewer.id,
        start: new Date(start).toISOString(),
        end,
      },
    })
    if (error) {
      tellProblem(error)
      return
    }
    tell(`You are on call for ${schedule.name} until ${clockTime(end)}.`)
    taken()
  }
  return (
    <Button onClick={() => void take()} loading={fetching}>
      Take it for {hours} h
    </Button>
  )
}
