/**
 * The welcome of a community: as a new member is shown it, and as its leader writes it.
 */
import { z } from 'zod'
import { type CommunityHead, communityHeadView } from '#server/communities/community.ts'
import { findCommunity } from '#server/communities/store.ts'
import { findWelcome } from '#server/communities/welcome/store.ts'
import { storedWelcome, todoKey, welcomeText } from '#server/communities/welcome/welcome.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const welcomeView = welcomeText.extend({
  slug: z.string(),
  /** The leader who wrote the words, where a leader did. */
  by: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  hasSaidHello: z.boolean(),
  hasProfile: z.boolean(),
  /** The things to do that the reader has ticked, as they are sent to be ticked. */
  done: z.array(z.string()),
})
export type Welcome = z.infer<typeof welcomeView>

const welcomeRow = welcomeView
  .pick({ by: true, hasSaidHello: true, hasProfile: true, done: true })
  .extend({ welcome: z.unknown() })

/** The welcome for a member who has not put it away; null once all of it is done. One query. */
export async function readWelcome(look: Look, actor: Actor, head: CommunityHead): Promise<Welcome | null> {
  const [row] = await rows(look, welcomeRow)`
    select c.welcome,
      (select json_build_object('name', l.name, 'photo', l.image) from membership_role r
        join membership_shown m using (community_id, person_id) join person l on l.id = r.person_id and l.removed_at is null
        where r.community_id = c.id and r.role = 'manager' order by m.joined_at limit 1) as by,
      -- Their posts, the latest first, until one is of here: by the community's whole index it would take a hundred times as long.
      exists (select from (
        select p.community_id from post p where p.author_id = me.id and p.removed_at is null order by p.posted_at desc offset 0
      ) said where said.community_id = c.id) as "hasSaidHello",
      me.image is not null and me.ask_me_about <> '' as "hasProfile", m.welcome_done as done
    from community_shown c join membership_shown m on m.community_id = c.id join person me on me.id = m.person_id
    where c.id = ${head.id} and me.id = ${personIdOf(actor)}::uuid`
  if (!row) return null
  const text = storedWelcome(row.welcome)
  const done = text.todos.map(todoKey).filter((key) => row.done.includes(key))
  // Where the leader lists nothing, the usual things take the place: of those the profile is seen to be done.
  const isRestDone = text.todos.length > 0 ? done.length === text.todos.length : row.hasProfile
  if (row.hasSaidHello && isRestDone) return null
  return { ...text, slug: head.slug, by: row.by, hasSaidHello: row.hasSaidHello, hasProfile: row.hasProfile, done }
}

export const welcomeSettingsView = z.object({ community: communityHeadView, welcome: welcomeText })
export type WelcomeSettings = z.infer<typeof welcomeSettingsView>

/**
 * The welcome for the leader who edits it.
 * @refuses not_found · forbidden
 */
export async function readWelcomeSettings(look: Look, actor: Actor, slug: string): Promise<WelcomeSettings> {
  const community = await findCommunity(look, actor, slug)
  if (!community.can.settings) refuse(forbidden)
  return { community, welcome: await findWelcome(look, community.id) }
}
