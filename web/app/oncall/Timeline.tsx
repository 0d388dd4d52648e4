import { Text, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useNow } from '../parts/moment'
import { daysOf, hoursOf, lanes, place, type Span, type Time } from './axis'
import { format, fromTo } from './format'
import type { ColourOf } from './people'
import type { Shift } from './shifts'
import css from './timeline.module.css'

// Row is a line of a timeline: a layer's shifts, the overrides, or what comes of them.
export interface Row {
  key: string
  label: string
  hint?: string
  shifts: Shift[]
  final?: boolean // the schedule itself, which the others only lead to
}

interface Props {
  label: string
  rows: Row[]
  time: Time
  span: Span
  zone: string
  colourOf: ColourOf
}

// Timeline draws who is on call when. It is drawn by instants, so that a day on which the
// clocks change is as long as it is; the zone only names them. Each row is a list, which
// says to a screen reader what the bars show.
export function Timeline({ label, rows, time, span, zone, colourOf }: Props) {
  const now = useNow()
  const here = place(now, now + 1, time)
  const marks = ticks(time, span, zone)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, by keyboard too
    <section className={css.scroller} aria-label={label} tabIndex={0}>
      <div className={css.chart} data-span={span}>
        <div className={css.axis} aria-hidden>
          {marks.map(({ at, left, width, text, today }) => (
            <div
              key={at}
              className={css.tick}
              style={{ left: `${left}%`, width: `${width}%` }}
              data-today={today(now) || undefined}
            >
              {text}
            </div>
          ))}
        </div>
        {rows.map((row) => (
          <RowOfShifts key={row.key} row={row} time={time} zone={zone} colourOf={colourOf}>
            {marks.map(({ at, left }) => (
              <div key={at} className={css.line} style={{ left: `${left}%` }} aria-hidden />
            ))}
            {here && <div className={css.now} style={{ left: `${here.left}%` }} aria-hidden />}
          </RowOfShifts>
        ))}
      </div>
    </section>
  )
}

interface RowProps extends Pick<Props, 'time' | 'zone' | 'colourOf'> {
  row: Row
  children: ReactNode // the lines behind it
}

function RowOfShifts({ row, time, zone, colourOf, children }: RowProps) {
  const id = useId()
  const rows = lanes(row.shifts.filter(({ start, end }) => place(start, end, time) !== null))
  return (
    <div className={css.row} data-final={row.final || undefined}>
      <div className={css.label}>
        <Text id={id} size="sm" fw={row.final ? 650 : 500} lineClamp={2}>
          {row.label}
        </Text>
        {row.hint && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {row.hint}
          </Text>
        )}
      </div>
      <div className={css.track}>
        {children}
        {rows.length === 0 && <VisuallyHidden>{row.label}: nobody in this time</VisuallyHidden>}
        {rows.map((lane, n) => (
          <ul
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
            key={n}
            className={css.lane}
            aria-labelledby={id}
          >
            {lane.map((shift) => (
              <Bar
                key={`${shift.start} ${shift.user?.id}`}
                shift={shift}
                time={time}
                zone={zone}
                colourOf={colourOf}
              />
            ))}
          </ul>
        ))}
      </div>
    </div>
  )
}

function Bar({
  shift,
  time,
  zone,
  colourOf,
}: { shift: Shift } & Omit<RowProps, 'row' | 'children'>) {
  const where = place(shift.start, shift.end, time)
  if (!where) {
    return null
  }
  const name = shift.user?.name ?? 'Nobody'
  const when = fromTo(shift.start, shift.end, zone)
  const colour = shift.user && colourOf(shift.user.id)
  return (
    <li
      className={css.bar}
      title={`${name}, ${when}`}
      data-gap={shift.user ? undefined : true}
      style={{
        left: `${where.left}%`,
        width: `${where.width}%`,
        ...(colour && {
          background: `var(--mantine-color-${colour}-light)`,
          borderInlineStartColor: `var(--mantine-color-${colour}-filled)`,
        }),
      }}
    >
      <span className={css.name} data-short={where.width < named || undefined} aria-hidden>
        {shift.user || where.width >= named ? shortened(name, where.width) : ''}
      </span>
      <VisuallyHidden>
        {name}, {when}
      </VisuallyHidden>
    </li>
  )
}

// From how many percent of the axis on a bar has room for a name, or for its initials.
const named = 9
const initialed = 3.5

function shortened(name: string, width: number): string {
  if (width >= named) {
    return name
  }
  const initials = name.split(/\s+/).map((part) => [...part][0])
  return width >= initialed ? initials.join('') : ''
}

// What is written above a tick, which has less room the more there are.
const labels = { day: 'clock', week: 'dayOnly', fortnight: 'dayWeek', month: 'dayShort' } as const

// ticks are the days, or the hours of one day, with what is written above them.
function ticks(time: Time, span: Span, zone: string) {
  const starts = span === 'day' ? hoursOf(time, 3, zone) : daysOf(time, zone)
  return starts.flatMap((at, n) => {
    const end = starts[n + 1] ?? time.until
    const where = place(at, end, time)
    const today = (now: number) => span !== 'day' && at <= now && now < end
    return where ? [{ at, ...where, text: format(labels[span], at, zone), today }] : []
  })
}
