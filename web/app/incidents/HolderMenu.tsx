import { Button, Menu, ScrollArea } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from 'urql'
import { useViewer } from '../api/session'
import { AssigneeChoicesDocument } from '../gql/graphql'

interface Props {
  disabled: boolean
  // assign gives to a user or a team by its id, or to nobody.
  assign(to: string | null): void
}

// HolderMenu chooses who has an incident.
export function HolderMenu({ disabled, assign }: Props) {
  const viewer = useViewer()
  const [{ data }] = useQuery({ query: AssigneeChoicesDocument })
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          disabled={disabled}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          Assign
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={360}>
          <Menu.Item onClick={() => assign(viewer.id)}>Me</Menu.Item>
          <Menu.Item onClick={() => assign(null)}>Nobody</Menu.Item>
          <Menu.Label>People</Menu.Label>
          {data?.users.nodes
            .filter(({ id }) => id !== viewer.id)
            .map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => assign(id)}>
                {name}
              </Menu.Item>
            ))}
          <Menu.Label>Teams</Menu.Label>
          {data?.teams.nodes.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => assign(id)}>
              {name}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
