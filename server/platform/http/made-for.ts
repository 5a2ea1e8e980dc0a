/**
 * A form is for whom it was made: where somebody else has signed in meanwhile, in another tab, nothing is done in their
 * name. A ballot and whatever anybody may send belong to no session, so they are not asked.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'
import { madeForOf } from '#server/platform/screen.ts'

/** Was this made for somebody else than who sends it? What does not say is for whoever sends it. */
export function isMadeForAnother(row: ActEndpoint, actor: Actor, typed: Readonly<Record<string, unknown>>): boolean {
  if (row.who === 'anyone' || row.who === 'bearer' || actor.kind !== 'person') return false
  return typeof typed.for === 'string' && typed.for !== '' && typed.for !== madeForOf(actor)
}
