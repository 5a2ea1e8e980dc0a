/**
 * The endpoint of the site's communities.
 */
import { type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { notFound } from '#server/platform/refuse.ts'
import { siteCommunitiesInput, siteCommunitiesView } from '#server/site/communities/communities.ts'
import { siteCommunitiesPage } from '#server/site/communities/pages.ts'
import { readSiteCommunities } from '#server/site/communities/reads-communities.ts'

export const communitiesRoutes: readonly Endpoint[] = [
  reads({
    path: '/site/communities',
    summary:
      'All communities of the site, 50 at a time: `q` searches names and purposes; `show` is a status; `sort` is `name`, `people`, `active` or `newest`.',
    who: 'manage_communities',
    refusals: [notFound],
    input: siteCommunitiesInput,
    view: siteCommunitiesView,
    read: readSiteCommunities,
    page: siteCommunitiesPage,
  }),
]
