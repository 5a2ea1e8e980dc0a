/**
 * Somebody presses "Join" in their invitation: signed in for the first time, and in the community.
 */

import { invitationOver } from '#server/communities/invitation/invitation.ts'
import { readInvite } from '#server/communities/invitation/views.ts'
import { saveCame } from '#server/communities/members/store.ts'
import { signInByInvitation } from '#server/identity/room.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Signs in once; it signs in nobody who was here before. Of two presses at once, one signs in.
 * @returns whether it signed them in, and to which community it leads
 * @refuses invitation_over
 */
export async function joinCommunity(work: Work, key: OpenedToken, request: RequestFacts) {
  const invite = (await readInvite(work, key)) ?? refuse(invitationOver)
  const { slug, name, id } = invite.community
  const hasJoined = invite.state === 'open' && (await signInByInvitation(work, invite, request))
  if (hasJoined) await saveCame(work, id, invite.personId)
  return { hasJoined, slug, name }
}
