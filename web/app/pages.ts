import { type ComponentType, lazy, type ReactNode } from 'react'
import { IncidentsPage } from './incidents/IncidentsPage'

// pages are the addresses of the app and what they show. What is not on the first page
// that people open is loaded when they open it. web.go lists the addresses as well.
export const pages: [path: string, component: ComponentType][] = [
  ['/incidents', IncidentsPage],
  ['/incidents/:id', later(() => import('./incidents/IncidentPage'), 'IncidentPage')],
  ['/dashboard', later(() => import('./dashboard/DashboardPage'), 'DashboardPage')],
  ['/services', later(() => import('./services/ServicesPage'), 'ServicesPage')],
  ['/services/:id', later(() => import('./services/ServicePage'), 'ServicePage')],
  ['/teams', later(() => import('./teams/TeamsPage'), 'TeamsPage')],
  ['/teams/:id', later(() => import('./teams/TeamPage'), 'TeamPage')],
  ['/users', later(() => import('./users/UsersPage'), 'UsersPage')],
  ['/users/:id', later(() => import('./users/UserPage'), 'UserPage')],
  ['/policies', later(() => import('./policies/PoliciesPage'), 'PoliciesPage')],
  ['/policies/new', later(() => import('./policies/NewPolicyPage'), 'NewPolicyPage')],
  ['/policies/:id', later(() => import('./policies/PolicyPage'), 'PolicyPage')],
  ['/on-call', later(() => import('./oncall/OnCallPage'), 'OnCallPage')],
  ['/on-call/new', later(() => import('./oncall/editor/EditorPages'), 'NewSchedulePage')],
  ['/on-call/:id/edit', later(() => import('./oncall/editor/EditorPages'), 'EditSchedulePage')],
  ['/on-call/:id', later(() => import('./oncall/SchedulePage'), 'SchedulePage')],
  ['/settings/api-keys', later(() => import('./settings/ApiKeysPage'), 'ApiKeysPage')],
  ['/settings/webhooks', later(() => import('./settings/WebhooksPage'), 'WebhooksPage')],
  ['/settings/webhooks/:id', later(() => import('./settings/WebhookPage'), 'WebhookPage')],
  ['/settings/audit-log', later(() => import('./settings/AuditLogPage'), 'AuditLogPage')],
  ['/account', later(() => import('./account/AccountPage'), 'AccountPage')],
  ['/developers', later(() => import('./developers/DevelopersPage'), 'DevelopersPage')],
]

function later<Name extends string>(
  load: () => Promise<Record<Name, () => ReactNode>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await load())[name] }))
}
