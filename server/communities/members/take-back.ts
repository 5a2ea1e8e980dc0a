/**
 * Taking back that people were added or removed, and that they were given or lost a role. Who takes it back needs the permission for
 * the opposite act, and gives nobody a role that they may not give.
 */
import { memberAdded, memberRemoved, membersCopied } from '#server/communities/activities.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import { findStanding, givenSince, lockIts, type Standing } from '#server/communities/members/past-acts.ts'
import {
  type AddedRow,
  readAddedSince,
  readGivenSince,
  readRemovedSince,
} from '#server/communities/members/reads-taking-back.ts'
import { saveReturned } from '#server/communities/members/removal-store.ts'
import { roleTitle } from '#server/communities/members/role.ts'
import { dropRoleOf, dropSource, readLeaderIds, saveEnded } from '#server/communities/members/store.ts'
import { rolesTakenBack } from '#server/communities/members/take-back-roles.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, type Fate, goes, type PastAct, stays, takeBack } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { sourceInWords } from '#server/site/room.ts'

/** By hand, or by a file. What else makes them members stays, and so do those who got a role since. */
const takeBackAdding = takeBack(memberAdded, {
  permission: 'manage_members',
  async outlook(look, actor, act) {
    const standing = await findStanding(look, actor, act, 'manage_members')
    return addedSince(look, standing, { actId: act.id, ...addedBy(act.facts) })
  },
  lock: lockIts,
  run: (work, actor, act, personIds) => endAdded(work, actor, act, { ...addedBy(act.facts), personIds }),
})

interface AddedBy {
  /** What the act wrote down as the reason of their membership. */
  readonly source: string
  readonly personIds: readonly string[]
}

function addedBy({ personIds, source = 'manual' }: { personIds: string[]; source?: string }): AddedBy {
  return { personIds, source }
}

async function addedSince(look: Look, standing: Standing, of: AddedBy & { readonly actId: string }) {
  const { communityId } = standing
  const people = await readAddedSince(look, { communityId, ...of })
  const leaders = await readLeaderIds(look, communityId)
  const ids = new Set(people.map(({ personId }) => personId))
  const isLeaderless = leaders.length > 0 && leaders.every((id) => ids.has(id))
  return people.map((one) => ({
    personId: one.personId,
    name: one.name,
    ...outlookOfAdded(one, standing, isLeaderless && leaders.includes(one.personId)),
  }))
}

async function endAdded(work: Work, actor: Actor, { communityId }: PastAct<unknown>, { source, personIds }: AddedBy) {
  const community = communityId ?? refuse(notFound)
  const gone = await dropSource(work, { communityId: community, source, personIds })
  await saveEnded(work, community, gone, personIdOf(actor))
  for (const id of personIds) work.touchPerson(id)
}

/** Those who became members leave, as above; those who were members before lose the roles that came along. */
const takeBackCopying = takeBack(membersCopied, {
  permission: 'manage_members',
  async outlook(look, actor, act) {
    const standing = await findStanding(look, actor, act, 'manage_members')
    const { communityId, roles: all, givable, t } = standing
    const { personIds, given = [] } = act.facts
    const [added, had, leaders] = await Promise.all([
      addedSince(look, standing, { actId: act.id, source: 'copied', personIds: without(personIds, given) }),
      readGivenSince(look, { communityId, actId: act.id, given }),
      readLeaderIds(look, communityId),
    ])
    const names = (some: readonly string[]) => some.map((role) => roleTitle(role, all, t)).join(', ')
    return [
      ...added,
      ...had.map(({ personId, name, isMember, roles }) => {
        const why = !isMember
          ? t('Is no longer a member.')
          : roles.length === 0
            ? t('Does not have this role any more.')
            : !roles.every((role) => givable.includes(role))
              ? t('Has a role that you cannot take away.')
              : roles.includes('manager') && leaders.every((id) => personIds.includes(id))
                ? t('Nobody else would lead the community.')
                : null
        return { personId, name, ...(why ? stays(why) : goes(t('Is no longer {role}.', { role: names(roles) }))) }
      }),
    ]
  },
  lock: lockIts,
  async run(work, actor, act, personIds) {
    const { given = [] } = act.facts
    await endAdded(work, actor, act, { source: 'copied', personIds: without(personIds, given) })
    const meant = given.filter(({ personId }) => personIds.includes(personId))
    for (const [role, people] of Map.groupBy(meant, (one) => one.role)) {
      const ids = people.map(({ personId }) => personId)
      await dropRoleOf(work, act.communityId ?? refuse(notFound), ids, role)
      for (const id of ids) work.touchPerson(id)
    }
  },
})

function without(personIds: readonly string[], given: readonly { readonly personId: string }[]): string[] {
  const those = new Set(given.map(({ personId }) => personId))
  return personIds.filter((id) => !those.has(id))
}

function outlookOfAdded(
  { isMember, isByIt, sources, roles, since }: AddedRow,
  { givable, roles: all, t }: Standing,
  leadsAlone: boolean,
): Fate {
  const what = sources.map((one) => sourceInWords(one, t)).join(', ')
  if (!isMember) return stays(t('Is no longer a member.'))
  if (!isByIt) return stays(t('Is a member by other means since: {what}.', { what }))
  if (sources.length > 0) return goes(t('Stays a member: {what}.', { what }))
  const [given] = since
  if (given) return stays(givenSince(roleTitle(given.role, all, t), given.by, t))
  if (!roles.every((role) => givable.includes(role))) return stays(t('Has a role that you cannot take away.'))
  if (leadsAlone) return stays(t('Nobody else would lead the community.'))
  return goes(t('Leaves the community.'))
}

/** Back as they were, with those of their former roles that the actor may give. */
const takeBackRemoval = takeBack(memberRemoved, {
  permission: 'manage_members',
  async outlook(look, actor, act) {
    const standing = await findStanding(look, actor, act, 'manage_members')
    const { communityId, t } = standing
    const row = await readRemovedSince(look, { communityId, actId: act.id, personId: act.objectId ?? '' })
    if (!row) return []
    const { personId, name } = row
    const why = row.isMember
      ? t('Is a member again already.')
      : row.isDeactivated
        ? t('The account is deactivated.')
        : row.isByIt
          ? null
          : t('Was a member again since, and that has ended too.')
    return [{ personId, name, ...(why ? stays(why) : goes(backAs(act.facts.roles, standing))) }]
  },
  lock: lockIts,
  async run(work, actor, act, [personId = '']) {
    const { communityId, givable } = await findStanding(work, actor, act, 'manage_members')
    const roles = act.facts.roles.filter((role) => givable.includes(role))
    const { sources } = act.facts
    await saveReturned(work, communityId, personId, { roles, sources, givenBy: personIdOf(actor) })
    await overtakeRequests(work, communityId, [personId])
    work.touchPerson(personId)
  },
})

function backAs(former: readonly string[], { roles, givable, t }: Standing): string {
  const names = (some: readonly string[]) => some.map((role) => roleTitle(role, roles, t)).join(', ')
  const given = former.filter((role) => givable.includes(role))
  const lost = former.filter((role) => !givable.includes(role))
  const back = given.length > 0 ? t('Is a member again, as {roles}.', { roles: names(given) }) : t('Is a member again.')
  return lost.length > 0
    ? `${back} ${t('Not given back, as your own role does not reach so far: {roles}.', { roles: names(lost) })}`
    : back
}

export const membersTakenBack: readonly AnyTakeBack[] = [
  takeBackAdding,
  takeBackCopying,
  takeBackRemoval,
  ...rolesTakenBack,
]
