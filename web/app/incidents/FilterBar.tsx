import { Button, Group, Menu, MultiSelect, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconChevronDown, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { useQuery } from 'urql'
import { AssigneeChoicesDocument, ServiceChoicesDocument } from '../gql/graphql'
import { statusName, urgencyName } from '../parts/badges'
import { exactly } from '../parts/moment'
import { type Sort, sorts, statuses, urgencies, type View } from './filter'
import classes from './incidents.module.css'

interface Props {
  view: View
  setView(view: View): void
  search: RefObject<HTMLInputElement | null>
}

// FilterBar changes what the list shows. Its children stand before the filters.
export function FilterBar({ view, setView, search, children }: Props & { children: ReactNode }) {
  const [{ data: services }] = useQuery({ query: ServiceChoicesDocument })
  const [{ data: holders }] = useQuery({ query: AssigneeChoicesDocument })
  const options = (nodes: { id: string; name: string }[] | undefined) =>
    (nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Group gap="xs" className={classes.filters}>
      {children}
      <Search view={view} setView={setView} search={search} />
      <Several
        label="Status"
        every="Every status"
        all={statuses.map((value) => ({ value, label: statusName(value) }))}
        chosen={view.status}
        change={(status) => setView({ ...view, status })}
      />
      <Several
        label="Urgency"
        every="Every urgency"
        all={urgencies.map((value) => ({ value, label: urgencyName(value) }))}
        chosen={view.urgency}
        change={(urgency) => setView({ ...view, urgency })}
      />
      <MultiSelect
        size="xs"
        aria-label="Services"
        placeholder={view.service.length === 0 ? 'Every service' : ''}
        data={options(services?.services.nodes)}
        value={view.service}
        onChange={(service) => setView({ ...view, service })}
        searchable
        clearable
      />
      <MultiSelect
        size="xs"
        aria-label="Assignees and teams"
        placeholder={view.assignee.length + view.team.length === 0 ? 'Everybody' : ''}
        data={[
          { group: 'People', items: options(holders?.users.nodes) },
          { group: 'Teams', items: options(holders?.teams.nodes) },
        ]}
        value={[...view.assignee, ...view.team]}
        onChange={(ids) =>
          setView({
            ...view,
            assignee: ids.filter((id) => id.startsWith('usr_')),
            team: ids.filter((id) => id.startsWith('team_')),
          })
        }
        searchable
        clearable
      />
      <Select
        size="xs"
        aria-label="Order"
        data={Object.entries(sorts).map(([value, { label }]) => ({ value, label }))}
        value={view.sort}
        onChange={(sort) => sort && setView({ ...view, sort: sort as Sort })}
        allowDeselect={false}
      />
      <Rest view={view} setView={setView} search={search} />
    </Group>
  )
}

// Rest has the filters that are not made here: a saved view or an address has them.
function Rest({ view, setView, search }: Props) {
  const given = [
    { name: 'after', label: `Opened since ${view.after && exactly(view.after)}` },
    { name: 'before', label: `Opened before ${view.before && exactly(view.before)}` },
    { name: 'key', label: `Dedup key ${view.key}` },
  ] as const
  return given
    .filter(({ name }) => view[name] !== '')
    .map(({ name, label }) => (
      <Button
        key={name}
        size="xs"
        variant="default"
        fw={400}
        aria-label={`Remove: ${label}`}
        rightSection={<IconX size={14} aria-hidden />}
        onClick={({ detail }) => {
          setView({ ...view, [name]: '' })
          if (detail === 0) {
            search.current?.focus() // by keyboard: the button is gone
          }
        }}
      >
        {label}
      </Button>
    ))
}

function Search({ view, setView, search }: Props) {
  const [text, setText] = useState(view.q)
  useEffect(() => setText(view.q), [view.q])
  const find = useDebouncedCallback((q: string) => setView({ ...view, q }), 300)
  return (
    <TextInput
      ref={search}
      size="xs"
      type="search"
      aria-label="Search in title, description and id"
      placeholder="Search"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        find(value)
      }}
    />
  )
}

interface SeveralProps<T extends string> {
  label: string
  every: string
  all: { value: T; label: string }[]
  chosen: T[]
  change(chosen: T[]): void
}

// Several chooses any of a few.
function Several<T extends string>({ label, every, all, chosen, change }: SeveralProps<T>) {
  const names = all.filter(({ value }) => chosen.includes(value)).map((one) => one.label)
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${label}: ${names.join(', ') || every}`}
        >
          <Text span inherit truncate lh={1.5}>
            {names.join(', ') || every}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.CheckboxItem checked={chosen.length === 0} onChange={() => change([])}>
          {every}
        </Menu.CheckboxItem>
        {all.map(({ value, label }) => (
          <Menu.CheckboxItem
            key={value}
            checked={chosen.includes(value)}
            onChange={(checked) =>
              change(
                all
                  .map((one) => one.value)
                  .filter((one) => (one === value ? checked : chosen.includes(one))),
              )
            }
          >
            {label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
