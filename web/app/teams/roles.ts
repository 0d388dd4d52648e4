import type { TeamRole } from '../gql/graphql'

export const teamRoles: Record<TeamRole, string> = {
  OWNER: 'Owner',
  ADMIN: 'Admin',
  MEMBER: 'Member',
}
