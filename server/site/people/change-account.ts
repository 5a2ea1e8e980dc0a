/**
 * People who run the site change an account, close it and open it again.
 */
import { randomUUID } from 'node:crypto'
import { changeValues, endApiTokens, endOtherSessions, lockOwners, sendSignInMail } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { type FieldProblems, insist, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { personChanged, personDeactivated, personReactivated, personSignInMailed } from '#server/site/activities.ts'
import { type Account, isActive, isDeactivated, mayChangeAccount, mayDeactivate } from '#server/site/people/account.ts'
import { addressChangedMail } from '#server/site/people/address-changed-mail.ts'
import { ownsAlone } from '#server/site/people/site-role/site-role.ts'
import {
  type AccountFields,
  countOtherOwners,
  findByKey,
  lockAccount,
  saveAccount,
  saveAddress,
  saveDeactivated,
  saveReactivated,
} from '#server/site/people/store.ts'

interface OnePerson {
  readonly person: string
}

/** What is asked of an account. */
type Change = OnePerson &
  Omit<AccountFields, 'managerId' | 'externalId'> & {
    readonly externalId: string
    /** The mail address of the person to whom they report, or empty. */
    readonly manager: string
    /** What their profile says in fields of the site, by `custom_<key>`; those that are not given stay. */
    readonly custom: Readonly<Record<string, unknown>>
  }

/**
 * Replaces what an account says. Another address ends their sessions and API tokens, and is told to the former one.
 * @refuses not_found · beyond_site_role · input_invalid where somebody else has the address or the id, or nobody is that manager
 */
export async function changeAccount(work: Work, actor: Actor, asked: Change): Promise<void> {
  const account = await findToChange(work, actor, asked.person)
  const managerId = await validKeys(work, account, asked)
  const { person: _, manager: __, custom, ...fields } = asked
  await changeValues(work, account.id, { sent: custom, as: 'site' })
  await saveAccount(work, account, { ...fields, externalId: asked.externalId || null, managerId })
  const isMoved = asked.email !== account.email
  if (isMoved) await endFormerAddress(work, account)
  await work.record(personChanged, { communityId: null, by: actor, objectId: account.id, facts: { isMoved } })
  work.touchPerson(account.id)
}

/** Checks that address and id are nobody else's, and finds the manager. @returns their id, or null without one */
async function validKeys(work: Work, { id }: Account, asked: Change): Promise<string | null> {
  const isOthers = async (kind: 'email' | 'external_id', value: string) => {
    const holder = value ? await findByKey(work, kind, value) : null
    return holder !== null && holder !== id
  }
  const problems: FieldProblems = {}
  if (await isOthers('email', asked.email))
    problems.email = { says: 'Somebody else on this site has this address. Nothing was changed.' }
  if (await isOthers('external_id', asked.externalId))
    problems.externalId = { says: 'Somebody else on this site has this id. Nothing was changed.' }
  const managerId = asked.manager ? await findByKey(work, 'email', plainAddress(asked.manager)) : null
  if (asked.manager && !managerId)
    problems.manager = { says: 'Nobody on this site has this address. Nothing was changed.' }
  if (managerId === id) problems.manager = { says: 'Nobody reports to themselves. Nothing was changed.' }
  if (Object.keys(problems).length > 0) refuseFields(problems)
  return managerId
}

/**
 * Gives an account another address, which nobody else has: sessions and API tokens end, mailed links stop, and the former
 * address is told. Who may do so is for the caller to know.
 */
export async function changeAddress(work: Work, account: Pick<Account, 'id' | 'email'>, email: string): Promise<void> {
  await saveAddress(work, account.id, email)
  await endFormerAddress(work, account)
}

/** After an account got another address: its sessions and API tokens end, and the former address is told. */
async function endFormerAddress(work: Work, account: Pick<Account, 'id' | 'email'>): Promise<void> {
  await endAccess(work, account.id)
  const about = { kind: 'person', id: account.id, causeId: randomUUID() }
  await queueMail(work, addressChangedMail, { address: account.email }, { about, payload: {} })
}

/**
 * Closes an account: no sign-in, no mail, no place in a list; sessions, API tokens, open pages and mailed ballots end. What they
 * wrote stays.
 * @refuses not_found · beyond_site_role · own_account · is_deactivated · owns_alone where two owners deactivate each other
 */
export async function deactivateAccount(work: Work, actor: Actor, { person }: OnePerson): Promise<void> {
  insist(mayChangeAccount(actor, { siteRole: null }))
  // Before any account, so that two owners who deactivate each other come one after the other.
  await lockOwners(work)
  const account = await findToChange(work, actor, person)
  insist(mayDeactivate(actor, account))
  if (account.removedAt) refuse(isDeactivated)
  if (account.siteRole === 'owner' && (await countOtherOwners(work, account.id)) === 0) refuse(ownsAlone)
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
