/**
 * Somebody presses "Join" on the page of the mail they asked for: their account is made, and they are in.
 */
import { letIn } from '#server/communities/joining/links/join-by-link.ts'
import { joinMailOver } from '#server/communities/joining/links/link.ts'
import { readJoinMailPage } from '#server/communities/joining/links/mail-views.ts'
import { createPerson, signInByInvitation } from '#server/identity/room.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Makes the account and joins by the link, both or neither. It signs in nobody who has an account: of two presses at once one does.
 * @returns whether it signed them in, and to which community it leads
 * @refuses join_mail_over, and what the link refuses
 */
export async function makeAccount(work: Work, key: OpenedToken, token: string, request: RequestFacts) {
  const asked = (await readJoinMailPage(work, key, token)) ?? refuse(joinMailOver)
  const { slug, name } = asked.community
  if (asked.state === 'over') refuse(joinMailOver)
  if (asked.state === 'known') return { hasJoined: false, slug, name }
  const person = await createPerson(work, { name: asked.name, email: asked.address })
  const hasJoined =
    person.isNew && (await signInByInvitation(work, { personId: person.id, email: asked.address }, request))
  if (hasJoined) await letIn(work, person.id, asked.linkId, person.id)
  return { hasJoined, slug, name }
}
