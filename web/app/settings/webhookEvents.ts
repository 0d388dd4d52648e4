import type { WebhookEvent } from '../gql/graphql'

// What a webhook can be told of, by the names that its body has.
export const webhookEvents: { event: WebhookEvent; name: string; what: string }[] = [
  { event: 'INCIDENT_TRIGGERED', name: 'incident.triggered', what: 'One was opened' },
  { event: 'INCIDENT_ACKNOWLEDGED', name: 'incident.acknowledged', what: 'Somebody works on it' },
  { event: 'INCIDENT_RESOLVED', name: 'incident.resolved', what: 'It is over' },
  { event: 'INCIDENT_ESCALATED', name: 'incident.escalated', what: 'The next step was told' },
  { event: 'INCIDENT_ASSIGNED', name: 'incident.assigned', what: 'Somebody else has it' },
]

export const eventName = (event: WebhookEvent) => event.toLowerCase().replace('_', '.')
