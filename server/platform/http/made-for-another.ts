/**
 * A form works only for the person it was made for. Where somebody else has signed in meanwhile, in another tab, nothing
 * is done in their name. Ballots, and acts that are open to anybody, belong to no session, so they are not checked.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'
import { madeForOf } from '#server/platform/screen.ts'

/** Was this form made for somebody other than its sender? A form that names nobody is for its sender. */
export function isMadeForAnother(row: ActEndpoint, actor: Actor, typed: Readonly<Record<string, unknown>>): boolean {
  if (row.who === 'anyone' || row.who === 'bearer' || actor.kind !== 'person') return false
  return typeof typed.for === 'string' && typed.for !== '' && typed.for !== madeForOf(actor)
}
