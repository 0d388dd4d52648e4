import { Button, Grid, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCallback, useEffect } from 'react'
import { useClient, useMutation, useQuery } from 'urql'
import { useLocation, useParams } from 'wouter'
import { onConnected } from '../api/live'
import { useViewer } from '../api/session'
import { DeleteServiceDocument, IncidentChangedDocument, ServiceDocument } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Facts } from '../parts/Facts'
import { Missing } from '../parts/Missing'
import { DangerItem, MoreMenu } from '../parts/MoreMenu'
import { OpenIncidents } from '../parts/OpenIncidents'
import { PageHeader } from '../parts/PageHeader'
import { PlaceLink, PlaceLinks } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Integrations } from './Integrations'
import { Maintenance } from './Maintenance'

import { type ServiceDetail, ServiceForm } from './ServiceForm'
import { ServiceStatusBadge } from './ServiceStatusBadge'
import { TestEventButton } from './TestEvent'

const context = { additionalTypenames: ['Integration', 'MaintenanceWindow', 'Incident'] }

// ServicePage is one service: its health, how events reach it, and when it is worked on.
export function ServicePage() {
  const { id } = useParams<{ id: string }>()
  const viewer = useViewer()
  const [{ data, error, fetching }, refresh] = useQuery({
    query: ServiceDocument,
    variables: { id },
    context,
  })
  const readAgain = useCallback(() => refresh({ requestPolicy: 'network-only' }), [refresh])
  useIncidentChanges(id, readAgain)
  const service = data?.service
  if (!service) {
    return <Missing what="service" list="/services" fetching={fetching} error={error} />
  }
  return (
    <>
      <PageHeader title={service.name}>
        {viewer.can('events:write') && (
          <TestEventButton routingKey={service.id} to={service.name} variant="filled" />
        )}
        {viewer.can('services:write') && <Change service={service} />}
      </PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={error} />
        {service.description && (
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {service.description}
          </Text>
        )}
        <Facts facts={factsOf(service)} />
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Integrations service={service} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="lg">
              <OpenIncidents incidents={service.incidents} whose={`service=${service.id}`} />
              <Maintenance service={service} />
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  )
}

function factsOf(service: ServiceDetail): Parameters<typeof Facts>[0]['facts'] {
  const minutes = (n: number) => `${n} min`
  return [
    ['Status', <ServiceStatusBadge key="status" status={service.status} />],
    ['On call now', <PlaceLinks key="on-call" list="/users" to={service.onCall} />],
    ['Policy', <PlaceLink key="policy" list="/policies" to={service.escalationPolicy} />],
    ['Team', <PlaceLink key="team" list="/teams" to={service.team} />],
    ['Slug', service.slug],
    ['Acknowledge within', minutes(service.ackTargetMinutes)],
    ['Resolve within', minutes(service.resolveTargetMinutes)],
    [
      'Open again after',
      service.ackTimeoutMinutes ? minutes(service.ackTimeoutMinutes) : 'Never by itself',
    ],
  ]
}

// useIncidentChanges calls changed when an incident of the service has, or may have.
function useIncidentChanges(serviceId: string, changed: () => void) {
  const client = useClient()
  useEffect(
    () =>
      client
        .subscription(IncidentChangedDocument, { filter: { serviceId: [serviceId] } })
        .subscribe(({ data }) => data && changed()).unsubscribe,
    [client, serviceId, changed],
  )
  useEffect(() => onConnected(changed), [changed])
}

function Change({ service }: { service: ServiceDetail }) {
  const [, navigate] = useLocation()
  const [editing, edit] = useDisclosure()
  const [deleting, ask] = useDisclosure()
  const [, remove] = useMutation(DeleteServiceDocument)
  return (
    <>
      <Button variant="default" onClick={edit.open}>
        Edit
      </Button>
      <MoreMenu>
        <DangerItem onClick={ask.open}>Delete the service</DangerItem>
      </MoreMenu>
      <Modal opened={editing} onClose={edit.close} title="Edit the service" size="lg">
        <ServiceForm service={service} done={edit.close} />
      </Modal>
      <Confirm
        opened={deleting}
        close={ask.close}
        title="Delete the service"
        action="Delete it"
        run={async () => {
          const answer = await remove({ id: service.id }, { additionalTypenames: ['Service'] })
          if (!answer.error) {
            navigate('/services', { replace: true })
          }
          return answer
        }}
      >
        <Text>
          Events for <b>{service.name}</b> are refused from then on. Its past incidents stay. A
          service with incidents that are not resolved cannot be deleted.
        </Text>
      </Confirm>
    </>
  )
}
