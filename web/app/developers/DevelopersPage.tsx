import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from 'urql'
import { environmentNames } from '../api/environment'
import { useSession } from '../api/session'
import { DevelopersDocument } from '../gql/graphql'
import { Copyable } from '../parts/Copyable'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'

const doors = [
  { href: '/guides', name: 'Guides', what: 'How everything works, from the first event on.' },
  { href: '/playground', name: 'Playground', what: 'Try GraphQL queries, as who you are here.' },
  { href: '/docs', name: 'API reference', what: 'Every REST endpoint, with a form to try it.' },
  { href: '/graphql/schema.graphqls', name: 'Schema', what: 'The GraphQL schema, as text.' },
  { href: '/api/openapi.json', name: 'OpenAPI', what: 'The REST API, for code generators.' },
]

// DevelopersPage leads to what explains the API, with commands that work as they stand.
export function DevelopersPage() {
  const { environment } = useSession()
  const [{ data, error }] = useQuery({ query: DevelopersDocument })
  const key = environment === 'LIVE' ? 'sk_live_…' : 'sk_test_…'
  const service = data?.services.nodes[0]
  const schedule = data?.schedules.nodes[0]
  return (
    <>
      <PageHeader title="Developers" />
      <ErrorNotice error={error} />
      <Stack gap="xl">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {doors.map(({ href, name, what }) => (
            <div key={href}>
              <Anchor href={href} fw={600}>
                {name}
              </Anchor>
              <Text size="sm" c="dimmed">
                {what}
              </Text>
            </div>
          ))}
        </SimpleGrid>
        <Stack>
          <Title order={2} size="h5">
            Commands for {environmentNames[environment]}
          </Title>
          <Text size="sm">
            Replace {key} by a key that you have made under API keys. The ids are yours.
          </Text>
          <Copyable
            block
            label="Send an event"
            text={event(key, service?.slug ?? 'your-service')}
          />
          <Copyable block label="Read the open incidents" text={rest(key)} />
          <Copyable block label="The same by GraphQL" text={graphql(key)} />
          {schedule && (
            <Copyable
              block
              label={`Who is on call by ${schedule.name}`}
              text={`curl ${origin}/api/schedules/${schedule.id}/on-call \\\n  -H "Authorization: Bearer ${key}"`}
            />
          )}
        </Stack>
      </Stack>
    </>
  )
}

const { origin } = location

function event(key: string, service: string): string {
  const body = {
    routing_key: service,
    event_action: 'trigger',
    dedup_key: 'high-cpu-web01',
    payload: { summary: 'High CPU on web-01', severity: 'critical', source: 'datadog' },
  }
  return `curl -X POST ${origin}/api/events \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer ${key}" \\
  -d '${JSON.stringify(body, null, 2)}'`
}

function rest(key: string): string {
  return `curl "${origin}/api/incidents?status=OPEN" \\\n  -H "Authorization: Bearer ${key}"`
}

function graphql(key: string): string {
  const query = '{ incidents(filter: {status: [OPEN]}) { nodes { id title service { name } } } }'
  return `curl -X POST ${origin}/graphql \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer ${key}" \\
  -d '${JSON.stringify({ query })}'`
}
