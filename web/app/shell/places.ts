import {
  IconAlertTriangle,
  IconCalendarTime,
  IconChartBar,
  IconCode,
  IconHistory,
  IconKey,
  IconServer,
  IconStairsUp,
  IconUser,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

// Place is an entry of the menu.
export interface Place {
  href: string
  label: string
  icon: ComponentType<{ size: number }>
  adminOnly?: boolean
  section?: string // it begins one
  elsewhere?: boolean // not a page of this app
}

export const places: Place[] = [
  { href: '/incidents', label: 'Incidents', icon: IconAlertTriangle },
  { href: '/dashboard', label: 'Dashboard', icon: IconChartBar },
  { href: '/on-call', label: 'On call', icon: IconCalendarTime },
  { href: '/services', label: 'Services', icon: IconServer },
  { href: '/teams', label: 'Teams', icon: IconUsersGroup },
  { href: '/users', label: 'Users', icon: IconUser },
  { href: '/policies', label: 'Policies', icon: IconStairsUp },
  {
    href: '/settings/api-keys',
    label: 'API keys',
    icon: IconKey,
    adminOnly: true,
    section: 'Settings',
  },
  { href: '/settings/webhooks', label: 'Webhooks', icon: IconWebhook },
  { href: '/settings/audit-log', label: 'Audit log', icon: IconHistory, adminOnly: true },
  { href: '/developers', label: 'Developers', icon: IconCode },
]
