/**
 * A new member puts the welcome away; a leader has greeted somebody; a leader writes what newcomers read first.
 */
import { z } from 'zod'
import { welcomeWritten } from '#server/communities/activities.ts'
import type { InCommunity, OneMember } from '#server/communities/input.ts'
import { findCommunity, findCommunityToChange } from '#server/communities/store.ts'
import { findWelcome, saveStep, saveTick, saveWelcome } from '#server/communities/welcome/store.ts'
import { readWelcome } from '#server/communities/welcome/views.ts'
import { mostTodos, pathInto, stepKey, todoKey, type WelcomeText } from '#server/communities/welcome/welcome.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine, optionalProse, several } from '#server/platform/http/input.ts'
import { type FieldProblems, forbidden, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** @refuses not_found · forbidden (no member) */
export async function endWelcome(work: Work, actor: Actor, { community }: InCommunity): Promise<{ slug: string }> {
  const head = await findCommunity(work, actor, community)
  const me = personIdOf(actor)
  if (!me || !head.isMember) return refuse(forbidden)
  await saveStep(work, head.id, me, 'welcomed_at')
  return { slug: head.slug }
}

export const tickInput = z.object({
  /** Which one, as the welcome names it in `done`. */
  todo: z.string().max(700),
  done: z.enum(['yes', 'no']).default('yes'),
})

/**
 * A new member ticks one of the things to do, or takes the tick back. Ticked twice it is ticked.
 * @returns whether nothing is left of the welcome
 * @refuses not_found (nothing of that name is to be done) · forbidden (no member)
 */
export async function tickTodo(
  work: Work,
  actor: Actor,
  { community, todo, done }: InCommunity & z.infer<typeof tickInput>,
) {
  const head = await findCommunity(work, actor, community)
  const me = personIdOf(actor)
  if (!me || !head.isMember) return refuse(forbidden)
  const { todos } = await findWelcome(work, head.id)
  const ticked = work.platform.declared.firstHourSteps.filter(({ mayTick }) => mayTick).map(({ key }) => stepKey(key))
  if (![...todos.map(todoKey), ...ticked].includes(todo)) refuse(notFound)
  await saveTick(work, head.id, me, { key: todo, isDone: done === 'yes' })
  return { slug: head.slug, isOver: (await readWelcome(work, actor, head)) === null }
}

/**
 * Notes that a new member was greeted, in any way.
 * @refuses not_found · forbidden · community_archived
 */
export async function noteGreeting(work: Work, actor: Actor, asked: OneMember): Promise<{ slug: string }> {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  if (!(await saveStep(work, head.id, asked.person, 'greeted_at'))) refuse(notFound)
  return { slug: head.slug }
}

export const welcomeInput = z.object({
  says: optionalProse(400),
  hello: optionalLine(500),
  labels: several(z.string().trim().max(120)),
  paths: several(z.string().trim().max(500)),
})
type WelcomeInput = z.infer<typeof welcomeInput>

/**
 * Replaces the welcome. Empty rows are left out.
 * @refuses not_found · forbidden · community_archived · input_invalid (an address that leads out of the community, half a row)
 */
export async function writeWelcome(
  work: Work,
  actor: Actor,
  asked: InCommunity & WelcomeInput,
): Promise<{ slug: string }> {
  const head = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  await saveWelcome(work, head.id, validWelcome(asked, head.slug, work.platform.config.publicUrl))
  await work.record(welcomeWritten, { communityId: head.id, by: actor, objectId: head.id })
  return { slug: head.slug }
}

function validWelcome({ says, hello, labels, paths }: WelcomeInput, slug: string, publicUrl: string): WelcomeText {
  const problems: Record<string, FieldProblems[string]> = {}
  const into = (field: string, typed: string) => {
    const path = pathInto(slug, publicUrl, typed)
    if (!path) problems[field] = { says: 'Give an address inside this community, as it stands in your browser.' }
    return path ?? ''
  }
  const todos: WelcomeText['todos'] = []
  for (let i = 0; i < mostTodos; i++) {
    const label = labels[i]?.trim() ?? ''
    const typed = paths[i]?.trim() ?? ''
    if (label && typed) todos.push({ label, path: into(`paths.${i + 1}`, typed) })
    else if (label) problems[`paths.${i + 1}`] = { says: 'Say where it leads.' }
    else if (typed) problems[`labels.${i + 1}`] = { says: 'Say what there is to do.' }
  }
  const welcome = { says, hello: hello ? into('hello', hello) : '', todos }
  if (Object.keys(problems).length > 0) refuseFields(problems)
  return welcome
}
