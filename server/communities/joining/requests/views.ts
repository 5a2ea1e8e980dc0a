/**
 * The queue of requests to join, for those who answer them.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { requestView } from '#server/communities/joining/requests/request.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many requests a page shows. */
const pageLength = 30

export const requestsView = z.object({
  community: communityHeadView,
  items: z.array(requestView),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
})
export type Requests = z.infer<typeof requestsView>

/**
 * Requests that wait, the oldest first.
 * @refuses not_found · forbidden · community_archived
 */
export async function readRequests(
  look: Look,
  actor: Actor,
  { community: slug, after }: { readonly community: string; readonly after: string | null },
): Promise<Requests> {
  const community = await findCommunityToChange(look, actor, slug, 'manage_members')
  const found = await rows(look, requestView)`
    select w.id, p.id as "personId", p.name, p.title, p.location, p.image as photo, w.question, w.answer, w.asked_at as "askedAt"
    from join_request_waiting w join person p on p.id = w.person_id
    where w.community_id = ${community.id}
      and (${after}::uuid is null
        or (w.asked_at, w.id) > (select b.asked_at, b.id from join_request b where b.id = ${after} and b.community_id = ${community.id}))
    order by w.asked_at, w.id limit ${pageLength + 1}`
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  return { community, items, next: found.length > pageLength && last ? shortId(last.id) : null }
}
