/**
 * Somebody typed an address at sign-in and wants a mail. Whether anybody has that address changes nothing here: the same rows are
 * written in the same time, and only the job behind it looks.
 */
import { randomUUID } from 'node:crypto'
import { countInARow, countMails, countOfNetwork, lockClient, saveMailAsked } from '#server/identity/guess-store.ts'
import { savePass } from '#server/identity/pass-store.ts'
import { passOver } from '#server/identity/policy.ts'
import { clientOf } from '#server/identity/sign-in-client.ts'
import { refuseWithHelp } from '#server/identity/sign-in-help.ts'
import { longestStreak, mailFor, takesCodes } from '#server/identity/sign-in-limits.ts'
import {
  type Attempt,
  askedMinutes,
  attempts,
  hashOfCode,
  openWhom,
  passWords,
  randomCode,
} from '#server/identity/sign-in-pass.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/** The job that finds the person with the address, and queues their mail. */
export const mailSignInTask = 'mail-sign-in'

/** Ahead of everything else: somebody waits for it. */
const personWaits = -10

/** What the page for the code needs to know which pass it is about, and what to look for in one's mail. */
export interface Asked {
  readonly attempt: string
  readonly way: Attempt['way']
}

/**
 * Makes a pass with link and code, and queues its mail to the person with the address. After enough mails it sends no new one,
 * and the newest one works again instead, so that requests of others keep nobody out.
 */
export async function askToSignIn(
  work: Work,
  actor: Actor,
  { email, to }: { email: string; to: string },
  request: RequestFacts,
): Promise<Asked> {
  return queueSignInMail(work, actor, { address: plainAddress(email), isHidden: false, to }, request)
}

/**
 * The same for an address that a page of ours holds sealed, because its browser has answered from that person's mail.
 * @refuses pass_over where it was not sealed here
 */
export async function askForSealed(
  work: Work,
  actor: Actor,
  { whom, to }: { whom: string; to: string },
  request: RequestFacts,
): Promise<Asked> {
  const address = openWhom(work.platform.secrets, whom) ?? refuseWithHelp(work, passOver)
  return queueSignInMail(work, actor, { address, isHidden: true, to }, request)
}

async function queueSignInMail(
  work: Work,
  actor: Actor,
  asked: { address: string; isHidden: boolean; to: string },
  request: RequestFacts,
): Promise<Asked> {
  const { secrets } = work.platform
  const { address, isHidden } = asked
  const client = clientOf(work, address, request)
  await lockClient(work.tx, client)
  const mails = mailFor(client, await countMails(work.tx, client))
  if (mails === 'new') await saveMailAsked(work.tx, client)
  const inARow = await countInARow(work.tx, client, 'code')
  const isCoded = mails === 'new' && takesCodes(client, { inARow, ofNetwork: await countOfNetwork(work.tx, client) })
  const passId = randomUUID()
  const token = randomToken()
  const code = isCoded ? randomCode() : null
  await savePass(work.tx, passId, {
    person: null,
    tokenHash: secrets.hash(token),
    codeHash: code && hashOfCode(secrets, passId, code),
    leadsTo: ownPath(asked.to),
    minutes: askedMinutes,
  })
  const sealed = passWords.seal(secrets, { address, token, code, isGuessed: inARow >= longestStreak })
  await work.enqueue(mailSignInTask, { passId, sealed, mails, locale: actor.locale }, { priority: personWaits })
  const way = mails === 'newest' ? 'newest' : isCoded ? 'code' : 'link'
  return { attempt: attempts.seal(secrets, { passId, address, way, isHidden }), way }
}
