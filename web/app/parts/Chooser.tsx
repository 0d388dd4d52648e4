import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { type TypedDocumentNode, useQuery } from 'urql'

export interface Named {
  id: string
  name: string
}

// ChoicesDocument is a query of things by a part of their name: see choices.graphql.
export type ChoicesDocument = TypedDocumentNode<{ choices: { nodes: Named[] } }, { q: string }>

// Chooser chooses one of any number of things. The server searches, so that each can be
// found, however many there are.
export function Chooser({
  label,
  description,
  placeholder,
  document,
  value,
  onChange,
  required = false,
}: {
  label: string
  description?: ReactNode
  placeholder?: string
  document: ChoicesDocument
  value: Named | null
  onChange(value: Named | null): void
  required?: boolean
}) {
  const [typed, setTyped] = useState('')
  // The name of what is chosen stands in the field as well, and searches for nothing.
  const [q] = useDebouncedValue(typed === value?.name ? '' : typed, 200)
  const [{ data }] = useQuery({ query: document, variables: { q } })
  const found = data?.choices.nodes ?? []
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder ?? ''}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(chosen) => onChange(all.find(({ id }) => id === chosen) ?? null)}
      searchable
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="Nothing with that name"
      clearable={!required}
      // Mantine keeps it from those who use the keyboard or listen.
      clearButtonProps={{ 'aria-label': `Clear: ${label}`, 'aria-hidden': false, tabIndex: 0 }}
      allowDeselect={false}
      required={required}
      maxDropdownHeight={260}
    />
  )
}
