/**
 * People who run the site make others do so too, or end that.
 */
import { lockOwners, siteRoleGiven, siteRoleTaken } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { isDeactivated, mayChangeAccount } from '#server/site/people/account.ts'
import { readAccount } from '#server/site/people/reads-accounts.ts'
import {
  mayGiveOnSite,
  mayMakeOwner,
  ownsAlone,
  type RoleOnSite,
  type SiteRoleView,
} from '#server/site/people/site-role/site-role.ts'
import { countOtherOwners, lockAccount, saveRoleOnSite } from '#server/site/people/store.ts'

/** The role that somebody holds on the site, and whether the actor may give another. @refuses not_found */
export async function readSiteRole(look: Look, actor: Actor, personId: string): Promise<SiteRoleView> {
  const { name, title, siteRole, deactivatedAt, can } = await readAccount(look, actor, personId)
  return {
    personId,
    name,
    title,
    siteRole: siteRole ?? 'none',
    isDeactivated: deactivatedAt !== null,
    isMe: personIdOf(actor) === personId,
    can: { change: can.change && deactivatedAt === null, makeOwner: mayMakeOwner(actor) },
  }
}

/**
 * Gives somebody a role on the site instead of the one they hold. An owner always stays.
 * @refuses not_found · beyond_site_role · only_owners_give · is_deactivated · owns_alone
 */
export async function giveSiteRole(
  work: Work,
  actor: Actor,
  { person, siteRole }: { person: string; siteRole: RoleOnSite },
): Promise<{ name: string }> {
  insist(mayChangeAccount(actor, { siteRole: null }))
  await lockOwners(work)
  const account = (await lockAccount(work, person)) ?? refuse(notFound)
  insist(mayGiveOnSite(actor, account, siteRole))
  if (account.removedAt) refuse(isDeactivated)
  const before = account.siteRole ?? 'none'
  if (before === siteRole) return { name: account.name }
  if (before === 'owner' && (await countOtherOwners(work, account.id)) === 0) refuse(ownsAlone)
  await saveRoleOnSite(work, account.id, siteRole === 'none' ? null : siteRole)
  const about = { communityId: null, by: actor, objectId: account.id }
  if (before !== 'none') await work.record(siteRoleTaken, { ...about, facts: { role: before } })
  if (siteRole !== 'none') await work.record(siteRoleGiven, { ...about, facts: { role: siteRole } })
  work.touchPerson(account.id)
  return { name: account.name }
}
