/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const toolkitPermissions = {
  edit_toolkit: { says: 'Topics; create, edit, feature and order resources', heldFrom: ['content_editor'] },
  delete_resource: { says: 'Delete any resource', heldFrom: ['manager'] },
  delete_own_resource: { says: 'Delete a resource of one’s own', heldFrom: ['content_editor'] },
  suggest_resource: { says: 'Suggest a resource', heldFrom: ['member'] },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof toolkitPermissions, true> {}
}
