/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const moderationPermissions = {
  site_moderation: {
    says: 'See what waits for moderation for more than three days, and reports about those who lead or moderate',
    heldFrom: ['site:admin'],
  },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof moderationPermissions, true> {}
}
