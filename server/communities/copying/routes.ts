/**
 * Endpoints of copying a community.
 */
import { communityHeadView } from '#server/communities/community.ts'
import { copyCommunity, copyInput, copyPageView, readCopyPage } from '#server/communities/copying/copy-community.ts'
import { copyPage } from '#server/communities/copying/pages.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const copyEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/settings/copy',
    summary: 'What a copy of a community would hold. Whoever copies it holds `community_settings` in it.',
    who: 'found_communities',
    whileArchived: true,
    view: copyPageView,
    read: readCopyPage,
    page: copyPage,
  }),
  acts({
    path: '/c/:community/settings/copy',
    summary:
      'Copies a community into a new draft: settings, looks, charter, topics, resources, groups of featured people; with `members` its members, with `roles` their roles too.',
    who: 'found_communities',
    whileArchived: true,
    limit: { times: 20, seconds: 600 },
    input: copyInput,
    view: communityHeadView,
    created: true,
    form: '/c/:community/settings/copy',
    act: copyCommunity,
    respond: ({ slug }) => ({ location: `/c/${slug}`, flash: 'This is the copy. It is a draft until you open it.' }),
  }),
]
