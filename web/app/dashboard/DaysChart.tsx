import { Table, Text } from '@mantine/core'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

// ChartDay is a day with its figures by name; null: there is none.
export type ChartDay = { date: string } & Record<string, string | number | null>

interface Props {
  label: string
  kind: 'bars' | 'lines'
  days: ChartDay[]
  series: string[]
}

const colors = ['var(--mantine-color-indigo-6)', 'var(--mantine-color-teal-7)']
const text = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' }

// DaysChart draws figures by day; the same is below as a table, for those who do not see it.
export function DaysChart({ label, kind, days, series }: Props) {
  const parts = (
    <>
      <CartesianGrid stroke="var(--mantine-color-default-border)" vertical={false} />
      <XAxis dataKey="date" tick={text} tickFormatter={(date: string) => date.slice(5)} />
      <YAxis tick={text} width="auto" allowDecimals={false} />
      <Tooltip
        contentStyle={{
          background: 'var(--mantine-color-body)',
          borderColor: 'var(--mantine-color-default-border)',
        }}
      />
      {series.length > 1 && <Legend wrapperStyle={{ fontSize: 12 }} />}
    </>
  )
  return (
    <figure style={{ margin: 0 }}>
      <div role="img" aria-label={label}>
        <ResponsiveContainer width="100%" height={220}>
          {kind === 'bars' ? (
            <BarChart data={days} accessibilityLayer={false}>
              {parts}
              {series.map((name, i) => (
                <Bar key={name} dataKey={name} fill={colors[i]} isAnimationActive={false} />
              ))}
            </BarChart>
          ) : (
            <LineChart data={days} accessibilityLayer={false}>
              {parts}
              {series.map((name, i) => (
                <Line
                  key={name}
                  dataKey={name}
                  stroke={colors[i]}
                  strokeWidth={2}
                  dot={{ r: 2 }}
                  connectNulls
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          )}
        </ResponsiveContainer>
      </div>
      <details>
        <Text component="summary" size="xs" c="dimmed">
          As a table
        </Text>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Day</Table.Th>
              {series.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((day) => (
              <Table.Tr key={day.date}>
                <Table.Td>{day.date}</Table.Td>
                {series.map((name) => (
                  <Table.Td key={name}>{day[name] ?? '–'}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </figure>
  )
}
