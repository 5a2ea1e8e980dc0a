/**
 * The other Pings of a community, for the column beside one.
 */
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { type Actor, membershipIn, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Few enough to read at a glance. */
const mostOthers = 5

export const otherPingView = z.object({
  address: z.string(),
  question: z.string(),
  /** Null while it is open. */
  closedAt: z.date().nullable(),
  /** Is it open, may the reader answer it, and have they not yet? */
  waits: z.boolean(),
})
export type OtherPing = z.infer<typeof otherPingView>

/** Open ones first, then the last that closed; at most five. The caller has checked that the actor sees the community. */
export async function readOtherPings(look: Look, actor: Actor, place: { id: string; slug: string }, pingId: string) {
  const mayAnswer = membershipIn(actor, place.id) && may(actor, 'answer_pings', place.id)
  const found = await rows(look, () =>
    z.object({ id: z.string(), question: z.string(), closedAt: z.date().nullable(), waits: z.boolean() }),
  )`
    select p.id, p.question, case when p.state = 'closed' then p.closed_at end as "closedAt",
      ${Boolean(mayAnswer)} and p.state = 'open' and not exists (
        select from vote v where v.ping_id = p.id and v.person_id = ${personIdOf(actor)}) as waits
    from ping_entry p
    where p.community_id = ${place.id} and p.state in ('open', 'closed') and p.id <> ${pingId} and ${isForReader('p', actor)}
    order by p.state = 'open' desc, p.sent_at desc, p.id desc
    limit ${mostOthers}`
  return found.map(({ id, question, closedAt, waits }) => ({
    address: pingAddress(place.slug, { id, question }),
    question,
    closedAt,
    waits,
  }))
}
