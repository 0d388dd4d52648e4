import { Box } from '@mantine/core'
import type { DashboardFiguresQuery } from '../gql/graphql'
import classes from './dashboard.module.css'

type Hour = DashboardFiguresQuery['incidentAnalytics']['weekHours'][number]

const weekdays = Array.from({ length: 7 }, (_, i) =>
  // 2024-01-01 was a Monday.
  new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + i),
  ),
)

// WeekHours shows in which hours of the week incidents are opened: the more, the darker. It
// is a table, so that it can be read without its colours.
export function WeekHours({ hours }: { hours: Hour[] }) {
  const most = Math.max(1, ...hours.map(({ incidents }) => incidents))
  const at = (weekday: number, hour: number) => hours[weekday * 24 + hour]?.incidents ?? 0
  return (
    <Box
      component="section"
      className={classes.scroller}
      tabIndex={0}
      aria-label="Hours of the week"
    >
      <table className={classes.hours}>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: it is the hour
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((name, weekday) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {Array.from({ length: 24 }, (_, hour) => {
                const n = at(weekday, hour)
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: it is the hour
                    key={hour}
                    style={{ '--share': `${n === 0 ? 0 : 15 + Math.round((65 * n) / most)}%` }}
                  >
                    {n === 0 ? '' : n}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
