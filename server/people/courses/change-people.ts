/**
 * People come into a cohort, and go.
 */
import { accountsOf, insistLookedOver, readPasted } from '#server/communities/room.ts'
import { cohortListed } from '#server/people/activities.ts'
import { cohortEnded } from '#server/people/courses/course.ts'
import {
  type CohortRef,
  findCohortToChange,
  type LockedCohort,
  type OneCohort,
} from '#server/people/courses/find-cohort.ts'
import { readPeopleHere } from '#server/people/courses/people-views.ts'
import { dropCohortPerson, readCohortPeople, readMembersAmong, saveCohortPeople } from '#server/people/courses/store.ts'
import { takeFromCohort } from '#server/people/courses/take-from-cohort.ts'
import { takeIn } from '#server/people/courses/take-in.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** How many came, and how many of those asked for were there already. */
export interface PeopleAdded {
  readonly added: number
  readonly already: number
  readonly cohort: CohortRef
}

/**
 * Adds members of the community. Who is no member is left out.
 * @refuses not_found · forbidden · community_archived · course_archived · cohort_ended · input_invalid (nobody was chosen)
 */
export async function addChosen(
  work: Work,
  actor: Actor,
  asked: OneCohort & { readonly persons: readonly string[] },
): Promise<PeopleAdded> {
  const locked = await findOpenCohort(work, actor, asked)
  const ids = await readMembersAmong(work, locked.head.id, asked.persons)
  if (ids.length === 0) refuseFields({ persons: { says: 'Choose somebody from the list.' } })
  return addToCohort(work, actor, locked, ids)
}

/**
 * Adds everybody in a pasted text, with a new account where they need one.
 * @refuses as above · look_first · input_invalid (nobody in it, or more than 500)
 */
export async function addPasted(
  work: Work,
  actor: Actor,
  asked: OneCohort & {
    readonly people: string
    readonly emails: readonly string[]
    readonly names: readonly string[]
    readonly confirmed: boolean
  },
): Promise<PeopleAdded> {
  const locked = await findOpenCohort(work, actor, asked)
  await insistLookedOver(asked, readPeopleHere(work, locked.cohort.id))
  return addToCohort(work, actor, locked, await accountsOf(work, readPasted(asked).people))
}

/**
 * Adds the people of another cohort of the community; they stay in that one.
 * @refuses as above · not_found (no such cohort)
 */
export async function copyPeople(
  work: Work,
  actor: Actor,
  asked: OneCohort & { readonly from: string },
): Promise<PeopleAdded> {
  const locked = await findOpenCohort(work, actor, asked)
  const ids = await readCohortPeople(work, locked.head.id, asked.from)
  if (ids.length === 0) refuseFields({ from: { says: 'There is nobody in that cohort.' } })
  return addToCohort(work, actor, locked, ids)
}

/**
 * Takes somebody out of a cohort. Where nothing else makes them a member, they leave the community at once.
 * @refuses not_found · forbidden · community_archived · course_archived · cohort_ended
 */
export async function removePerson(work: Work, actor: Actor, asked: OneCohort & { readonly person: string }) {
  const locked = await findOpenCohort(work, actor, asked)
  const { head, cohort, ref } = locked
  const name = (await dropCohortPerson(work, cohort.id, asked.person)) ?? refuse(notFound)
  const left = await takeFromCohort(work, actor, { communityId: head.id, cohort }, [asked.person])
  return { personId: asked.person, name, isMember: left.length === 0, cohort: ref }
}

async function findOpenCohort(work: Work, actor: Actor, asked: OneCohort): Promise<LockedCohort> {
  const locked = await findCohortToChange(work, actor, asked)
  if (locked.cohort.state === 'ended') refuse(cohortEnded)
  return locked
}

/** The same for people whose accounts are known. The cohort is locked, and open. */
export async function addToCohort(
  work: Work,
  actor: Actor,
  { head, cohort, ref }: LockedCohort,
  ids: readonly string[],
): Promise<PeopleAdded> {
  const of = { communityId: head.id, cohortId: cohort.id }
  const personIds = await saveCohortPeople(work, of, { ids, addedBy: personIdOf(actor) })
  if (cohort.state === 'running')
    await takeIn(work, actor, head, { cohortId: cohort.id, personIds, hasLetter: cohort.hasLetter })
  else if (personIds.length > 0)
    await work.record(cohortListed, { communityId: head.id, by: actor, objectId: cohort.id, facts: { personIds } })
  return { added: personIds.length, already: ids.length - personIds.length, cohort: ref }
}
