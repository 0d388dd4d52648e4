import { Button, Grid, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from 'urql'
import { useLocation, useParams } from 'wouter'
import { useViewer } from '../api/session'
import { DeleteTeamDocument, TeamDocument } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Missing } from '../parts/Missing'
import { DangerItem, MoreMenu } from '../parts/MoreMenu'
import { PageHeader } from '../parts/PageHeader'
import { PlaceLink } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { ServiceStatusBadge } from '../services/ServiceStatusBadge'
import { Members, useShownMembers } from './Members'
import { type TeamDetail, TeamForm } from './TeamForm'

const context = { additionalTypenames: ['TeamMember', 'Service', 'Incident'] }

// TeamPage is one team: who belongs to it, and what it answers for.
export function TeamPage() {
  const { id } = useParams<{ id: string }>()
  const may = useViewer().can('teams:write')
  const shown = useShownMembers()
  const [{ data, error, fetching }] = useQuery({
    query: TeamDocument,
    variables: { id, members: shown.count },
    context,
  })
  const team = data?.team
  if (!team) {
    return <Missing what="team" list="/teams" fetching={fetching} error={error} />
  }
  return (
    <>
      <PageHeader title={team.name}>{may && <Change team={team} />}</PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={error} />
        {team.description && (
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {team.description}
          </Text>
        )}
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Members team={team} showMore={shown.more} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Services team={team} />
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  )
}

function Services({ team }: { team: TeamDetail }) {
  const { nodes, totalCount } = team.services
  return (
    <Section title="Services">
      <Stack gap="xs">
        {totalCount === 0 && (
          <Text size="sm" c="dimmed">
            It owns none. A service names its team: edit the service.
          </Text>
        )}
        {nodes.map((service) => (
          <Group key={service.id} gap="xs">
            <PlaceLink list="/services" to={service} />
            <ServiceStatusBadge status={service.status} />
          </Group>
        ))}
        {totalCount > nodes.length && (
          <Text size="sm" c="dimmed">
            and {totalCount - nodes.length} more
          </Text>
        )}
      </Stack>
    </Section>
  )
}

function Change({ team }: { team: TeamDetail }) {
  const [, navigate] = useLocation()
  const [editing, edit] = useDisclosure()
  const [deleting, ask] = useDisclosure()
  const [, remove] = useMutation(DeleteTeamDocument)
  return (
    <>
      <Button variant="default" onClick={edit.open}>
        Edit
      </Button>
      <MoreMenu>
        <DangerItem onClick={ask.open}>Delete the team</DangerItem>
      </MoreMenu>
      <Modal opened={editing} onClose={edit.close} title="Edit the team">
        <TeamForm team={team} done={edit.close} />
      </Modal>
      <Confirm
        opened={deleting}
        close={ask.close}
        title="Delete the team"
        action="Delete it"
        run={async () => {
          const answer = await remove({ id: team.id }, { additionalTypenames: ['Team'] })
          if (!answer.error) {
            navigate('/teams', { replace: true })
          }
          return answer
        }}
      >
        <Text>
          <b>{team.name}</b> is gone for good; its members stay users. A team that a service, a
          policy or an incident needs cannot be deleted.
        </Text>
      </Confirm>
    </>
  )
}
