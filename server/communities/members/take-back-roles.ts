/**
 * Taking back that people were given or lost a role.
 */
import { roleGiven, rolesGiven, rolesTaken, roleTaken } from '#server/communities/activities.ts'
import { dropGuestEnds } from '#server/communities/members/guest-store.ts'
import { findStanding, givenSince, lockIts } from '#server/communities/members/past-acts.ts'
import { type RoleSince, readRoleSince } from '#server/communities/members/reads-taking-back.ts'
import { roleTitle } from '#server/communities/members/role.ts'
import { dropRoleOf, readLeaderIds, saveRoles } from '#server/communities/members/store.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, goes, type PastAct, stays, takeBack } from '#server/platform/take-back.ts'
import type { Look } from '#server/platform/work.ts'

/** An act that changed a role: of the person who is its object, or of several. */
type RoleFacts = { role: string; personIds?: string[] }

/** How those stand whose role was changed, and whether the actor may change that role. */
async function findRoleSince(look: Look, actor: Actor, act: PastAct<RoleFacts>) {
  const standing = await findStanding(look, actor, act, 'give_roles')
  const { role, personIds = act.objectId ? [act.objectId] : [] } = act.facts
  const people = await readRoleSince(look, { communityId: standing.communityId, actId: act.id, personIds, role })
  const title = roleTitle(role, standing.roles, standing.t)
  return { ...standing, people, role, title, isGivable: standing.givable.includes(role) }
}

function takeBackGiving<F extends RoleFacts>(kind: ActivityKind<F>): AnyTakeBack {
  return takeBack(kind, {
    permission: 'give_roles',
    async outlook(look, actor, act) {
      const { communityId, people, role, title, t, isGivable } = await findRoleSince(look, actor, act)
      const why = ({ isMember, roles, again }: RoleSince) => {
        if (!isMember) return t('Is no longer a member.')
        if (!roles.includes(role)) return t('Does not have this role any more.')
        if (again) return givenSince(title, again.by, t)
        return isGivable ? null : t('Has a role that you cannot take away.')
      }
      const losing = people.filter((one) => why(one) === null).map(({ personId }) => personId)
      const leaders = role === 'manager' ? await readLeaderIds(look, communityId) : []
      // Where all who lead would lose it, the first of them goes on leading.
      const last = leaders.length > 0 && leaders.every((id) => losing.includes(id)) ? losing[0] : null
      return people.map((one) => {
        const { personId, name } = one
        const stay = why(one) ?? (personId === last ? t('Nobody else would lead the community.') : null)
        return { personId, name, ...(stay ? stays(stay) : goes(t('Is no longer {role}.', { role: title }))) }
      })
    },
    lock: lockIts,
    async run(work, _, { communityId, facts }, personIds) {
      const community = communityId ?? refuse(notFound)
      await dropRoleOf(work, community, personIds, facts.role)
      // Only a guest has a last day.
      if (facts.role === 'guest') await dropGuestEnds(work, community, personIds)
      for (const id of personIds) work.touchPerson(id)
    },
  })
}

function takeBackTaking<F extends RoleFacts>(kind: ActivityKind<F>): AnyTakeBack {
  return takeBack(kind, {
    permission: 'give_roles',
    async outlook(look, actor, act) {
      const { people, role, title, t, isGivable } = await findRoleSince(look, actor, act)
      return people.map(({ personId, name, isMember, roles }) => {
        const isBesideGuest = roles.includes('guest') || (role === 'guest' && roles.length > 0)
        const why = !isMember
          ? t('Is no longer a member.')
          : roles.includes(role)
            ? t('Has this role again already.')
            : !isGivable
              ? t('Your own role does not allow giving this one.')
              : isBesideGuest
                ? t('A guest can do less than a member and has no other role.')
                : null
        return { personId, name, ...(why ? stays(why) : goes(t('Is {role} again.', { role: title }))) }
      })
    },
    lock: lockIts,
    async run(work, actor, { communityId, facts: { role } }, personIds) {
      const given = personIds.map((personId) => ({ personId, role }))
      await saveRoles(work, communityId ?? refuse(notFound), given, personIdOf(actor))
      for (const id of personIds) work.touchPerson(id)
    },
  })
}

export const rolesTakenBack: readonly AnyTakeBack[] = [
  takeBackGiving(roleGiven),
  takeBackGiving(rolesGiven),
  takeBackTaking(roleTaken),
  takeBackTaking(rolesTaken),
]
