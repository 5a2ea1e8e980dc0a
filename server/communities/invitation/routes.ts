/**
 * Endpoints of an invitation. A GET shows a page and signs nobody in: scanners open what lies in a mail.
 */
import { z } from 'zod'
import { invitationForged, invitationOver, openInvitation } from '#server/communities/invitation/invitation.ts'
import { joinCommunity } from '#server/communities/invitation/join-community.ts'
import { invitationPage } from '#server/communities/invitation/pages.ts'
import { invitationPageView, readInvite, readLeaderPhoto } from '#server/communities/invitation/views.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { idFrom } from '#server/platform/ids.ts'
import { notFound, refuse, tooMany } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

const input = z.object({ token: z.string().max(100) })

const onlyOurs = {
  genuine: ({ secrets }: Platform, { token = '' }: Readonly<Record<string, string>>) =>
    openInvitation(secrets, token) !== null,
  forged: invitationForged,
}

export const invitationEndpoints: readonly Endpoint[] = [
  reads({
    path: '/i/:token',
    summary: 'The page an invitation opens; its button joins.',
    who: 'bearer',
    refusals: [invitationForged],
    ...onlyOurs,
    json: 'none',
    input,
    view: invitationPageView,
    read: async (look, _actor, { token }) => ({ token, invite: await readInvite(look, token) }),
    // Whoever is signed in already is simply there.
    elsewhere: ({ invite }, actor) =>
      invite && actor.kind === 'person' && actor.personId === invite.personId ? `/c/${invite.community.slug}` : null,
    page: invitationPage,
  }),
  acts({
    path: '/i/:token',
    via: 'mail',
    summary: 'Joins by an invitation: signs in somebody who never signed in before, once.',
    who: 'bearer',
    refusals: [invitationForged, invitationOver, tooMany],
    ...onlyOurs,
    limit: { times: 240, seconds: 600 },
    json: 'none',
    keepsNothing: true,
    input,
    view: z.object({ hasJoined: z.boolean(), slug: z.string(), name: z.string() }),
    act: (work, _actor, given, came) => joinCommunity(work, given, came),
    then: ({ hasJoined, slug, name }, { token }) =>
      hasJoined
        ? { location: `/c/${slug}`, said: 'You are in. Welcome to {community}.', values: { community: name } }
        : { location: `/i/${token}` },
  }),
  answers({
    path: '/i/:token/faces/:person',
    summary: 'The photo of somebody who leads the community, for whoever holds an invitation to it.',
    who: 'bearer',
    refusals: [invitationForged, notFound],
    ...onlyOurs,
    async handle(platform, actor, request, reply) {
      const { token, person } = request.params as { token: string; person: string }
      const look = { db: platform.database.read, now: actor.now, log: platform.log, platform }
      const personId = idFrom(person)
      const photo = personId && (await readLeaderPhoto(look, token, personId))
      const { root, name } = platform.files.place((photo && idFrom(photo)) || refuse(notFound))
      reply
        .header('cache-control', 'private, max-age=3600')
        .header('content-security-policy', "default-src 'none'; sandbox")
      return reply.type('image/webp').sendFile(name, root, { cacheControl: false, contentType: false })
    },
  }),
]
