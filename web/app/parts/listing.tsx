import { Group, Pagination, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'wouter'

// Listing is which part of a list is looked at. It is in the address, so that it can be
// sent to others and is there again on the way back.
export interface Listing {
  q: string
  page: number // from 1
  window: { first: number; offset: number }
  search(q: string): void
  turn(page: number): void
}

// useListing reads it; pageSize is less for lists whose rows cost the server much.
export function useListing(pageSize = 50): Listing {
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1)
  const set = (next: { q: string; page: number }) =>
    setParams(
      {
        ...(next.q !== '' && { q: next.q }),
        ...(next.page > 1 && { page: String(next.page) }),
      },
      { replace: true },
    )
  return {
    q,
    page,
    window: { first: pageSize, offset: (page - 1) * pageSize },
    search: (text) => set({ q: text, page: 1 }),
    turn: (to) => set({ q, page: to }),
  }
}

// SearchField narrows the list to what is typed, a moment after.
export function SearchField({ listing, children }: { listing: Listing; children?: ReactNode }) {
  const [text, setText] = useState(listing.q)
  const search = useDebouncedCallback(listing.search, 250)
  return (
    <Group gap="xs" mb="sm">
      <TextInput
        aria-label="Search"
        placeholder="Search"
        size="xs"
        w={240}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          search(currentTarget.value)
        }}
      />
      {children}
    </Group>
  )
}

// Pages turns the pages of a list that has more than one.
export function Pages({ listing, total }: { listing: Listing; total: number }) {
  const pages = Math.ceil(total / listing.window.first)
  if (pages < 2) {
    return null
  }
  return (
    <Group justify="space-between" mt="md">
      <Text size="sm" c="dimmed">
        {total} in all
      </Text>
      <Pagination
        total={pages}
        value={listing.page}
        onChange={listing.turn}
        size="sm"
        getItemProps={(page) => ({ 'aria-label': `Page ${page}` })}
        getControlProps={(control) => ({
          'aria-label': {
            first: 'First page',
            previous: 'Page before',
            next: 'Next page',
            last: 'Last page',
          }[control],
        })}
      />
    </Group>
  )
}
