/**
 * The welcome of a community: as a new member is shown it, and as its leader writes it.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, communityHeadView } from '#server/communities/community.ts'
import { findCommunity } from '#server/communities/store.ts'
import { findWelcome } from '#server/communities/welcome/store.ts'
import { stepKey, storedWelcome, todoKey, welcomeText } from '#server/communities/welcome/welcome.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const stepView = z.object({ key: z.string(), isDone: z.boolean() })

export const welcomeView = welcomeText.extend({
  slug: z.string(),
  /** The leader who wrote the words, where a leader did. */
  by: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  /** The things that rooms declare, in order; those that are not there today are left out. */
  steps: z.array(stepView),
  /** What the reader has ticked, as it is sent to be ticked. */
  done: z.array(z.string()),
})
export type Welcome = z.infer<typeof welcomeView>

const welcomeRow = welcomeView.pick({ by: true, done: true }).extend({
  welcome: z.unknown(),
  steps: z.array(stepView.extend({ isThere: z.boolean() })),
})

/** The welcome for a member who has not put it away; null once all of it is done. One query. */
export async function readWelcome(look: Look, actor: Actor, head: CommunityHead): Promise<Welcome | null> {
  const declared = look.platform.declared.firstHourSteps.filter(
    ({ onlyWith }) => !onlyWith || may(actor, onlyWith, head.id),
  )
  const columns = declared.map(
    ({ key, isDone, isThere = sql`true` }) =>
      sql`json_build_object('key', ${sql.lit(key)}, 'isThere', ${isThere}, 'isDone', ${isDone})`,
  )
  const [row] = await rows(look, welcomeRow)`
    select c.welcome,
      (select json_build_object('name', l.name, 'photo', l.image) from membership_role r
        join membership_shown m using (community_id, person_id) join person l on l.id = r.person_id and l.removed_at is null
        where r.community_id = c.id and r.role = 'manager' order by m.joined_at limit 1) as by,
      json_build_array(${sql.join(columns)}) as steps, m.welcome_done as done
    from community_shown c join membership_shown m on m.community_id = c.id join person me on me.id = m.person_id
    where c.id = ${head.id} and me.id = ${personIdOf(actor)}::uuid`
  if (!row) return null
  const text = storedWelcome(row.welcome)
  const hasOwn = text.todos.length > 0
  const givesWay = (key: string) => declared.some((one) => one.key === key && one.givesWay)
  const steps = row.steps
    .filter(({ key, isThere }) => isThere && !(hasOwn && givesWay(key)))
    .map(({ key, isDone }) => ({ key, isDone: isDone || row.done.includes(stepKey(key)) }))
  const known = [...text.todos.map(todoKey), ...steps.map(({ key }) => stepKey(key))]
  const done = known.filter((key) => row.done.includes(key))
  const isOver = steps.every(({ isDone }) => isDone) && text.todos.every((one) => done.includes(todoKey(one)))
  return isOver ? null : { ...text, slug: head.slug, by: row.by, steps, done }
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
