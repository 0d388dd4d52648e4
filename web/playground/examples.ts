import acknowledgeIncident from './examples/acknowledge-incident.graphql?raw'
import incidentTimeline from './examples/incident-timeline.graphql?raw'
import openIncidents from './examples/open-incidents.graphql?raw'
import sendEvent from './examples/send-event.graphql?raw'
import watchIncidents from './examples/watch-incidents.graphql?raw'
import { placeholderHeaders } from './key'

const incidentId = JSON.stringify({ id: 'inc_…' }, null, 2)

// What the tabs hold on a first visit. GraphiQL shows the first tab without its
// variables, so the first example has none. The end-to-end test checks all of
// them against the server's schema.
export const examples = [
  { query: openIncidents },
  { query: sendEvent },
  { query: acknowledgeIncident, variables: incidentId },
  { query: incidentTimeline, variables: incidentId },
  { query: watchIncidents },
].map((example) => ({ ...example, headers: placeholderHeaders }))
