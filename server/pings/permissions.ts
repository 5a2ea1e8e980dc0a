/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const pingPermissions = {
  send_ping: { says: 'Send a Ping', heldFrom: ['content_editor'] },
  answer_pings: { says: 'Answer Pings', heldFrom: ['member'] },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof pingPermissions, true> {}
}
