/**
 * A role that a member has in a community. Pure.
 */
import { z } from 'zod'
import type { Translate } from '#server/platform/i18n.ts'
import { type CommunityRole, communityRoles, type Permission } from '#server/platform/permission.ts'

export const roleView = z.object({
  name: z.string(),
  /** What a role of the site's own is called; null for a standard one. */
  title: z.string().nullable(),
  permissions: z.array(z.string() as unknown as z.ZodType<Permission>),
})
export type Role = z.infer<typeof roleView>

/** The first choice on the form: each option means a set of roles. */
export const standings = {
  leader: ['manager'],
  helper: ['content_editor', 'moderator'],
  member: [],
} as const satisfies Record<string, readonly CommunityRole[]>
export type Standing = keyof typeof standings

/** The standing that a set of roles amounts to, and the roles it does not explain. */
export function standingOf(roles: readonly string[]): { standing: Standing; more: string[] } {
  const standing: Standing = roles.includes('manager')
    ? 'leader'
    : standings.helper.every((role) => roles.includes(role))
      ? 'helper'
      : 'member'
  const explained: readonly string[] = standings[standing]
  return { standing, more: roles.filter((role) => !explained.includes(role)) }
}

/** The permissions of a member with these roles, each once. A guest has fewer permissions than a member. */
export function permissionsOf(held: readonly string[], roles: readonly Role[]): Permission[] {
  const all = held.includes('guest') ? held : ['member', ...held]
  return [...new Set(roles.filter(({ name }) => all.includes(name)).flatMap(({ permissions }) => permissions))]
}

/** Those that can be given: being a member needs no role. */
export function givenRoles(roles: readonly Role[]): Role[] {
  return roles.filter(({ name }) => name !== 'member')
}

/** Those a screen offers: each changes what a member may today. An event host waits for events. */
export function offeredRoles(roles: readonly Role[]): Role[] {
  const may = (held: readonly string[]) => permissionsOf(held, roles).toSorted().join()
  return givenRoles(roles).filter(({ name }) => may([name]) !== may([]))
}

const standard: Readonly<Record<string, { readonly says: string }>> = communityRoles

/** What a screen calls a role, one of these. */
export function roleTitle(name: string, roles: readonly Role[], t: Translate): string {
  return roles.find((one) => one.name === name)?.title ?? t(standard[name]?.says ?? name)
}
