/** What waits for moderation on the whole site, for its owners and admins: for over three days, or about those who lead or moderate. */
import { sql } from 'kysely'
import { z } from 'zod'
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
const comesToSite = sql`(${isAboutLeading} or k.opened_at < app_now() - make_interval(days => ${sql.lit(daysUntilSite)}))`

/** How many of them there are. */
export const countOnSite = sql`
  select count(*) from moderation_case_waiting k join community_shown c on c.id = k.community_id where ${comesToSite}`

const siteCase = z.object({
  id: z.string(),
  community: z.object({ slug: z.string(), name: z.string() }),
  title: z.string(),
  author: z.string().nullable(),
  reports: z.number(),
  openedAt: z.date(),
  isAboutLeading: z.boolean(),
})
export const siteQueueView = z.object({ items: z.array(siteCase) })
export type SiteQueue = z.infer<typeof siteQueueView>

/** The oldest first; a hundred at most. @refuses not_found for everybody who may not see it */
export async function readSiteQueue(look: Look, actor: Actor): Promise<SiteQueue> {
  if (!may(actor, 'site_moderation', null)) refuse(notFound)
  const items = await rows(look, siteCase)`
    select k.id, json_build_object('slug', c.slug, 'name', c.name) as community, e.title, a.name as author, k.reports, k.opened_at as "openedAt",
      ${isAboutLeading} as "isAboutLeading"
    from moderation_case_waiting k join community_shown c on c.id = k.community_id join entry e on e.id = k.entry_id
      left join person a on a.id = k.author_id
    where ${comesToSite} and ${notAbout(personIdOf(actor))}
    order by k.opened_at, k.id limit 100`
  return { items }
}
