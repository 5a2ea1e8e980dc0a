/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const communityPermissions = {
  manage_communities: { says: 'See, archive and delete all communities', heldFrom: ['site:admin'] },
  found_communities: {
    says: 'Begin communities, where the site does not allow everybody to',
    heldFrom: ['site:admin'],
  },
  community_settings: { says: 'Community settings, looks and charter', heldFrom: ['manager'] },
  give_roles: { says: 'Give and take roles in the community', heldFrom: ['manager'] },
  community_audit: { says: 'Read the audit of the community', heldFrom: ['manager'] },
  manage_members: { says: 'Add and remove members, answer requests to join', heldFrom: ['manager'] },
  manage_featured_people: { says: 'Featured people and their groups', heldFrom: ['manager'] },
  read: { says: 'Read and download', heldFrom: ['guest'] },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof communityPermissions, true> {}
}
