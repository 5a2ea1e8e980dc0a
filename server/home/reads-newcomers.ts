/**
 * Who is new in a community, and whether anybody has greeted them: for those who look after its members.
 */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How long somebody counts as new, in days from when they first came. */
const newDays = 14

export const newcomersView = z.object({
  count: z.number().int(),
  /** Who came within seven days, the last first, and whether somebody greeted them. */
  thisWeek: z.array(z.object({ personId: z.string(), name: z.string(), isGreeted: z.boolean() })),
  /** Those nobody has mentioned or answered yet, in a discussion that they began either, and no leader has noted as greeted; the last to come first. */
  ungreeted: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      handle: z.string(),
      /** The discussion in which they last spoke, where one could answer them. */
      threadId: z.string().nullable(),
    }),
  ),
})
export type Newcomers = z.infer<typeof newcomersView>

const newcomerRow = newcomersView.shape.ungreeted.element.extend({ isGreeted: z.boolean(), isOfThisWeek: z.boolean() })

/** The newcomers of the last two weeks, without those who look after members themselves. One query. */
export async function readNewcomers(look: Look, communityId: string): Promise<Newcomers> {
  const found = await rows(look, newcomerRow)`
    select p.id as "personId", p.name, p.handle, m.came_at > app_now() - interval '7 days' as "isOfThisWeek",
      m.greeted_at is not null
        or exists (select from mention x join post y on y.id = x.post_id and y.removed_at is null and y.author_id <> p.id
          where x.person_id = p.id and x.community_id = m.community_id)
        or exists (select from post said join post answer on answer.parent_id = said.id and answer.author_id <> p.id and answer.removed_at is null
          where said.author_id = p.id and said.community_id = m.community_id)
        or exists (select from post began join post answer on answer.thread_id = began.thread_id and answer.author_id <> p.id and answer.removed_at is null
          where began.author_id = p.id and began.community_id = m.community_id and began.is_opening) as "isGreeted",
      (select said.thread_id from post said where said.author_id = p.id and said.community_id = m.community_id
        and said.removed_at is null order by said.id desc limit 1) as "threadId"
    from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
    where m.community_id = ${communityId} and m.came_at > app_now() - make_interval(days => ${newDays}::int)
      and not exists (select from membership_permission g
        where g.community_id = m.community_id and g.person_id = m.person_id and g.permission = 'manage_members')
    order by m.came_at desc limit 50`
  const ungreeted = found.filter((one) => !one.isGreeted).map(({ isGreeted: _, isOfThisWeek: __, ...rest }) => rest)
  const thisWeek = found
    .filter((one) => one.isOfThisWeek)
    .map(({ personId, name, isGreeted }) => ({ personId, name, isGreeted }))
  return { count: found.length, thisWeek, ungreeted }
}
