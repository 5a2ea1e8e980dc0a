/** Who was mailed an announcement, and who has confirmed it. */
import { z } from 'zod'
import { isNotOut } from '#server/announcements/announcement.ts'
import { announcementJoins, type OneAnnouncement } from '#server/announcements/store.ts'
import { announcementView, askedMembers, readOne } from '#server/announcements/views.ts'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const readerView = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
  /** What became of the mail: it went, waits or failed; `not_mailed` also names those who turned announcements off. */
  mail: z.enum(['handed_over', 'kept', 'waiting', 'in_digest', 'failed', 'not_mailed']),
  /** They turned announcements off. */
  isOff: z.boolean(),
  confirmedAt: z.date().nullable(),
})
export type AnnouncementReader = z.infer<typeof readerView>

export const readersPageView = z.object({
  community: communityHeadView,
  announcement: announcementView,
  /** Those it is for: first who has not confirmed, then by name. */
  people: z.array(readerView),
  /** Are there more than are shown? */
  hasMore: z.boolean(),
})
export type ReadersPage = z.infer<typeof readersPageView>

const mostReaders = 2000

/**
 * Who was mailed and who has confirmed, for those who may see that.
 * @refuses not_found · forbidden · announcement_not_out
 */
export async function readReaders(look: Look, actor: Actor, where: OneAnnouncement): Promise<ReadersPage> {
  const community = await findCommunity(look, actor, where.community)
  const announcement = (await readOne(look, actor, community, where.announcement)) ?? refuse(notFound)
  if (!announcement.can.seeReaders) refuse(announcement.publishedAt ? forbidden : isNotOut)
  const people = await rows(look, readerView)`
    select p.id as "personId", p.name, p.title, p.image as photo,
      case when k.state in ('handed_over', 'kept', 'waiting', 'in_digest', 'failed') then k.state when k.state = 'held' then 'in_digest' else 'not_mailed' end as mail,
      exists (select from mail_choice o where o.person_id = p.id and o.community_id = n.community_id and o.kind = 'announcement'
        and o.choice = 'off') as "isOff",
      x.confirmed_at as "confirmedAt"
    from ${announcementJoins} cross join lateral (select m.person_id from ${askedMembers}) asked
    join person p on p.id = asked.person_id and p.removed_at is null
    left join announcement_confirmation x on x.announcement_id = n.id and x.person_id = p.id
    left join lateral (select k.state from mail k where k.kind = 'announcement' and k.about_id = n.id and k.person_id = p.id
      order by k.state = 'handed_over' desc, k.id desc limit 1) k on true
    where n.id = ${announcement.id}
    order by x.confirmed_at is not null, p.name, p.id limit ${mostReaders + 1}`
  return { community, announcement, people: people.slice(0, mostReaders), hasMore: people.length > mostReaders }
}
