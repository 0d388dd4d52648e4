import { useState } from 'react'
import { useQuery } from 'urql'
import { useParams } from 'wouter'
import { EditedScheduleDocument } from '../../gql/graphql'
import { Missing } from '../../parts/Missing'
import { PageHeader } from '../../parts/PageHeader'
import { browserZone } from '../zoned'
import { draftOf, newDraft } from './draft'
import { ScheduleForm } from './ScheduleForm'

// NewSchedulePage makes a schedule.
export function NewSchedulePage() {
  const [draft] = useState(() => newDraft(browserZone()))
  return (
    <>
      <PageHeader title="New schedule" />
      <ScheduleForm initial={draft} />
    </>
  )
}

// EditSchedulePage changes one. The form keeps what it began with, which the server
// compares with what is there when it is saved.
export function EditSchedulePage() {
  const { id } = useParams<{ id: string }>()
  const [{ data, error, fetching, stale }] = useQuery({
    query: EditedScheduleDocument,
    variables: { id },
    requestPolicy: 'network-only',
  })
  const [edited, setEdited] = useState(data?.schedule)
  if (!edited && data?.schedule && !stale) {
    setEdited(data.schedule)
  }
  if (!edited) {
    return <Missing what="schedule" list="/on-call" fetching={fetching} error={error} />
  }
  return (
    <>
      <PageHeader title={`Edit ${edited.name}`} />
      <ScheduleForm initial={draftOf(edited)} stored={edited} />
    </>
  )
}
