import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { PreviewScheduleDocument, type PreviewScheduleInput } from '../../gql/graphql'
import { ErrorNotice } from '../../parts/ProblemNotice'
import { Section } from '../../parts/Section'
import { namedLayers, rowsOf, scheduleColours, timeOfEntries } from '../rows'
import { Timeline } from '../Timeline'
import { TimelineControls } from '../TimelineControls'
import { useTimelineView } from '../useTimelineView'
import { effectiveAt, layersInput, type ScheduleDraft } from './draft'
import { mergedLayers } from './merged'
import type { Edited } from './ScheduleForm'
import { WhoMoves } from './WhoMoves'

interface Props {
  draft: ScheduleDraft
  stored?: Edited
  layered: boolean // whether the layers are other than they were
}

// Preview shows who would be on call, a moment after something is changed.
export function Preview({ draft, stored, layered }: Props) {
  const { time, ...controls } = useTimelineView()
  const { since, until } = time
  const asked: PreviewScheduleInput = {
    scheduleId: stored?.id ?? null,
    timeZone: draft.timeZone,
    ...(layered && {
      layers: layersInput(draft, stored),
      effectiveAt: stored ? effectiveAt(draft) : null,
    }),
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
  }
  // As a text, so that a form that is as it was asks nothing anew.
  const [text] = useDebouncedValue(JSON.stringify(asked), 300)
  const input = useMemo((): PreviewScheduleInput => JSON.parse(text), [text])
  const [{ data, error }] = useQuery({ query: PreviewScheduleDocument, variables: { input } })
  const preview = error ? undefined : data?.previewSchedule
  const shown = useMemo(() => {
    if (!preview) {
      return undefined
    }
    const there = stored?.layers ?? []
    const names = layered ? mergedLayers(draft, there) : namedLayers(there)
    const rows = rowsOf(preview.result, names)
    const people = preview.result.entries.map(({ user }) => user)
    return {
      rows,
      time: timeOfEntries(preview.result),
      colourOf: scheduleColours(draft.layers, people),
    }
  }, [preview, draft, stored, layered])
  return (
    <Section title="Preview">
      <Stack gap="xs">
        <TimelineControls {...controls} scheduleZone={draft.timeZone} />
        <ErrorNotice error={error} />
        {shown && (
          <Timeline
            label="Who would be on call"
            {...shown}
            span={controls.view.span}
            zone={controls.view.zone}
          />
        )}
        {preview && stored && <WhoMoves moved={preview.moved} zone={controls.view.zone} />}
        {!stored && (
          <Text size="sm" c="dimmed">
            Nothing is stored before you make the schedule.
          </Text>
        )}
      </Stack>
    </Section>
  )
}
