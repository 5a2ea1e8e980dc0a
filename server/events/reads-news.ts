/** Events that were planned lately, for the list of what is new. */
import { sql } from 'kysely'
import { z } from 'zod'
import { eventItemView, isNextDate, readTimes } from '#server/events/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const newEventView = eventItemView.extend({ listedAt: z.date(), byId: z.string().nullable() })
export type NewEvent = z.infer<typeof newEventView>

/** Those planned last, each with its next date. */
export async function latestEvents(look: Look, actor: Actor, communityId: string, limit: number): Promise<NewEvent[]> {
  const items = await readTimes(look, actor, {
    where: sql`v.community_id = ${communityId} and v.cancelled_at is null and x.cancelled_at is null and ${isNextDate}`,
    order: sql`e.listed_at desc, e.id desc`,
    limit,
  })
  const when = await rows(look, () => z.object({ id: z.string(), listedAt: z.date(), byId: z.string().nullable() }))`
    select e.id, e.listed_at as "listedAt", e.author_id as "byId" from entry e where e.id = any(${items.map(({ id }) => id)}::uuid[])`
  const about = new Map(when.map((one) => [one.id, one]))
  return items.flatMap((item) => {
    const more = about.get(item.id)
    return more ? [{ ...item, listedAt: more.listedAt, byId: more.byId }] : []
  })
}
