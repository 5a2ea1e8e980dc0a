/**
 * The front pages: the actor's own communities, and the home of each.
 */
import { z } from 'zod'
import { agreementBefore } from '#server/communities/room.ts'
import { beginVisit } from '#server/home/begin-visit.ts'
import { communityHomePage, homePage } from '#server/home/pages.ts'
import { communityHomeView, homeView, readCommunityHome, readHome } from '#server/home/views.ts'
import type { Declared } from '#server/platform/declared.ts'
import { acts, type Endpoint, emptyPage, reads } from '#server/platform/http/endpoint.ts'

/** The endpoints, for a page that shows what these rooms declare. */
export const homeRoutes = (declared: Declared): readonly Endpoint[] => [
  reads({
    path: '/',
    summary: 'My communities, and what needs me.',
    who: 'signed_in',
    view: homeView(declared),
    read: (look, actor) => readHome(look, actor),
    page: homePage,
  }),
  reads({
    path: '/c/:community',
    summary: 'The home of a community: open Pings, what is new, featured resources, topics, people in front.',
    who: 'read',
    view: communityHomeView(declared),
    read: (look, actor, input) => readCommunityHome(look, actor, input.community),
    page: communityHomePage,
    elsewhere: ({ community }, actor, input) =>
      agreementBefore(actor, community.slug) ?? (community.slug === input.community ? null : `/c/${community.slug}`),
  }),
  acts({
    path: '/c/:community/visits',
    summary: 'Says that you are here, so that what is new is counted from the visit before.',
    who: 'read',
    view: z.object({ slug: z.string() }),
    act: (work, actor, input) => beginVisit(work, actor, input.community),
    respond: () => emptyPage,
  }),
]
