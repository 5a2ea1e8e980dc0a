/** What waits for moderation on the whole site, for its owners and admins: for over three days, or about those who lead or moderate. */
import { sql } from 'kysely'
import { z } from 'zod'
import { waitingEdits } from '#server/discussions/room.ts'
import { daysUntilSite } from '#server/moderation/case.ts'
import { notAbout } from '#server/moderation/queue-views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const isAboutLeading = sql<boolean>`exists (
  select from membership_role r join role_permission g on g.role = r.role and g.permission = 'moderate'
  where r.community_id = k.community_id and r.person_id = k.author_id)`
/** Everything that waits anywhere: cases, and edits of posts. */
const waitsAnywhere = sql`(
  select k.id, k.community_id, k.entry_id, k.author_id, k.reports, k.opened_at, ${isAboutLeading} as is_about_leading, false as is_edit
  from moderation_case_waiting k
  union all
  select h.post_id, h.community_id, t.entry_id, p.author_id, 0, h.held_at, false, true from ${waitingEdits} where h.source is not null)`
const comesToSite = sql`(k.is_about_leading or k.opened_at < app_now() - make_interval(days => ${sql.lit(daysUntilSite)}))`

/** How many of them there are. */
export const countOnSite = sql`
  select count(*) from ${waitsAnywhere} k join community_shown c on c.id = k.community_id where ${comesToSite}`

const siteCase = z.object({
  id: z.string(),
  community: z.object({ slug: z.string(), name: z.string() }),
  title: z.string(),
  author: z.string().nullable(),
  reports: z.number(),
  openedAt: z.date(),
  /** A change of a post, not a case. */
  isEdit: z.boolean(),
  isAboutLeading: z.boolean(),
})
export const siteQueueView = z.object({ items: z.array(siteCase) })
export type SiteQueue = z.infer<typeof siteQueueView>

/** The oldest first; a hundred at most. @refuses not_found for everybody who may not see it */
export async function readSiteQueue(look: Look, actor: Actor): Promise<SiteQueue> {
  if (!may(actor, 'site_moderation', null)) refuse(notFound)
  const items = await rows(look, siteCase)`
    select k.id, json_build_object('slug', c.slug, 'name', c.name) as community, e.title, a.name as author, k.reports, k.opened_at as "openedAt",
      k.is_edit as "isEdit", k.is_about_leading as "isAboutLeading"
    from ${waitsAnywhere} k join community_shown c on c.id = k.community_id join entry e on e.id = k.entry_id
      left join person a on a.id = k.author_id
    where ${comesToSite} and ${notAbout(personIdOf(actor))}
    order by k.opened_at, k.id limit 100`
  return { items }
}
