import type { EscalationTargetType, NotificationChannel, TargetFragment } from '../gql/graphql'

// counted is a number with its noun: "1 service", "3 services".
export const counted = (n: number, noun: string) => `${n} ${n === 1 ? noun : `${noun}s`}`

// times says how often the steps of a policy are gone through.
export const times = (repeatCount: number) =>
  ['Once', 'Twice'][repeatCount] ?? `${repeatCount + 1} times`

// inMinutes is a length of time: "5 min", "2 h", "1 d 30 min".
export function inMinutes(minutes: number): string {
  const parts = [
    [Math.trunc(minutes / 1440), 'd'],
    [Math.trunc((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}`)
  return said.join(' ') || '0 min'
}

export const targetTypes: Record<TargetFragment['__typename'], EscalationTargetType> = {
  User: 'USER',
  Team: 'TEAM',
  Schedule: 'SCHEDULE',
}

export const targetLists: Record<EscalationTargetType, string> = {
  USER: '/users',
  TEAM: '/teams',
  SCHEDULE: '/on-call',
}

// targetKinds say what a target stands for.
export const targetKinds: Record<EscalationTargetType, string> = {
  USER: 'person',
  TEAM: 'each member of the team',
  SCHEDULE: 'who is on call',
}

export const channelNames: Record<NotificationChannel, string> = {
  EMAIL: 'e-mail',
  SLACK: 'Slack',
  TEAMS: 'Microsoft Teams',
  WEBHOOK: 'webhook',
  INBOX: 'inbox',
}
