import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

// PlaceLink leads to the page of a thing below a list, or says that there is none.
export function PlaceLink({
  list,
  to,
  none = 'None',
}: {
  list: string
  to: { id: string; name: string } | null | undefined
  none?: string
}) {
  return to ? (
    <Anchor component={Link} href={`${list}/${to.id}`} size="sm">
      {to.name}
    </Anchor>
  ) : (
    <Text size="sm" c="dimmed" span>
      {none}
    </Text>
  )
}

// PlaceLinks are several, one after the other.
export function PlaceLinks({
  list,
  to,
  none = 'Nobody',
}: {
  list: string
  to: { id: string; name: string }[]
  none?: string
}): ReactNode {
  if (to.length === 0) {
    return <PlaceLink list={list} to={null} none={none} />
  }
  return to.map((one, i) => (
    <span key={one.id}>
      {i > 0 && ', '}
      <PlaceLink list={list} to={one} />
    </span>
  ))
}
