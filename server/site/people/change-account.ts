/**
 * People who run the site change an account: its name, title and address.
 */
import { randomUUID } from 'node:crypto'
import { endApiTokens, endOtherSessions, sendSignInMail } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { insist, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { personChanged, personDeactivated, personReactivated, personSignInMailed } from '#server/site/activities.ts'
import { type Account, isActive, isDeactivated, mayChangeAccount, mayDeactivate } from '#server/site/people/account.ts'
import { addressChangedMail } from '#server/site/people/address-changed-mail.ts'
import {
  isAddressTaken,
  lockAccount,
  saveAccount,
  saveDeactivated,
  saveReactivated,
} from '#server/site/people/store.ts'

interface OnePerson {
  readonly person: string
}

/**
 * Replaces name, title and address. Another address ends their sessions and API tokens, and is told to the former one.
 * @refuses not_found · beyond_site_role · input_invalid where somebody else has the address
 */
export async function changeAccount(
  work: Work,
  actor: Actor,
  asked: OnePerson & { name: string; title: string; email: string },
): Promise<void> {
  const account = await findToChange(work, actor, asked.person)
  const isMoved = asked.email !== account.email
  if (isMoved && (await isAddressTaken(work, asked.email, account.id)))
    refuseFields({ email: { says: 'Somebody else on this site has this address. Nothing was changed.' } })
  await saveAccount(work, account, asked)
  if (isMoved) {
    await endAccess(work, account.id)
    const about = { kind: 'person', id: account.id, causeId: randomUUID() }
    await queueMail(work, addressChangedMail, { address: account.email }, { about, payload: {} })
  }
  await work.record(personChanged, { communityId: null, by: actor, objectId: account.id, facts: { isMoved } })
  work.touchPerson(account.id)
}

/**
 * Closes an account: no sign-in, no mail, no place in a list; sessions, API tokens, open pages and mailed ballots end. What they
 * wrote stays.
 * @refuses not_found · beyond_site_role · own_account · is_deactivated
 */
export async function deactivateAccount(work: Work, actor: Actor, { person }: OnePerson): Promise<void> {
  const account = await findToChange(work, actor, person)
  insist(mayDeactivate(actor, account))
  if (account.removedAt) refuse(isDeactivated)
  await saveDeactivated(work, account.id)
  const ended = await endAccess(work, account.id)
  await work.record(personDeactivated, { communityId: null, by: actor, objectId: account.id, facts: ended })
  work.touchPerson(account.id)
}

/**
 * Opens an account again, with its memberships and roles as they stand.
 * @refuses not_found · beyond_site_role · is_active
 */
export async function reactivateAccount(work: Work, actor: Actor, { person }: OnePerson): Promise<void> {
  const account = await findToChange(work, actor, person)
  if (!account.removedAt) refuse(isActive)
  await saveReactivated(work, account.id)
  await work.record(personReactivated, { communityId: null, by: actor, objectId: account.id })
  work.touchPerson(account.id)
}

/**
 * Mails a person a link that signs them in.
 * @refuses not_found · beyond_site_role · is_deactivated · mail_waits where no mail leaves
 */
export async function mailSignInTo(work: Work, actor: Actor, { person }: OnePerson): Promise<void> {
  const account = await findToChange(work, actor, person)
  if (account.removedAt) refuse(isDeactivated)
  await sendSignInMail(work, actor, account.id)
  await work.record(personSignInMailed, { communityId: null, by: actor, objectId: account.id })
}

async function findToChange(work: Work, actor: Actor, personId: string): Promise<Account> {
  // Who may not manage people learns nothing, and locks nothing.
  insist(mayChangeAccount(actor, { siteRole: null }))
  const account = (await lockAccount(work, personId)) ?? refuse(notFound)
  insist(mayChangeAccount(actor, account))
  return account
}

/** Ends all sessions and API tokens of a person. */
async function endAccess(work: Work, personId: string): Promise<{ sessions: number; tokens: number }> {
  const sessions = await endOtherSessions(work.tx, personId, null)
  return { sessions, tokens: await endApiTokens(work, personId) }
}
