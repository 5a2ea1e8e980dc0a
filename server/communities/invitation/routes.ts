/**
 * Endpoints of an invitation. A GET shows a page and signs nobody in: scanners open what lies in a mail.
 */
import { invitationLink, invitationOver } from '#server/communities/invitation/invitation.ts'
import { joinCommunity } from '#server/communities/invitation/join-community.ts'
import { invitationPage } from '#server/communities/invitation/pages.ts'
import { readInvite, readLeaderPhoto } from '#server/communities/invitation/views.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { answers, type Endpoint } from '#server/platform/http/endpoint.ts'
import { idFrom } from '#server/platform/ids.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { behind } from '#server/platform/mail/acts/mail-link.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'

export const invitationEndpoints: readonly Endpoint[] = [
  mailActPage(invitationLink, {
    summary: 'The page an invitation opens; its button joins.',
    json: 'none',
    read: async (look, _actor, key, { token }) => ({ token, invite: await readInvite(look, key) }),
    // A person who is signed in already goes straight to the community.
    elsewhere: ({ invite }, actor) =>
      invite && actor.kind === 'person' && actor.personId === invite.personId ? `/c/${invite.community.slug}` : null,
    page: invitationPage,
  }),
  mailActChoice(invitationLink, {
    byMail: { from: ['invitation'], does: 'Join a community' },
    summary: 'Joins by an invitation: signs in somebody who never signed in before, once.',
    refusals: [invitationOver],
    limit: { times: 240, seconds: 600 },
    json: 'none',
    keepsNothing: true,
    press: (work, _actor, key, _sent, request) => joinCommunity(work, key, request),
    respond: ({ hasJoined, slug, name }, { token }) =>
      hasJoined
        ? { location: `/c/${slug}`, flash: 'You are in. Welcome to {community}.', values: { community: name } }
        : { location: `/i/${token}` },
  }),
  answers({
    path: '/i/:token/faces/:person',
    summary: 'The photo of a leader of the community, for the holder of an invitation to it.',
    ...behind(invitationLink),
    refusals: [notFound],
    async handle(platform, actor, request, reply) {
      const { token, person } = request.params as { token: string; person: string }
      const personId = idFrom(person)
      const key = invitationLink.open(platform.secrets, token)
      const photo = key && personId && (await readLeaderPhoto(lookFor(platform, actor), key, personId))
      const { root, name } = platform.files.place((photo && idFrom(photo)) || refuse(notFound))
      reply
        .header('cache-control', 'private, max-age=3600')
        .header('content-security-policy', "default-src 'none'; sandbox")
      return reply.type('image/webp').sendFile(name, root, { cacheControl: false, contentType: false })
    },
  }),
]
