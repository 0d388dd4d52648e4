import { Kbd, Table } from '@mantine/core'

const keys: [string, string][] = [
  ['j', 'The next incident'],
  ['k', 'The one before'],
  ['o', 'Open it'],
  ['x', 'Choose it, or choose it no longer'],
  ['a', 'Acknowledge what is chosen, or it'],
  ['r', 'Resolve'],
  ['s', 'Snooze for an hour'],
  ['/', 'Search'],
  ['Esc', 'Choose none'],
  ['?', 'This list'],
]

export function ShortcutHelp() {
  return (
    <Table>
      <Table.Tbody>
        {keys.map(([key, what]) => (
          <Table.Tr key={key}>
            <Table.Td w={70}>
              <Kbd>{key}</Kbd>
            </Table.Td>
            <Table.Td>{what}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
