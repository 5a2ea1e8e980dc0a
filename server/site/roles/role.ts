/**
 * The roles of the site: the standard ones, which everybody can look up, and those that an owner makes from permissions. Pure.
 */
import { z } from 'zod'
import { line, several } from '#server/platform/http/input.ts'
import {
  communityRoles,
  type DeclaredPermission,
  isHeldBy,
  type Permission,
  type StandardRole,
  siteRoles,
} from '#server/platform/permission.ts'
import { refusal } from '#server/platform/refuse.ts'
import { isNaming } from '#server/platform/words.ts'

/** Roles of one site; more could not be told apart where they are given. */
export const mostRoles = 30

export const ownRoleView = z.object({
  /** Its name in addresses and in the API; it stays when the title changes. */
  name: z.string(),
  title: z.string(),
  permissions: z.array(z.string() as unknown as z.ZodType<Permission>),
  /** How many people hold it, each counted once. */
  holders: z.number(),
})
export type OwnRole = z.infer<typeof ownRoleView>

export const rolesView = z.object({
  /** The standard ones, the strongest first; null where every member holds it, or every guest. */
  standard: z.array(z.object({ name: z.string(), holders: z.number() })),
  own: z.array(ownRoleView),
})
export type Roles = z.infer<typeof rolesView>

export const roleInput = z.object({
  title: line(60, 'A role needs a name.').refine(isNaming, 'A name holds at least one letter or digit.'),
  permissions: several(z.string().max(60)),
})
export type RoleAsked = z.infer<typeof roleInput>

export const roleInUse = refusal(
  'role_in_use',
  409,
  'Somebody holds this role, or an invitation link gives it. Nothing was deleted. Take it from them first, and revoke the link.',
)
export const tooManyRoles = refusal(
  'too_many_roles',
  409,
  'This site has thirty roles of its own already. Delete one before you make another.',
)

type Permissions = ReadonlyMap<Permission, DeclaredPermission>

/** The permissions a role of the site's own can be made from: those a leader holds, without those every member has. */
export function choosable(permissions: Permissions): [Permission, DeclaredPermission][] {
  return [...permissions].filter(([, one]) => isHeldBy(one, 'manager') && !isHeldBy(one, 'member'))
}

const standardRoles: Readonly<Record<string, { readonly holdsAllOf: readonly StandardRole[] }>> = {
  ...communityRoles,
  ...siteRoles,
}

/** The names of the standard roles, the strongest first. */
export const standardNames = Object.keys(standardRoles).toReversed() as StandardRole[]

/** What a standard role adds to those whose permissions it has too. */
export function addedBy(permissions: Permissions, role: StandardRole) {
  const before = standardRoles[role]?.holdsAllOf ?? []
  const own = [...permissions].filter(
    ([, one]) => isHeldBy(one, role) && !before.some((lesser) => isHeldBy(one, lesser)),
  )
  return { before, own: own.map(([, one]) => one) }
}
