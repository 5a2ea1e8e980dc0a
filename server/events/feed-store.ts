/** Secret addresses of calendars: which there are, and making one. */
import { z } from 'zod'
import { type FeedView, feedLink } from '#server/events/feed.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const feedRow = z.object({
  communityId: z.string().nullable(),
  community: z.string().nullable(),
  id: z.string().nullable(),
  version: z.number().nullable(),
})

/** The actor's addresses: the one for all communities first, then one for each that they are in. */
export async function listFeeds(look: Look, actor: Actor): Promise<FeedView[]> {
  const me = personIdOf(actor)
  const found = await rows(look, feedRow)`
    select x.id as "communityId", x.name as community, f.id, f.version from (
      select null::uuid as id, null::text as name
      union all select c.id, c.name from community_shown c join membership_shown m on m.community_id = c.id and m.person_id = ${me}::uuid
    ) x left join calendar_address f on f.person_id = ${me}::uuid and f.community_id is not distinct from x.id
    order by x.name nulls first, x.id`
  const { secrets, config } = look.platform
  return found.map(({ communityId, community, id, version }) => ({
    communityId,
    community,
    address: id && version ? `${config.publicUrl}${feedLink.address(secrets, { id, version })}` : null,
  }))
}

/**
 * Makes an address, or a new one in the place of the last, which then leads nowhere.
 * @refuses not_found for a community they are not in
 */
export async function renewFeed(work: Work, actor: Actor, communityId: string | null): Promise<FeedView> {
  const me = personIdOf(actor) ?? refuse(notFound)
  const known = await listFeeds(work, actor)
  const place = known.find((one) => one.communityId === communityId) ?? refuse(notFound)
  const key = await onlyRow(work, () => z.object({ id: z.string(), version: z.number() }))`
    insert into calendar_address as f (person_id, community_id) values (${me}, ${communityId}::uuid)
    on conflict (person_id, community_id) do update set version = f.version + 1 returning f.id, f.version`
  const { secrets, config } = work.platform
  return { ...place, address: `${config.publicUrl}${feedLink.address(secrets, key)}` }
}
