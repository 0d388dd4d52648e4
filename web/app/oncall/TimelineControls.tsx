import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { TimeZoneSelect } from '../parts/TimeZoneSelect'
import { type Span, spans, step } from './axis'
import { days, format } from './format'
import type { useTimelineView } from './useTimelineView'
import { addDays, browserZone, startOfDay } from './zoned'

type Props = Omit<ReturnType<typeof useTimelineView>, 'time'> & { scheduleZone: string }

// TimelineControls choose what a timeline shows.
export function TimelineControls({ view, change, move, scheduleZone }: Props) {
  const { span, day, zone } = view
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="xs" wrap="nowrap">
        <ActionIcon variant="default" size="md" aria-label="Earlier" onClick={() => move(-1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Button size="compact-sm" variant="default" onClick={() => change({ day: null })}>
          Today
        </Button>
        <ActionIcon variant="default" size="md" aria-label="Later" onClick={() => move(1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" fw={600} aria-live="polite">
          {span === 'month'
            ? format('month', startOfDay(day, zone), zone)
            : days(day, addDays(step(span, day, 1), -1), zone)}
        </Text>
      </Group>
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="How much of the time"
          value={span}
          onChange={(value) => change({ span: value as Span })}
          data={spans}
        />
        <TimeZoneSelect
          size="xs"
          w={190}
          aria-label="Time zone of what is shown"
          value={zone}
          near={[browserZone(), scheduleZone]}
          onChange={(value) => change({ zone: value })}
        />
      </Group>
    </Group>
  )
}
