/**
 * API tokens: what acts for a person without their browser. A token is shown once and kept hashed.
 */

import { randomBytes } from 'node:crypto'
import { tokenEnded, tokenMade } from '#server/identity/activities.ts'
import { mayMakeKey, mayManageSignIn, signInAgain } from '#server/identity/policy.ts'
import { hasPassword, sessionBegunAt } from '#server/identity/reads-sign-in.ts'
import { hashOfToken } from '#server/identity/request-actor.ts'
import { mailHelps } from '#server/identity/sign-in-help.ts'
import { endApiToken, saveApiToken } from '#server/identity/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** What a token is made with; it acts as the person with their permissions, to read or to read and write. */
export interface TokenTerms {
  readonly name: string
  readonly scope: 'read' | 'write'
  readonly days: number
}

/** Makes a token for the actor. @refuses session_needed: a token makes no tokens · sign_in_again */
export async function makeToken(work: Work, actor: Actor, terms: TokenTerms): Promise<{ id: string; token: string }> {
  const { personId, sessionId } = insist(mayManageSignIn(actor))
  const has = { password: await hasPassword(work, personId), mails: mailHelps(work) }
  if (!mayMakeKey(has, await sessionBegunAt(work, sessionId), work.now)) refuse(signInAgain)
  return makeTokenFor(work, personId, terms)
}

/** Makes a token for a person, for who runs the program. `token` is 256 bits behind a word by which a leaked one is found. */
export async function makeTokenFor(work: Work, personId: string, { name, scope, days }: TokenTerms) {
  const token = `guild_${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(work.now.getTime() + days * 86_400_000)
  const id = await saveApiToken(work.tx, { personId, name, hash: hashOfToken(token), scope, expiresAt })
  await work.record(tokenMade, { communityId: null, by: personId, objectId: id, facts: { scope, days } })
  return { id, token }
}

/** Ends one of the actor's tokens. @refuses not_found · session_needed */
export async function endToken(work: Work, actor: Actor, tokenId: string): Promise<void> {
  const { personId } = insist(mayManageSignIn(actor))
  if (!(await endApiToken(work, personId, tokenId))) refuse(notFound)
  work.touchPerson(personId)
  await work.record(tokenEnded, { communityId: null, by: personId, objectId: tokenId })
}
