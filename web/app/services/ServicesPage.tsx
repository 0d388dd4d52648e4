import { Anchor, Button, Loader, Modal, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from 'urql'
import { Link, useLocation } from 'wouter'
import { useViewer } from '../api/session'
import { ServicesDocument, type ServicesQuery } from '../gql/graphql'
import { EmptyState } from '../parts/EmptyState'
import { Pages, SearchField, useListing } from '../parts/listing'
import { PageHeader } from '../parts/PageHeader'
import { PlaceLink, PlaceLinks } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { ServiceForm } from './ServiceForm'
import { ServiceStatusBadge } from './ServiceStatusBadge'

type Service = ServicesQuery['services']['nodes'][number]

const context = { additionalTypenames: ['Service', 'Incident'] }

// ServicesPage lists what can break.
export function ServicesPage() {
  const may = useViewer().can('services:write')
  const [, navigate] = useLocation()
  const listing = useListing()
  const [{ data, error, fetching }] = useQuery({
    query: ServicesDocument,
    variables: { filter: { q: listing.q }, ...listing.window },
    context,
  })
  const [making, { open, close }] = useDisclosure()
  const services = data?.services
  const make = <Button onClick={open}>New service</Button>
  return (
    <>
      <PageHeader title="Services">{may && make}</PageHeader>
      <SearchField listing={listing} />
      <ErrorNotice error={error} />
      {!services && fetching && <Loader aria-label="Loading the services" />}
      {services?.totalCount === 0 && listing.q === '' && (
        <EmptyState title="No service yet" action={may && make}>
          A service is what can break, and what a team answers for. Monitoring tools send their
          events to it.
        </EmptyState>
      )}
      {services?.totalCount === 0 && listing.q !== '' && (
        <EmptyState title="Nothing found">
          No service has “{listing.q}” in its name, slug or id.
        </EmptyState>
      )}
      {services && services.nodes.length > 0 && <ServiceTable services={services.nodes} />}
      {services && <Pages listing={listing} total={services.totalCount} />}
      <Modal opened={making} onClose={close} title="New service" size="lg">
        <ServiceForm done={(id) => navigate(`/services/${id}`)} />
      </Modal>
    </>
  )
}

function ServiceTable({ services }: { services: Service[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>On call now</Table.Th>
            <Table.Th>Policy</Table.Th>
            <Table.Th>Team</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.map((service) => (
            <Table.Tr key={service.id}>
              <Table.Td>
                <Anchor component={Link} href={`/services/${service.id}`} fw={550} size="sm">
                  {service.name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <ServiceStatusBadge status={service.status} />
              </Table.Td>
              <Table.Td>
                <PlaceLinks list="/users" to={service.onCall} />
              </Table.Td>
              <Table.Td>
                <PlaceLink list="/policies" to={service.escalationPolicy} />
              </Table.Td>
              <Table.Td>
                <PlaceLink list="/teams" to={service.team} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
