// Every scope of a key, with what it lets the key do; the reference's order.
export const scopes: { scope: string; what: string }[] = [
  { scope: 'events:write', what: 'Send events' },
  { scope: 'incidents:read', what: 'Read incidents' },
  { scope: 'incidents:write', what: 'Open and change incidents' },
  { scope: 'services:read', what: 'Read services, policies and webhooks' },
  { scope: 'services:write', what: 'Change services, policies and webhooks' },
  { scope: 'schedules:read', what: 'Read schedules and who is on call' },
  { scope: 'schedules:write', what: 'Change schedules and overrides' },
  { scope: 'users:read', what: 'Read users' },
  { scope: 'users:write', what: 'Change users' },
  { scope: 'teams:read', what: 'Read teams' },
  { scope: 'teams:write', what: 'Change teams' },
]
