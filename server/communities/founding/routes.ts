/**
 * Endpoints of a community's beginning.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { createCommunity, newCommunity } from '#server/communities/founding/create-community.ts'
import { communityIsOpen, openCommunity } from '#server/communities/founding/open-community.ts'
import { newCommunityPage } from '#server/communities/founding/pages.ts'
import { skipStep } from '#server/communities/founding/skip-step.ts'
import { testMailOfDraft } from '#server/communities/founding/test-mail.ts'
import { stepsView } from '#server/communities/founding/views.ts'
import { flashOfOpening } from '#server/communities/members/invitation-words.ts'
import { swatches } from '#server/platform/html/accent.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'

export const foundingEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/new',
    summary: 'The form for a new community.',
    who: 'found_communities',
    view: z.object({ hue: z.number() }),
    read: async (_, actor) => (may(actor, 'found_communities', null) ? { hue: swatches[0] } : refuse(forbidden)),
    page: newCommunityPage,
  }),
  acts({
    path: '/c/new',
    summary: 'Begins a community, as a draft.',
    who: 'found_communities',
    input: newCommunity,
    view: communityHeadView,
    created: true,
    form: '/c/new',
    act: createCommunity,
    respond: ({ slug }) => ({ location: `/c/${slug}` }),
  }),
  acts({
    path: '/c/:community/steps/:step',
    summary: 'Leaves a step of a draft out.',
    who: 'community_settings',
    refusals: [communityIsOpen],
    input: z.object({ step: z.string().max(60) }),
    view: stepsView,
    act: skipStep,
    respond: ({ slug }) => ({ location: `/c/${slug}` }),
  }),
  acts({
    path: '/c/:community/mail-test',
    summary: 'Mails you a test, before a draft opens.',
    who: 'community_settings',
    refusals: [mailWaits],
    limit: { times: 10, seconds: 600 },
    view: z.object({ slug: z.string() }),
    act: testMailOfDraft,
    respond: ({ slug }) => ({ location: `/c/${slug}#steps`, flash: 'A test is on its way to you.' }),
  }),
  acts({
    path: '/c/:community/opening',
    summary: 'Opens a draft, and invites its members by mail.',
    who: 'community_settings',
    refusals: [communityIsOpen],
    view: z.object({ community: communityHeadView, invited: z.number(), waiting: z.number() }),
    act: openCommunity,
    respond: ({ community, invited }, _input, _request, screen) => ({
      location: `/c/${community.slug}`,
      values: { n: invited },
      ...flashOfOpening(screen.mail),
    }),
  }),
]
