/**
 * Communities that somebody may find, and one of them as whoever wants to join sees it.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { maybeId } from '#server/communities/input.ts'
import { type Joinable, joinableView } from '#server/communities/joining/joining.ts'
import { standingColumns } from '#server/communities/joining/reads-standing.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'

/** How many communities a page lists. */
const pageLength = 40

/** The communities `c` as the person sees them who is called `me` here. */
const joinable = (me: string | null) => sql`
  select c.id, c.slug, c.name, c.purpose, c.hue, c.status, coalesce(n.members, 0) as members, c.joining, c.joining_question as question,
    ${standingColumns},
    case when w.id is not null then 'waiting' when r.state = 'declined' then 'declined' end as request,
    r.asked_at as "askedAt", coalesce(r.reason, '') as reason
  from community_shown c
    left join community_tally n on n.community_id = c.id
    left join membership m on m.community_id = c.id and m.person_id = ${me}::uuid
    left join join_request_waiting w on w.community_id = c.id and w.person_id = ${me}::uuid
    left join lateral (
      select r.state, r.asked_at, r.reason from join_request r
      where r.community_id = c.id and r.person_id = ${me}::uuid and (m.joined_at is null or m.joined_at < r.asked_at)
      order by r.asked_at desc, r.id desc limit 1) r on true`

export const findCommunitiesView = z.object({
  items: z.array(joinableView),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
})
export type FindCommunities = z.infer<typeof findCommunitiesView>

export const findCommunitiesInput = z.object({ q: optionalLine(100), after: maybeId })

/** Open communities that the actor may know of, by name; with words, those whose name or purpose has them all. */
export async function listJoinable(
  look: Look,
  actor: Actor,
  { q, after }: z.infer<typeof findCommunitiesInput>,
): Promise<FindCommunities> {
  const me = personIdOf(actor)
  const found = await rows(look, joinableView)`
    ${joinable(me)}
    where c.status = 'active' and exists (select from community_knower k where k.community_id = c.id and k.person_id = ${me}::uuid)
      and folded(c.name || ' ' || c.purpose) like all (${patternsFor(q)}::text[])
      and (${after}::uuid is null
        or (c.name collate "und-x-icu", c.id) > (select b.name collate "und-x-icu", b.id from community_shown b where b.id = ${after}))
    order by c.name collate "und-x-icu", c.id limit ${pageLength + 1}`
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  return { items, next: found.length > pageLength && last ? shortId(last.id) : null }
}

/**
 * One community that the actor may know of. One that could be seen before it was archived can be seen still, so that whoever
 * asked there learns what became of it.
 * @refuses not_found
 */
export async function findJoinable(look: Look, actor: Actor, slug: string): Promise<Joinable> {
  const me = personIdOf(actor)
  const [found] = await rows(look, joinableView)`
    ${joinable(me)}
    where c.slug = ${slug} and exists (select from community_seeker s where s.community_id = c.id and s.person_id = ${me}::uuid)`
  return found ?? refuse(notFound)
}
