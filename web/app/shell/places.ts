import { IconAlertTriangle, IconKey } from '@tabler/icons-react'
import type { ComponentType } from 'react'

// Place is an entry of the menu.
export interface Place {
  href: string
  label: string
  icon: ComponentType<{ size: number }>
  adminOnly?: boolean
  elsewhere?: boolean // not a page of this app
}

export const places: Place[] = [
  { href: '/incidents', label: 'Incidents', icon: IconAlertTriangle },
  { href: '/settings/api-keys', label: 'API keys', icon: IconKey, adminOnly: true },
]
