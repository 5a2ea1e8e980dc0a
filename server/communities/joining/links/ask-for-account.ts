/**
 * Somebody opened an invitation link and has no account: they ask for the mail that makes one. Nobody learns whether an
 * address has an account here: the answer is the same, and only what is mailed differs.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { joinLink, linkRevoked, linkStateOf, whyShut } from '#server/communities/joining/links/link.ts'
import { joinMail, joinMailWords } from '#server/communities/joining/links/mail.ts'
import { countJoinMails, readLink } from '#server/communities/joining/links/reads-links.ts'
import { readPeopleByEmail } from '#server/communities/members/store.ts'
import { strangersADay } from '#server/communities/members/stranger.ts'
import { askToSignIn } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { line } from '#server/platform/http/input.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { knownAddress, plainAddress } from '#server/platform/mail-address.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** The job that mails whoever has no account. */
export const mailJoiningTask = 'mail-joining'

/** Ahead of everything else: somebody waits for it. */
const personWaits = -10

export const accountInput = z.object({ name: line(200), email: knownAddress })

/**
 * Mails a way in to an address: to a person of this site the usual one to sign in, to anybody else one that makes their account.
 * @refuses join_link_revoked · join_link_ended · join_link_used_up · join_link_beyond · joining_not_open_yet · joining_archived
 */
export async function askForAccount(
  work: Work,
  actor: Actor,
  linkId: string,
  { name, email }: z.infer<typeof accountInput>,
  request: RequestFacts,
): Promise<void> {
  const link = (await readLink(work, linkId, null)) ?? refuse(linkRevoked)
  const state = linkStateOf(link, work.now)
  if (state !== 'open') refuse(whyShut[state])
  const to = joinLink.address(work.platform.secrets, { id: linkId, version: 0 })
  const { way } = await askToSignIn(work, actor, { email, to }, request)
  // Enough was mailed to this address lately.
  if (way === 'newest') return
  const sealed = joinMailWords.seal(work.platform.secrets, { linkId, name, address: plainAddress(email) })
  await work.enqueue(mailJoiningTask, { sealed, askId: randomUUID(), locale: actor.locale }, { priority: personWaits })
}

/** Queues the mail, where nobody has the address. Run twice it queues one. */
export async function mailJoining(
  work: Work,
  { sealed, askId, locale }: { readonly sealed: string; readonly askId: string; readonly locale: string },
): Promise<void> {
  const { secrets } = work.platform
  const words = joinMailWords.open(secrets, sealed)
  const link = words && (await readLink(work, words.linkId, null))
  if (!words || !link) return
  const { address, linkId } = words
  if ((await readPeopleByEmail(work, [address])).size > 0) return
  if ((await countJoinMails(work, link.communityId)) >= strangersADay.toOneCommunity) return
  await queueMail(
    work,
    joinMail,
    { address },
    {
      about: { kind: 'join_link', id: linkId, causeId: askId },
      communityId: link.communityId,
      payload: { sealed },
      locale,
    },
  )
}
