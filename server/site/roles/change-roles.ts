/**
 * An owner makes roles of the site's own, renames and changes them, and deletes those that nobody holds.
 */
import type { Actor } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { freeSlug, slugOf } from '#server/platform/ids.ts'
import type { Permission } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { roleChanged, roleDeleted, roleMade } from '#server/site/activities.ts'
import { roleName } from '#server/site/role-name.ts'
import {
  choosable,
  mostRoles,
  type OwnRole,
  type RoleAsked,
  type Roles,
  roleInUse,
  standardNames,
  tooManyRoles,
} from '#server/site/roles/role.ts'
import {
  changeRole,
  countHolders,
  dropRole,
  isTitleTaken,
  listHolders,
  listOwnRoles,
  listRoleNames,
  lockRoles,
  lockUse,
  readOwnRole,
  saveRole,
} from '#server/site/roles/store.ts'

export interface OneRole {
  readonly role: string
}

/** @refuses forbidden for everybody but owners */
export async function readRoles(look: Look, actor: Actor): Promise<Roles> {
  insistOwner(actor)
  const [counted, own] = await Promise.all([countHolders(look), listOwnRoles(look)])
  const holders = new Map(counted.map((one) => [one.name, one.holders]))
  return { standard: standardNames.map((name) => ({ name, holders: holders.get(name) ?? 0 })), own }
}

/** @refuses forbidden · not_found */
export async function readRole(look: Look, actor: Actor, { role }: OneRole): Promise<OwnRole> {
  insistOwner(actor)
  return (await readOwnRole(look, role)) ?? refuse(notFound)
}

/** What the form for a new role shows: nothing is chosen. @refuses forbidden */
export async function readNewRole(_: Look, actor: Actor): Promise<Record<string, never>> {
  insistOwner(actor)
  return {}
}

/** @refuses forbidden · too_many_roles · input_invalid (a name that another has, no permission, an unknown one) */
export async function makeRole(work: Work, actor: Actor, asked: RoleAsked): Promise<OwnRole> {
  insistOwner(actor)
  if ((await lockRoles(work)) >= mostRoles) refuse(tooManyRoles)
  const role = await validRole(work, actor, asked, null)
  const taken = await listRoleNames(work)
  const name = freeSlug(slugOf(role.title) || 'role', (one) => taken.includes(one))
  await saveRole(work, { ...role, name })
  await work.record(roleMade, { communityId: null, by: actor, objectId: null, facts: { role: name } })
  return { name, ...role, holders: 0 }
}

/**
 * Replaces the title and the permissions; who holds the role has the new ones at once.
 * @refuses forbidden · not_found · input_invalid as above
 */
export async function editRole(work: Work, actor: Actor, asked: OneRole & RoleAsked): Promise<OwnRole> {
  insistOwner(actor)
  await lockRoles(work)
  const before = (await readOwnRole(work, asked.role)) ?? refuse(notFound)
  const role = { name: before.name, ...(await validRole(work, actor, asked, before.name)) }
  await changeRole(work, role)
  await work.record(roleChanged, { communityId: null, by: actor, objectId: null, facts: { role: role.name } })
  for (const personId of await listHolders(work, role.name)) work.touchPerson(personId)
  return { ...role, holders: before.holders }
}

/** @refuses forbidden · not_found · role_in_use where somebody holds it, or a link gives it */
export async function deleteRole(work: Work, actor: Actor, { role: name }: OneRole): Promise<{ title: string }> {
  insistOwner(actor)
  const isUsed = await lockUse(work, name)
  const { title } = (await readOwnRole(work, name)) ?? refuse(notFound)
  if (isUsed) refuse(roleInUse)
  await dropRole(work, name)
  await work.record(roleDeleted, { communityId: null, by: actor, objectId: null, facts: { role: name } })
  return { title }
}

function insistOwner(actor: Actor): void {
  if (!may(actor, 'site_settings', null)) refuse(forbidden)
}

/** @param name that of the role which is changed; null for a new one */
async function validRole(
  work: Work,
  actor: Actor,
  { title, permissions }: RoleAsked,
  name: string | null,
): Promise<{ title: string; permissions: Permission[] }> {
  const known = choosable(work.platform.declared.permissions).map(([one]) => one)
  const chosen = known.filter((one) => permissions.includes(one))
  if (!permissions.every((one) => known.some((each) => each === one)))
    refuseFields({ permissions: { says: 'This cannot be allowed by a role of the site’s own.' } })
  if (chosen.length === 0) refuseFields({ permissions: { says: 'Choose at least one thing that the role allows.' } })
  if (isStandard(title, actor) || (await isTitleTaken(work, title, name)))
    refuseFields({ title: { says: 'Another role is called so already.' } })
  return { title, permissions: chosen }
}

/** Is a standard role called so, in English or in the actor's language? */
function isStandard(title: string, { locale }: Actor): boolean {
  const words = [translator('en'), translator(locale)]
  return standardNames.some((name) => words.some((t) => isSameName(roleName({ name, title: null }, t), title)))
}
