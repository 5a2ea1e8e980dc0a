/**
 * What a permission is: the name of one thing that a person may do. A role is a set of permissions, held on the site or in one community. Each room declares
 * the permissions that it asks for in its `permissions.ts`. The rows of `role_permission` say which role holds which permission.
 */

/** Every permission there is, by name: each room adds its own, so that a misspelt one is found by the type checker. */
// biome-ignore lint/suspicious/noEmptyInterface: the rooms fill it
export interface Permissions {}

export type Permission = keyof Permissions

/** A permission, as its room declares it. */
export interface DeclaredPermission {
  /** What it opens, as a screen says it (an English message). */
  readonly says: string
  /** The least of the standard roles that hold it; every role that holds all permissions of one of these holds it too. */
  readonly heldFrom: readonly StandardRole[]
}

/** The standard roles of a community, least first: the name a screen says (an English message), and whose permissions each has too. */
export const communityRoles = {
  guest: { says: 'Guest', holdsAllOf: [] },
  member: { says: 'Member', holdsAllOf: ['guest'] },
  event_host: { says: 'Event host', holdsAllOf: ['member'] },
  moderator: { says: 'Moderator', holdsAllOf: ['member'] },
  content_editor: { says: 'Content editor', holdsAllOf: ['member'] },
  manager: { says: 'Leader', holdsAllOf: ['event_host', 'moderator', 'content_editor'] },
} as const

/** Those on the site, which hold in every community what its leaders hold. */
export const siteRoles = {
  'site:admin': { says: 'Site admin', holdsAllOf: ['manager'] },
  'site:owner': { says: 'Site owner', holdsAllOf: ['site:admin'] },
} as const

export type CommunityRole = keyof typeof communityRoles
export type StandardRole = CommunityRole | keyof typeof siteRoles

const chain: Readonly<Record<StandardRole, { readonly holdsAllOf: readonly StandardRole[] }>> = {
  ...communityRoles,
  ...siteRoles,
}

/** Does a standard role hold a permission that is declared so? */
export function isHeldBy({ heldFrom }: DeclaredPermission, role: StandardRole): boolean {
  const has = (one: StandardRole): boolean => heldFrom.includes(one) || chain[one].holdsAllOf.some(has)
  return has(role)
}
