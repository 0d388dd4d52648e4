import { useMemo } from 'react'
import { type OperationResult, useClient } from 'urql'
import {
  AcknowledgeIncidentsDocument,
  AssignIncidentsDocument,
  AssignIncidentsToTeamDocument,
  type IncidentRowFragment,
  type OutcomeFragment,
  ResolveIncidentsDocument,
  SnoozeIncidentsDocument,
} from '../gql/graphql'
import { tell, tellFailure, tellProblem } from '../parts/tell'

const atOnce = 100 // incidents of one request

// BulkActions change several incidents, and say what became of them.
export interface BulkActions {
  acknowledge(ids: string[]): Promise<void>
  resolve(ids: string[]): Promise<void>
  snooze(ids: string[], minutes: number): Promise<void>
  assign(ids: string[], to: string | null): Promise<void> // a user, a team, or nobody
}

// useBulkActions returns the actions; changed takes the incidents as they are afterwards.
export function useBulkActions(changed: (incidents: IncidentRowFragment[]) => void): BulkActions {
  const client = useClient()
  return useMemo(() => {
    const run = async <Data>(
      did: string,
      ids: string[],
      send: (ids: string[]) => Promise<OperationResult<Data>>,
      results: (data: Data) => OutcomeFragment[],
    ) => {
      const outcomes: OutcomeFragment[] = []
      for (let from = 0; from < ids.length; from += atOnce) {
        const answer = await send(ids.slice(from, from + atOnce))
        if (answer.error) {
          tellProblem(answer.error)
          break
        }
        outcomes.push(...(answer.data ? results(answer.data) : []))
      }
      changed(outcomes.flatMap(({ incident }) => incident ?? []))
      report(did, outcomes)
    }
    return {
      acknowledge: (ids) =>
        run(
          'acknowledged',
          ids,
          (some) => client.mutation(AcknowledgeIncidentsDocument, { ids: some }).toPromise(),
          (data) => data.acknowledgeIncidents.results,
        ),
      resolve: (ids) =>
        run(
          'resolved',
          ids,
          (some) => client.mutation(ResolveIncidentsDocument, { ids: some }).toPromise(),
          (data) => data.resolveIncidents.results,
        ),
      snooze: (ids, minutes) =>
        run(
          'snoozed',
          ids,
          (some) => client.mutation(SnoozeIncidentsDocument, { ids: some, minutes }).toPromise(),
          (data) => data.updateIncidents.results,
        ),
      assign: (ids, to) =>
        run(
          'assigned',
          ids,
          (some) =>
            to?.startsWith('team_')
              ? client
                  .mutation(AssignIncidentsToTeamDocument, { ids: some, teamId: to })
                  .toPromise()
              : client.mutation(AssignIncidentsDocument, { ids: some, assigneeId: to }).toPromise(),
          (data) => data.updateIncidents.results,
        ),
    }
  }, [client, changed])
}

function report(did: string, outcomes: OutcomeFragment[]) {
  const failed = outcomes.filter(({ error }) => error)
  const done = outcomes.length - failed.length
  if (done > 0) {
    tell(`${done} ${did}`)
  }
  const reasons = new Set(failed.map(({ error }) => error?.message))
  for (const reason of reasons) {
    const n = failed.filter(({ error }) => error?.message === reason).length
    tellFailure(n === 1 ? `${reason}` : `${n} times: ${reason}`)
  }
}
