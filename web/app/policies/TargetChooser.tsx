import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useQuery } from 'urql'
import { type EscalationTargetType, TargetSearchDocument } from '../gql/graphql'
import type { Named } from '../parts/Chooser'

export interface DraftTarget extends Named {
  type: EscalationTargetType
}

const groups: { type: EscalationTargetType; group: string }[] = [
  { type: 'SCHEDULE', group: 'Who is on call' },
  { type: 'TEAM', group: 'Teams' },
  { type: 'USER', group: 'People' },
]

const mostTargets = 50

// TargetChooser chooses whom a step tells. The server searches, as for Chooser.
export function TargetChooser({
  label,
  value,
  onChange,
  error,
}: {
  label: string
  value: DraftTarget[]
  onChange(value: DraftTarget[]): void
  error?: ReactNode
}) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const [{ data }] = useQuery({ query: TargetSearchDocument, variables: { q } })
  const found: Record<EscalationTargetType, Named[]> = {
    SCHEDULE: data?.schedules.nodes ?? [],
    TEAM: data?.teams.nodes ?? [],
    USER: data?.users.nodes ?? [],
  }
  // What is chosen keeps its name, whatever is searched for.
  const known = groups.flatMap(({ type }) => [
    ...value.filter((target) => target.type === type),
    ...found[type]
      .filter(({ id }) => !value.some((target) => target.id === id))
      .map(({ id, name }) => ({ type, id, name })),
  ])
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? 'Schedules, teams, people' : ''}
      data={groups.map(({ type, group }) => ({
        group,
        items: known
          .filter((target) => target.type === type)
          .map(({ id, name }) => ({ value: id, label: name })),
      }))}
      value={value.map(({ id }) => id)}
      onChange={(ids) =>
        onChange(
          ids.flatMap((id) => {
            const target = known.find((one) => one.id === id)
            return target ? [target] : []
          }),
        )
      }
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="Nothing with that name"
      maxValues={mostTargets}
      maxDropdownHeight={280}
      hidePickedOptions
      withAsterisk
      error={error}
    />
  )
}
