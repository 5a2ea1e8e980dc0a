/** Suggestions as people read them: for editors those that wait, for everybody else their own. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import type { ResourceForm } from '#server/toolkit/form-views.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { resourceItemView } from '#server/toolkit/resource.ts'
import { itemColumns, itemJoins, itemOf, itemRow, withShelf } from '#server/toolkit/views.ts'

/** On one page; the oldest are answered first. */
const mostShown = 100

export const suggestionsView = z.object({
  community: communityHeadView,
  suggestions: z.array(resourceItemView),
})
export type SuggestionsView = z.infer<typeof suggestionsView>

/** @refuses not_found · forbidden · community_archived */
export async function readSuggestions(look: Look, actor: Actor, slug: string): Promise<SuggestionsView> {
  const community = await findCommunityToChange(look, actor, slug, 'suggest_resource')
  const isEditor = seesAll(actor, community)
  const which = isEditor
    ? sql`r.status = 'draft' and r.draft_permission is not null and r.hidden_at is null`
    : sql`r.created_by = ${personIdOf(actor)}::uuid`
  const order = isEditor ? sql`r.suggested_at, r.id` : sql`r.suggested_at desc, r.id desc`
  const found = await rows(look, itemRow)`
    ${withShelf(community)} select ${itemColumns} from ${itemJoins}
    where r.id in (select id from resource where community_id = ${community.id} and suggested_at is not null)
      and ${which} and ${isForReader('r', actor)}
    order by ${order} limit ${mostShown}`
  return { community, suggestions: found.map((row) => itemOf(row, look.now)) }
}

/** What the form of a suggestion needs. */
export type SuggestionForm = Pick<ResourceForm, 'community' | 'way' | 'uploadMax'>

/** @refuses not_found · forbidden · community_archived */
export async function readSuggestionForm(look: Look, actor: Actor, slug: string, way: SuggestionForm['way']) {
  const community = await findCommunityToChange(look, actor, slug, 'suggest_resource')
  return { community, way, uploadMax: look.platform.config.uploadMax }
}
