import { Group, List, Loader, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useQuery } from 'urql'
import { SimulatePolicyDocument, type SimulatePolicyQuery, type Urgency } from '../gql/graphql'
import { urgencyName } from '../parts/badges'
import { clockTime, exactly } from '../parts/moment'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import type { PolicyDetail } from './PolicyPage'
import classes from './policies.module.css'
import { channelNames, inMinutes } from './words'

type Simulated = NonNullable<SimulatePolicyQuery['simulateEscalation']>
type Moment = Simulated['moments'][number]

const urgencies: Urgency[] = ['HIGH', 'MEDIUM', 'LOW']
const context = {
  additionalTypenames: ['EscalationPolicy', 'User', 'Team', 'Schedule', 'Settings'],
}
const minute = 60_000 // ms

// Simulation shows who would be told of an incident that nobody answers, and who not.
export function Simulation({ policy }: { policy: PolicyDetail }) {
  const [urgency, setUrgency] = useState<Urgency>('HIGH')
  const [at, setAt] = useState('')
  const [{ data, error, fetching }] = useQuery({
    query: SimulatePolicyDocument,
    variables: {
      policyId: policy.id,
      urgency,
      at: at === '' ? null : new Date(at).toISOString(),
    },
    context,
  })
  const simulated = data?.simulateEscalation
  return (
    <Section title="If nobody answers">
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <div>
            <Text size="xs" fw={550} mb={2}>
              Urgency
            </Text>
            <SegmentedControl
              size="xs"
              aria-label="Urgency"
              value={urgency}
              onChange={(value) => setUrgency(value as Urgency)}
              data={urgencies.map((value) => ({ value, label: urgencyName(value) }))}
            />
          </div>
          <TextInput
            size="xs"
            type="datetime-local"
            label="Opened at (empty: now)"
            value={at}
            onChange={({ currentTarget }) => setAt(currentTarget.value)}
          />
        </Group>
        <ErrorNotice error={error} />
        {!simulated && fetching && <Loader size="sm" aria-label="Working it out" />}
        {simulated && (
          <ol className={classes.moments} aria-label="What would happen">
            {simulated.moments.map((moment, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: moments have no name but their place
              <MomentLine key={i} moment={moment} opened={simulated.at} />
            ))}
          </ol>
        )}
      </Stack>
    </Section>
  )
}

function MomentLine({ moment, opened }: { moment: Moment; opened: string }) {
  const after = Math.round((Date.parse(moment.at) - Date.parse(opened)) / minute)
  return (
    <li data-moment={moment.kind} className={classes.moment}>
      <div>
        <Text component="time" dateTime={moment.at} title={exactly(moment.at)} size="sm" fw={550}>
          {clockTime(moment.at)}
        </Text>
        <Text size="xs" c="dimmed">
          {after === 0 ? 'at once' : `+ ${inMinutes(after)}`}
        </Text>
      </div>
      <div>
        <Text size="xs" c="dimmed">
          {whatHappens(moment)}
        </Text>
        {moment.told.map(({ user, channels }) => (
          <Text size="sm" key={user.id}>
            <b>{user.name}</b> by {channels.map((channel) => channelNames[channel]).join(', ')}
          </Text>
        ))}
        {moment.told.length === 0 && (
          <Text size="sm" fw={550}>
            Nobody is told
          </Text>
        )}
        {moment.kind !== 'STEP' && moment.told.length + moment.missed.length === 0 && (
          <Text size="sm">No fallback is named.</Text>
        )}
        {moment.missed.length > 0 && (
          <List size="sm" listStyleType="'– '" withPadding={false}>
            {moment.missed.map((missed) => (
              <List.Item key={`${missed.target.id} ${missed.user?.id ?? ''}`}>
                {missed.message}
                {missed.nextShiftAt && ` The next shift begins ${exactly(missed.nextShiftAt)}.`}
              </List.Item>
            ))}
          </List>
        )}
      </div>
    </li>
  )
}

// whatHappens names the step of a moment.
function whatHappens({ kind, step, pass }: Moment): string {
  const again = pass > 1 ? `, pass ${pass}` : ''
  switch (kind) {
    case 'STEP':
      return `Step ${step?.position ?? ''}${again}`
    case 'FALLBACK':
      return `Nobody was reached: the fallback${again}`
    case 'EXHAUSTED':
      return 'No step is left: the fallback'
  }
}
