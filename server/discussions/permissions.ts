/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const discussionPermissions = {
  moderate: {
    says: 'Moderate: remove posts and bring them back, lock, rename, merge, split and move discussions, highlight posts, mark answers',
    heldFrom: ['moderator'],
  },
  discuss: { says: 'Discuss and react', heldFrom: ['member'] },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof discussionPermissions, true> {}
}
