/**
 * The rights there are and the standard roles that hold them: what docs/permissions.md is made from.
 * A permission is one named right; a role is a set of them, held on the site or in one community.
 */

/** The rights that something asks for today, with the words a screen says for each: what it opens now (English messages). */
export const workingPermissions = {
  site_settings: 'Name the site, set its language and zone, see to its mail',
  manage_communities: 'Create and archive communities',
  community_settings: 'Community settings, looks and charter',
  give_roles: 'Give and take roles in the community',
  manage_members: 'Add and remove members',
  manage_featured_people: 'Featured people and their groups',
  edit_toolkit: 'Topics; create, edit, feature and order resources',
  delete_resource: 'Delete any resource',
  delete_own_resource: 'Delete a resource of one’s own',
  suggest_resource: 'Suggest a resource',
  send_ping: 'Send a Ping',
  moderate: 'Moderate: remove posts and bring them back, lock and rename discussions, mark answers',
  read: 'Read and download',
  discuss: 'Discuss and react',
  answer_pings: 'Answer Pings',
} as const

/** The rights of parts that are still to come. Roles hold them, nothing asks for them yet, and no screen names them. */
export const comingPermissions = {
  suggest_ping: 'Suggest a Ping',
  announce: 'Announcements',
  host_events: 'Events',
  propose_event: 'Propose an event',
  report: 'Report a post',
  insights: 'All insights',
  insights_content: 'Insights about content',
  insights_activity: 'Insights about activity',
  insights_own_events: 'Insights about one’s own events',
  insights_own: 'Insights about one’s own',
  export_community: 'Export the community',
} as const

/** Every right there is. */
export const permissions = { ...workingPermissions, ...comingPermissions } as const

export type WorkingPermission = keyof typeof workingPermissions
export type Permission = keyof typeof permissions

/** Does something ask for this right today? */
export function isWorking(permission: Permission): permission is WorkingPermission {
  return permission in workingPermissions
}

const member = [
  'read',
  'discuss',
  'answer_pings',
  'suggest_resource',
  'suggest_ping',
  'propose_event',
  'report',
  'insights_own',
] as const
const contentEditor = [
  ...member,
  'edit_toolkit',
  'delete_own_resource',
  'send_ping',
  'announce',
  'host_events',
  'insights_content',
] as const
const moderator = [...member, 'moderate', 'insights_activity'] as const
const eventHost = [...member, 'host_events', 'insights_own_events'] as const
const manager = [
  ...contentEditor,
  ...moderator,
  'community_settings',
  'give_roles',
  'manage_members',
  'manage_featured_people',
  'delete_resource',
  'insights',
  'insights_own_events',
  'export_community',
] as const

/** The standard roles of a community, least first, with the name a screen says (English messages). */
export const communityRoles = {
  guest: { name: 'Guest', grants: ['read'] },
  member: { name: 'Member', grants: member },
  event_host: { name: 'Event host', grants: eventHost },
  moderator: { name: 'Moderator', grants: moderator },
  content_editor: { name: 'Content editor', grants: contentEditor },
  manager: { name: 'Leader', grants: manager },
} as const satisfies Record<string, { name: string; grants: readonly Permission[] }>

export type RoleName = keyof typeof communityRoles

/** The standard roles on the site; both hold every right of a community's leader in every community. */
export const siteRoles = {
  admin: { name: 'Site admin', grants: ['manage_communities', ...new Set(manager)] },
  owner: { name: 'Site owner', grants: ['site_settings', 'manage_communities', ...new Set(manager)] },
} as const satisfies Record<string, { name: string; grants: readonly Permission[] }>

export type SiteRoleName = keyof typeof siteRoles

const grantsOf = new Map<string, ReadonlySet<Permission>>([
  ...Object.entries(communityRoles).map(([role, { grants }]) => [role, new Set<Permission>(grants)] as const),
  ...Object.entries(siteRoles).map(([role, { grants }]) => [`site:${role}`, new Set<Permission>(grants)] as const),
])

/** What somebody with these roles of a community may do in it, each right once. */
export function grantsTo(roles: readonly RoleName[]): Permission[] {
  return [...new Set(roles.flatMap((role) => [...communityRoles[role].grants]))]
}

/** Does a role hold a permission? */
export function roleGrants(role: RoleName | `site:${SiteRoleName}`, permission: Permission): boolean {
  return grantsOf.get(role)?.has(permission) ?? false
}
