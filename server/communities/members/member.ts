/**
 * A member: a person in a community, with the roles they hold there.
 */
import { z } from 'zod'
import { refusal } from '#server/platform/refuse.ts'
import {
  communityRoles,
  isWorking,
  type Permission,
  type RoleName,
  type WorkingPermission,
} from '#server/platform/roles.ts'

/** Roles that are written down; that of a member needs no row. */
export const givableRoles = ['guest', 'event_host', 'moderator', 'content_editor', 'manager'] as const
export type GivableRole = (typeof givableRoles)[number]

export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  handle: z.string(),
  title: z.string(),
  location: z.string(),
  askMeAbout: z.string(),
  wantToLearn: z.string(),
  photo: z.string().nullable(),
  joinedAt: z.date(),
  /** Beyond that of a member, highest first. */
  roles: z.array(z.enum(givableRoles)),
  cohorts: z.array(z.string()),
})
export type Member = z.infer<typeof memberView>

export const lastLeader = refusal(
  'last_leader',
  409,
  'A community needs a leader. Make somebody else its leader first.',
)
export const beyondYourRole = refusal(
  'beyond_your_role',
  403,
  'You can’t give or take a role that can do more than you can.',
)

/** What people choose from first: each stands for a set of roles. */
export const standings = {
  leader: ['manager'],
  helper: ['content_editor', 'moderator'],
  member: [],
} as const satisfies Record<string, readonly GivableRole[]>
export type Standing = keyof typeof standings

/** The standing that a set of roles amounts to, and the roles it does not explain. */
export function standingOf(roles: readonly GivableRole[]): { standing: Standing; more: GivableRole[] } {
  const standing: Standing = roles.includes('manager')
    ? 'leader'
    : standings.helper.every((role) => roles.includes(role))
      ? 'helper'
      : 'member'
  const explained: readonly GivableRole[] = standings[standing]
  return { standing, more: roles.filter((role) => !explained.includes(role)) }
}

/** What a set of roles lets somebody do today, each right once. A guest may less than a member. */
export function permissionsOf(roles: readonly GivableRole[]): WorkingPermission[] {
  const held: RoleName[] = roles.includes('guest') ? ['guest', ...roles] : ['member', ...roles]
  const grants = held.flatMap((role): readonly Permission[] => communityRoles[role].grants)
  return [...new Set(grants)].filter(isWorking)
}

/** The roles a screen offers: each changes what a member may today. An event host waits for events. */
export const offeredRoles = givableRoles.filter((role) => permissionsOf([role]).join() !== permissionsOf([]).join())
