/**
 * Taking back that people came into a cohort, or went out of it.
 */
import { findCommunityById, leaveByCohort, lockCommunity, mayChange } from '#server/communities/room.ts'
import { cohortJoined, cohortLeft, cohortListed, cohortUnlisted } from '#server/people/activities.ts'
import { addToCohort } from '#server/people/courses/change-people.ts'
import { cohortEnded, courseArchived } from '#server/people/courses/course.ts'
import { lockedCohort } from '#server/people/courses/find-cohort.ts'
import { type CohortStanding, readCohort, readStanding } from '#server/people/courses/reads-taking-back.ts'
import { type CohortRow, dropCohortPeople } from '#server/people/courses/store.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, type Fate, goes, type PastAct, stays, takeBack } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { sourceInWords } from '#server/site/room.ts'

type Facts = { personIds: string[] }
type CohortAct = PastAct<Facts>

/** @refuses not_found · forbidden · community_archived · course_archived · cohort_ended */
async function findIts(look: Look, actor: Actor, { communityId, objectId }: CohortAct) {
  const head = await findCommunityById(look, actor, communityId ?? refuse(notFound))
  insist(mayChange(actor, 'manage_members', head))
  const cohort = (await readCohort(look, head.id, objectId ?? '')) ?? refuse(notFound)
  if (cohort.isCourseArchived) refuse(courseArchived)
  if (cohort.state === 'ended') refuse(cohortEnded)
  return { head, cohort }
}

/** Of one kind: what its outlook says of each person, and how it is done. */
function ofCohort(
  kind: ActivityKind<Facts>,
  says: (one: CohortStanding, cohort: CohortRow, t: Translate) => Fate,
  run: (work: Work, actor: Actor, act: CohortAct, personIds: readonly string[]) => Promise<void>,
): AnyTakeBack {
  return takeBack(kind, {
    permission: 'manage_members',
    async outlook(look, actor, act) {
      const { head, cohort } = await findIts(look, actor, act)
      const { personIds } = act.facts
      const of = { communityId: head.id, cohortId: cohort.id, actId: act.id, personIds }
      const t = translator(actor.locale)
      return (await readStanding(look, of)).map((one) => ({
        personId: one.personId,
        name: one.name,
        ...says(one, cohort, t),
      }))
    },
    lock: (work, { communityId }) => lockCommunity(work, communityId ?? refuse(notFound)),
    run,
  })
}

function outOfIt(one: CohortStanding, { state }: CohortRow, t: Translate): Fate {
  if (!one.isIn) return stays(t('Is not in the cohort any more.'))
  if (one.cameSince) return stays(t('Came into the cohort again since.'))
  if (state === 'prepared') return goes(t('Comes off the list of the cohort.'))
  if (one.sources.length > 0) {
    const what = one.sources.map((each) => sourceInWords(each, t)).join(', ')
    return goes(t('Leaves the cohort, and stays a member: {what}.', { what }))
  }
  if (one.roleSince) return stays(t('Was given a role in the community since.'))
  return goes(t('Leaves the cohort and the community.'))
}

async function takeOut(work: Work, actor: Actor, act: CohortAct, personIds: readonly string[]): Promise<void> {
  const { head, cohort } = await findIts(work, actor, act)
  await dropCohortPeople(work, cohort.id, personIds)
  if (cohort.state !== 'running') return
  await leaveByCohort(work, actor, { communityId: head.id, cohortId: cohort.id, personIds })
}

function intoIt(one: CohortStanding, { state }: CohortRow, t: Translate): Fate {
  if (one.isIn) return stays(t('Is in the cohort again already.'))
  if (!one.isActive) return stays(t('The account is deactivated.'))
  if (state === 'prepared') return goes(t('Is on the list of the cohort again.'))
  return goes(one.isMember ? t('Is in the cohort again.') : t('Is in the cohort again, and a member by it.'))
}

async function putIn(work: Work, actor: Actor, act: CohortAct, personIds: readonly string[]): Promise<void> {
  const { head, cohort } = await findIts(work, actor, act)
  await addToCohort(work, actor, lockedCohort(head, cohort), personIds)
}

export const cohortPeopleTakenBack: readonly AnyTakeBack[] = [
  ofCohort(cohortListed, outOfIt, takeOut),
  ofCohort(cohortJoined, outOfIt, takeOut),
  ofCohort(cohortUnlisted, intoIt, putIn),
  ofCohort(cohortLeft, intoIt, putIn),
]
