/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const announcementPermissions = {
  announce: { says: 'Publish announcements', heldFrom: ['content_editor'] },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof announcementPermissions, true> {}
}
