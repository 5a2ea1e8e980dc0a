/** Whoever writes an entry chooses for whom: everybody in the community, or one of its cohorts or circles. */
import { findGroupToWriteFor, listCohortsToWriteFor } from '#server/entries/reads-groups.ts'
import { audienceOfCohorts, audienceOfGroup } from '#server/entries/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

const gone = { says: 'This group is not there any more, or you are not in it. Choose who may read this.' }

/**
 * The audience of an entry for one cohort or circle; null for everybody. A no where it is not one the actor may write for, or
 * a circle where only a cohort is meant.
 */
export async function chooseAudience(
  work: Work,
  actor: Actor,
  communityId: string,
  groupId: string | null,
  among: 'groups' | 'cohorts' = 'groups',
): Promise<Verdict<string | null>> {
  if (groupId === null) return yes(null)
  const group = await findGroupToWriteFor(work, actor, communityId, groupId)
  if (!group || (among === 'cohorts' && group.course === null)) return no(inputInvalid, { fields: { group: gone } })
  const kind = group.course === null ? 'circle' : 'cohort'
  return yes(await audienceOfGroup(work, communityId, { kind, id: groupId }))
}

/** The same of an entry that may be for several cohorts at once; null for everybody, where none is named. */
export async function chooseCohorts(
  work: Work,
  actor: Actor,
  communityId: string,
  cohortIds: readonly string[],
): Promise<Verdict<string | null>> {
  const chosen = [...new Set(cohortIds)]
  if (chosen.length < 2) return chooseAudience(work, actor, communityId, chosen[0] ?? null, 'cohorts')
  const known = new Set((await listCohortsToWriteFor(work, actor, communityId)).map(({ id }) => id))
  return chosen.every((id) => known.has(id))
    ? yes(await audienceOfCohorts(work, communityId, chosen))
    : no(inputInvalid, { fields: { group: gone } })
}
