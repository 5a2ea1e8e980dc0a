/** Whoever writes an entry chooses for whom: everybody in the community, or one of its cohorts or circles. */
import { findGroupToWriteFor } from '#server/entries/reads-groups.ts'
import { audienceOfGroup } from '#server/entries/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

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
  const gone = { says: 'This group is not there any more, or you are not in it. Choose who may read this.' }
  if (!group || (among === 'cohorts' && group.course === null)) return no(inputInvalid, { fields: { group: gone } })
  const kind = group.course === null ? 'circle' : 'cohort'
  return yes(await audienceOfGroup(work, communityId, { kind, id: groupId }))
}
