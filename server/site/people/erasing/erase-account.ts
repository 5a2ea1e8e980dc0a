/**
 * People who run the site erase somebody, as that person chose.
 */
import { type ErasureInput, type ErasureView, erasePerson, lockOwners, readErasure } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refusal, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { mayChangeAccount } from '#server/site/people/account.ts'
import { readAccount } from '#server/site/people/reads-accounts.ts'
import { lockAccount } from '#server/site/people/store.ts'

export const erasesYourself = refusal(
  'erases_yourself',
  409,
  'You erase your own account under “Your account”. Nothing was erased here.',
)

/** What erasing an account takes away. @refuses not_found */
export async function readAccountErasure(look: Look, actor: Actor, personId: string): Promise<ErasureView> {
  const { can } = await readAccount(look, actor, personId)
  return { ...(await readErasure(look, personId)), can: { erase: can.change && personIdOf(actor) !== personId } }
}

/**
 * Erases an account for good.
 * @refuses not_found · beyond_site_role · erases_yourself · last_owner · input_invalid where the name typed is another
 */
export async function eraseAccount(work: Work, actor: Actor, asked: ErasureInput & { person: string }): Promise<void> {
  insist(mayChangeAccount(actor, { siteRole: null }))
  // Before any account, as everything does that might leave the site without an owner.
  await lockOwners(work)
  const account = (await lockAccount(work, asked.person)) ?? refuse(notFound)
  insist(mayChangeAccount(actor, account))
  if (personIdOf(actor) === account.id) refuse(erasesYourself)
  await erasePerson(work, actor, account.id, asked)
}
