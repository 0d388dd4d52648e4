import { ColorSwatch, Group, Table, Text } from '@mantine/core'
import { format, howLong } from './format'
import type { ColourOf } from './people'
import type { Shift } from './shifts'

interface Props {
  shifts: Shift[]
  zone: string
  colourOf: ColourOf
}

// ShiftTable says what the last row of the timeline draws.
export function ShiftTable({ shifts, zone, colourOf }: Props) {
  return (
    // It has nothing to focus, so it is focused itself, to be scrolled by keyboard.
    <Table.ScrollContainer
      minWidth={480}
      type="native"
      tabIndex={0}
      role="region"
      aria-label="Table of shifts"
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Who</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th>To</Table.Th>
            <Table.Th>For</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shifts.map(({ start, end, user }) => (
            <Table.Tr key={`${start} ${user?.id}`}>
              <Table.Td>
                {user ? (
                  <Group gap={6} wrap="nowrap">
                    <ColorSwatch
                      component="span"
                      size={12}
                      radius={3}
                      aria-hidden
                      color={`var(--mantine-color-${colourOf(user.id)}-filled)`}
                    />
                    {user.name}
                  </Group>
                ) : (
                  <Text size="sm" fw={650}>
                    Nobody
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{format('dayClock', start, zone)}</Table.Td>
              <Table.Td>{format('dayClock', end, zone)}</Table.Td>
              <Table.Td>{howLong(end - start)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
