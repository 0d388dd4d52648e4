import { ActionIcon, Group, Input, List, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { UserSearchDocument } from '../../gql/graphql'
import { Chooser } from '../../parts/Chooser'
import type { Person } from '../people'

interface Props {
  people: Person[]
  change(people: Person[]): void
}

// PeopleInTurn are those who take turns, in their order.
export function PeopleInTurn({ people, change }: Props) {
  const move = (from: number, to: number) => {
    const moved = people.toSpliced(from, 1)
    const person = people[from]
    change(person ? moved.toSpliced(to, 0, person) : moved)
  }
  return (
    <Stack gap="xs">
      <Input.Label component="div">People, in the order of their turns</Input.Label>
      {people.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody yet: the layer has no shifts.
        </Text>
      )}
      <List type="ordered" size="sm" spacing={4}>
        {people.map((person, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one person may have several turns
          <List.Item key={n}>
            <Group gap={6}>
              <Text size="sm" miw={160}>
                {person.name}
              </Text>
              <ActionIcon
                size="sm"
                variant="default"
                disabled={n === 0}
                aria-label={`Move ${person.name} up`}
                onClick={() => move(n, n - 1)}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="default"
                disabled={n === people.length - 1}
                aria-label={`Move ${person.name} down`}
                onClick={() => move(n, n + 1)}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="default"
                aria-label={`Take ${person.name} out`}
                onClick={() => change(people.toSpliced(n, 1))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </Group>
          </List.Item>
        ))}
      </List>
      <Chooser
        key={people.length} // empty again after each choice
        label="Add a person"
        placeholder="Name"
        document={UserSearchDocument}
        value={null}
        onChange={(person) => person && change([...people, person])}
      />
    </Stack>
  )
}
