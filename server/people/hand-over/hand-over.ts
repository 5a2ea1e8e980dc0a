/** A leader chooses what a cohort sees of earlier ones; and somebody says whether the next cohort may ask them. */
import { findCommunityToChange } from '#server/communities/room.ts'
import { handOverChosen } from '#server/people/activities.ts'
import { cohortAddress } from '#server/people/courses/course.ts'
import type { OneCohort } from '#server/people/courses/find-cohort.ts'
import { lockCohort } from '#server/people/courses/store.ts'
import { handedNothing } from '#server/people/hand-over/policy.ts'
import { saveHandOver, saveMayBeAsked } from '#server/people/hand-over/store.ts'
import { readHandOver } from '#server/people/hand-over/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Replaces what the cohort sees. What is not on the prepared page any more, or may not be handed over, is left out.
 * @refuses not_found · forbidden · community_archived · handed_nothing
 */
export async function chooseHandOver(
  work: Work,
  actor: Actor,
  asked: OneCohort & { readonly entries: readonly string[]; readonly people: readonly string[] },
) {
  const prepared = await readHandOver(work, actor, asked)
  const { community, cohort } = prepared
  if (cohort.state === 'ended') refuse(handedNothing)
  await lockCohort(work, community.id, cohort.id)
  const items = prepared.parts.flatMap((part) => part.items)
  const entries = items.filter(({ id, mayBeHanded }) => mayBeHanded && asked.entries.includes(id)).map(({ id }) => id)
  const people = prepared.alumni.map(({ personId }) => personId).filter((id) => asked.people.includes(id))
  const of = { communityId: community.id, cohortId: cohort.id }
  await saveHandOver(work, of, { by: personIdOf(actor), entries, people })
  const facts = { entries: entries.length, people: people.length }
  await work.record(handOverChosen, { communityId: community.id, by: actor, objectId: cohort.id, facts })
  return { id: cohort.id, name: cohort.name, address: cohort.address, ...facts }
}

/**
 * Says of the actor, for one of their cohorts, that the next one may ask them, or that it may not.
 * @refuses not_found (it is not theirs) · community_archived
 */
export async function allowAsking(work: Work, actor: Actor, asked: OneCohort & { readonly may: 'yes' | 'no' }) {
  const head = await findCommunityToChange(work, actor, asked.community, 'read')
  const cohort = (await lockCohort(work, head.id, asked.cohort)) ?? refuse(notFound)
  const of = { communityId: head.id, cohortId: cohort.id, personId: personIdOf(actor) ?? refuse(notFound) }
  if (!(await saveMayBeAsked(work, of, asked.may))) refuse(notFound)
  return { id: cohort.id, name: cohort.name, address: cohortAddress(head.slug, cohort), may: asked.may }
}
