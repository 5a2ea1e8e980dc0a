/**
 * Members no mail reaches: their mail server said that nobody has the address. The addresses themselves are not shown.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const unreachedView = z.object({
  community: communityHeadView,
  people: z.array(z.object({ personId: z.string(), name: z.string(), since: z.date() })),
})
export type Unreached = z.infer<typeof unreachedView>

/**
 * The unreached members, by name.
 * @refuses not_found · forbidden · community_archived
 */
export async function readUnreached(look: Look, actor: Actor, asked: { community: string }): Promise<Unreached> {
  const community = await findCommunityToChange(look, actor, asked.community, 'manage_members')
  const people = await look.db
    .selectFrom('membership_shown as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as personId', 'p.name', sql<Date>`p.bounced_at`.as('since')])
    .where('m.community_id', '=', community.id)
    .where('p.bounced_at', 'is not', null)
    .where('p.removed_at', 'is', null)
    .orderBy(sql`p.name collate "und-x-icu"`)
    .orderBy('p.id')
    .execute()
  return { community, people }
}

/** How many of them there are. Ask only for a community the actor may manage the members of. */
export async function countUnreached(look: Look, communityId: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(*)::int as count from person p join membership_shown m on m.person_id = p.id
    where p.bounced_at is not null and p.removed_at is null and m.community_id = ${communityId}`
  return count
}
