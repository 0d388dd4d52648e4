import { Badge } from '@mantine/core'
import type { Role, UserStatus } from '../gql/graphql'

export const roles: Record<Role, { label: string; may: string }> = {
  ADMIN: { label: 'Administrator', may: 'Everything, API keys and settings included' },
  RESPONDER: { label: 'Responder', may: 'Reads everything, works on incidents and schedules' },
  USER: { label: 'User', may: 'Reads everything' },
}

export const roleChoices = Object.entries(roles).map(([value, { label, may }]) => ({
  value,
  label: `${label}: ${may.charAt(0).toLowerCase()}${may.slice(1)}`,
}))

const statusLooks: Record<UserStatus, { label: string; color: string }> = {
  ACTIVE: { label: 'Active', color: 'teal' },
  INVITED: { label: 'Invited', color: 'blue' },
  DISABLED: { label: 'Disabled', color: 'gray' },
}

export function UserStatusBadge({ status }: { status: UserStatus }) {
  const { label, color } = statusLooks[status]
  return (
    <Badge color={color} variant="dot" tt="none" c="bright">
      {label}
    </Badge>
  )
}
