/**
 * Taking back that people were added or removed, and that they were given or lost a role. Who takes it back needs the permission for
 * the opposite act, and gives nobody a role that they may not give.
 */
import { memberAdded, memberRemoved, membersCopied, roleGiven, roleTaken } from '#server/communities/activities.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import {
  type AddedRow,
  readAddedSince,
  readRemovedSince,
  readRoleSince,
} from '#server/communities/members/reads-taking-back.ts'
import { type Role, roleTitle } from '#server/communities/members/role.ts'
import {
  dropRole,
  dropSource,
  readLeaderIds,
  saveEnded,
  saveReturned,
  saveRole,
} from '#server/communities/members/store.ts'
import { mayChange } from '#server/communities/policy.ts'
import { findCommunityById, lockCommunity } from '#server/communities/store.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, type Fate, goes, type PastAct, stays, takeBack } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { sourceInWords } from '#server/site/room.ts'

/** What every outlook needs: the community, the roles and what the actor may give of them, and words. */
interface Standing {
  readonly communityId: string
  readonly roles: readonly Role[]
  readonly givable: readonly string[]
  readonly t: Translate
}

/** @refuses not_found · forbidden · community_archived */
async function findStanding(
  look: Look,
  actor: Actor,
  { communityId }: PastAct<unknown>,
  permission: Permission,
): Promise<Standing> {
  const head = await findCommunityById(look, actor, communityId ?? refuse(notFound))
  insist(mayChange(actor, permission, head))
  const roles = await readRoles(look)
  const givable = givableRoles(actor, roles, head.id)
  return { communityId: head.id, roles, givable, t: translator(actor.locale) }
}

async function lockIts(work: Work, { communityId }: PastAct<unknown>): Promise<void> {
  await lockCommunity(work, communityId ?? refuse(notFound))
}

/**
 * How an act that made people members is taken back; its facts name those who were none before. What else makes them members stays,
 * and so do those who got a role since.
 * @param sourceOf what the act wrote down as the reason of their membership
 */
function takeBackAdding<F extends { personIds: string[] }>(
  kind: ActivityKind<F>,
  sourceOf: (facts: F) => string,
): AnyTakeBack {
  return takeBack(kind, {
    permission: 'manage_members',
    async outlook(look, actor, act) {
      const standing = await findStanding(look, actor, act, 'manage_members')
      const { personIds } = act.facts
      const source = sourceOf(act.facts)
      const people = await readAddedSince(look, { communityId: standing.communityId, actId: act.id, source, personIds })
      const leaders = await readLeaderIds(look, standing.communityId)
      const ids = new Set(people.map(({ personId }) => personId))
      const isLeaderless = leaders.length > 0 && leaders.every((id) => ids.has(id))
      return people.map((one) => ({
        personId: one.personId,
        name: one.name,
        ...outlookOfAdded(one, standing, isLeaderless && leaders.includes(one.personId)),
      }))
    },
    lock: lockIts,
    async run(work, actor, { communityId, facts }, personIds) {
      const community = communityId ?? refuse(notFound)
      const without = await dropSource(work, { communityId: community, source: sourceOf(facts), personIds })
      await saveEnded(work, community, without, personIdOf(actor))
      for (const id of personIds) work.touchPerson(id)
    },
  })
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

function givenSince(role: string, by: string | null, t: Translate): string {
  return by ? t('Was made {role} since, by {name}.', { role, name: by }) : t('Was made {role} since.', { role })
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

type RoleAct = PastAct<{ role: string }>

/** How somebody stands whose role was changed, or null; and whether the actor may change that role. */
async function findRoleSince(look: Look, actor: Actor, act: RoleAct) {
  const standing = await findStanding(look, actor, act, 'give_roles')
  const { role } = act.facts
  const row = await readRoleSince(look, {
    communityId: standing.communityId,
    actId: act.id,
    personId: act.objectId ?? '',
    role,
  })
  const title = roleTitle(role, standing.roles, standing.t)
  return { row, role, title, t: standing.t, isGivable: standing.givable.includes(role) }
}

const takeBackGiving = takeBack(roleGiven, {
  permission: 'give_roles',
  async outlook(look, actor, act) {
    const { row, role, title, t, isGivable } = await findRoleSince(look, actor, act)
    if (!row) return []
    const why = !row.isMember
      ? t('Is no longer a member.')
      : !row.roles.includes(role)
        ? t('Does not have this role any more.')
        : row.again
          ? givenSince(title, row.again.by, t)
          : !isGivable
            ? t('Has a role that you cannot take away.')
            : role === 'manager' && row.otherLeaders === 0
              ? t('Nobody else would lead the community.')
              : null
    const { personId, name } = row
    return [{ personId, name, ...(why ? stays(why) : goes(t('Is no longer {role}.', { role: title }))) }]
  },
  lock: lockIts,
  async run(work, _, { communityId, facts }, [personId = '']) {
    await dropRole(work, communityId ?? refuse(notFound), personId, facts.role)
    work.touchPerson(personId)
  },
})

const takeBackTaking = takeBack(roleTaken, {
  permission: 'give_roles',
  async outlook(look, actor, act) {
    const { row, role, title, t, isGivable } = await findRoleSince(look, actor, act)
    if (!row) return []
    const isBesideGuest = row.roles.includes('guest') || (role === 'guest' && row.roles.length > 0)
    const why = !row.isMember
      ? t('Is no longer a member.')
      : row.roles.includes(role)
        ? t('Has this role again already.')
        : !isGivable
          ? t('Your own role does not allow giving this one.')
          : isBesideGuest
            ? t('A guest can do less than a member and has no other role.')
            : null
    const { personId, name } = row
    return [{ personId, name, ...(why ? stays(why) : goes(t('Is {role} again.', { role: title }))) }]
  },
  lock: lockIts,
  async run(work, actor, { communityId, facts }, [personId = '']) {
    const one = { communityId: communityId ?? refuse(notFound), personId, role: facts.role }
    await saveRole(work, { ...one, givenBy: personIdOf(actor) })
    work.touchPerson(personId)
  },
})

export const membersTakenBack: readonly AnyTakeBack[] = [
  takeBackAdding(memberAdded, ({ source = 'manual' }) => source),
  takeBackAdding(membersCopied, () => 'copied'),
  takeBackRemoval,
  takeBackGiving,
  takeBackTaking,
]
