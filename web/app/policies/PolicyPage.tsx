import { Button, Grid, Stack, Text, Timeline } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useLocation, useParams } from 'wouter'
import { useViewer } from '../api/session'
import { DeletePolicyDocument, PolicyDocument, type PolicyQuery } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Missing } from '../parts/Missing'
import { DangerItem, MoreMenu } from '../parts/MoreMenu'
import { PageHeader } from '../parts/PageHeader'
import { PlaceLink } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { PolicyForm } from './PolicyForm'
import { Simulation } from './Simulation'
import { inMinutes, targetKinds, targetLists, targetTypes, times } from './words'

export type PolicyDetail = NonNullable<PolicyQuery['escalationPolicy']>

const context = { additionalTypenames: ['Service'] }

// PolicyPage is one policy: its steps, whose incidents it escalates, and whom it would tell.
export function PolicyPage() {
  const { id } = useParams<{ id: string }>()
  const may = useViewer().can('services:write')
  const [editing, setEditing] = useState(false)
  const [{ data, error, fetching }] = useQuery({
    query: PolicyDocument,
    variables: { id },
    context,
  })
  const policy = data?.escalationPolicy
  if (!policy) {
    return <Missing what="policy" list="/policies" fetching={fetching} error={error} />
  }
  if (editing) {
    return (
      <>
        <PageHeader title={`Edit ${policy.name}`} />
        <PolicyForm policy={policy} done={() => setEditing(false)} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={policy.name}>
        {may && <Change policy={policy} edit={() => setEditing(true)} />}
      </PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={error} />
        {policy.description && (
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {policy.description}
          </Text>
        )}
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="lg">
              <Section title="Steps">
                <Steps policy={policy} />
              </Section>
              <Section title="Services">
                <Services policy={policy} />
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Simulation policy={policy} />
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  )
}

function Steps({ policy }: { policy: PolicyDetail }) {
  return (
    <>
      <Timeline bulletSize={22} lineWidth={2}>
        {policy.steps.map((step) => (
          <Timeline.Item
            key={step.id}
            bullet={
              <Text size="xs" span>
                {step.position}
              </Text>
            }
          >
            {step.targets.map((target) => {
              const type = targetTypes[target.__typename]
              return (
                <Text size="sm" key={target.id}>
                  <PlaceLink list={targetLists[type]} to={target} />{' '}
                  <Text size="xs" c="dimmed" span>
                    {targetKinds[type]}
                  </Text>
                </Text>
              )
            })}
            <Text size="xs" c="dimmed" mt={4}>
              then waits {inMinutes(step.escalateAfterMinutes)} for an answer
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      <Text size="sm" mt="sm">
        Gone through {times(policy.repeatCount).toLowerCase()}; then the fallback is told.
      </Text>
    </>
  )
}

function Services({ policy }: { policy: PolicyDetail }) {
  const { nodes, totalCount } = policy.services
  return (
    <Stack gap={4} align="flex-start">
      {totalCount === 0 && (
        <Text size="sm" c="dimmed">
          None uses it. A service names its policy: edit the service.
        </Text>
      )}
      {nodes.map((service) => (
        <PlaceLink key={service.id} list="/services" to={service} />
      ))}
      {totalCount > nodes.length && (
        <Text size="sm" c="dimmed">
          and {totalCount - nodes.length} more
        </Text>
      )}
    </Stack>
  )
}

function Change({ policy, edit }: { policy: PolicyDetail; edit(): void }) {
  const [, navigate] = useLocation()
  const [deleting, ask] = useDisclosure()
  const [, remove] = useMutation(DeletePolicyDocument)
  return (
    <>
      <Button variant="default" onClick={edit}>
        Edit
      </Button>
      <MoreMenu>
        <DangerItem onClick={ask.open}>Delete the policy</DangerItem>
      </MoreMenu>
      <Confirm
        opened={deleting}
        close={ask.close}
        title="Delete the policy"
        action="Delete it"
        run={async () => {
          const answer = await remove(
            { id: policy.id },
            { additionalTypenames: ['EscalationPolicy'] },
          )
          if (!answer.error) {
            navigate('/policies', { replace: true })
          }
          return answer
        }}
      >
        <Text>
          <b>{policy.name}</b> is gone for good. Incidents that it escalates go on by it. A policy
          that a service uses cannot be deleted.
        </Text>
      </Confirm>
    </>
  )
}
