import { Grid, Stack, Text } from '@mantine/core'
import { useQuery } from 'urql'
import { useParams } from 'wouter'
import { useViewer } from '../api/session'
import { UserDocument } from '../gql/graphql'
import { Facts } from '../parts/Facts'
import { Missing } from '../parts/Missing'
import { exactly, useNow } from '../parts/moment'
import { OpenIncidents } from '../parts/OpenIncidents'
import { PageHeader } from '../parts/PageHeader'
import { PlaceLink } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { teamRoles } from '../teams/roles'
import { NotificationRules } from './NotificationRules'
import { roles, UserStatusBadge } from './roles'
import { UserActions } from './UserActions'
import type { UserDetail } from './UserForm'

const context = { additionalTypenames: ['Incident', 'Team', 'Schedule'] }

// UserPage is one person: what they may do, when they are on call, how they are told.
export function UserPage() {
  const { id } = useParams<{ id: string }>()
  const viewer = useViewer()
  const [{ data, error, fetching }] = useQuery({
    query: UserDocument,
    variables: { id },
    context,
  })
  const user = data?.user
  if (!user) {
    return <Missing what="user" list="/users" fetching={fetching} error={error} />
  }
  const seesRules = viewer.id === user.id || viewer.can('users:write')
  return (
    <>
      <PageHeader title={user.name}>
        {viewer.can('users:write') && <UserActions user={user} />}
      </PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={error} />
        <FactsOf user={user} />
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 7 }}>
            {seesRules && <NotificationRules userId={user.id} />}
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="lg">
              <Shifts user={user} />
              <OpenIncidents incidents={user.incidents} whose={`assignee=${user.id}`} />
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  )
}

function FactsOf({ user }: { user: UserDetail }) {
  const clock = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: user.timeZone,
  }).format(useNow())
  return (
    <Facts
      facts={[
        ['Status', <UserStatusBadge key="status" status={user.status} />],
        ['Role', roles[user.role].label],
        ['E-mail', user.email],
        ['Time zone', `${user.timeZone}, now ${clock}`],
        [
          'Teams',
          user.memberships.length === 0
            ? 'None'
            : user.memberships.map(({ team, role }, i) => (
                <span key={team.id}>
                  {i > 0 && ', '}
                  <PlaceLink list="/teams" to={team} /> ({teamRoles[role].toLowerCase()})
                </span>
              )),
        ],
      ]}
    />
  )
}

const shownShifts = 6

function Shifts({ user }: { user: UserDetail }) {
  return (
    <Section title="On call this week">
      {user.shifts.length === 0 && (
        <Text size="sm" c="dimmed">
          Not in the next seven days.
        </Text>
      )}
      <Stack gap="xs">
        {user.shifts.slice(0, shownShifts).map((shift) => (
          <div key={`${shift.schedule.id} ${shift.start}`}>
            <PlaceLink list="/on-call" to={shift.schedule} />
            <Text size="xs" c="dimmed">
              {exactly(shift.start)} – {exactly(shift.end)}
            </Text>
          </div>
        ))}
        {user.shifts.length > shownShifts && (
          <Text size="sm" c="dimmed">
            and {user.shifts.length - shownShifts} more
          </Text>
        )}
      </Stack>
    </Section>
  )
}
