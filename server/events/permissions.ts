/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const eventPermissions = {
  plan_events: { says: 'Plan events', heldFrom: ['event_host'] },
  propose_event: { says: 'Propose an event', heldFrom: ['member'] },
  answer_events: { says: 'Say whether they come to an event', heldFrom: ['member'] },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof eventPermissions, true> {}
}
