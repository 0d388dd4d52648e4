import { Badge } from '@mantine/core'
import type { ServiceStatus } from '../gql/graphql'

const looks: Record<ServiceStatus, { label: string; color: string }> = {
  OPERATIONAL: { label: 'Operational', color: 'teal' },
  MAINTENANCE: { label: 'In maintenance', color: 'blue' },
  DEGRADED: { label: 'Degraded', color: 'orange' },
  CRITICAL: { label: 'Critical', color: 'red' },
}

export function ServiceStatusBadge({ status }: { status: ServiceStatus }) {
  const { label, color } = looks[status]
  return (
    <Badge color={color} variant="dot" tt="none" c="bright">
      {label}
    </Badge>
  )
}
