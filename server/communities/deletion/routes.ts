/**
 * Endpoints of deleting a community and taking that back.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { deleteCommunity, findDeleted, returnCommunity } from '#server/communities/deletion/delete-community.ts'
import { deletedAddress, deletedView, isBeingCopied } from '#server/communities/deletion/deletion.ts'
import { deletedPage } from '#server/communities/deletion/pages.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'

export const deletionEndpoints: readonly Endpoint[] = [
  acts({
    path: '/c/:community/settings/deletion',
    summary: 'Deletes a community, with its `name` typed. For 30 days it can be taken back, then it is purged.',
    who: 'manage_communities',
    whileArchived: true,
    refusals: [isBeingCopied],
    input: z.object({ name: optionalLine(200) }),
    view: deletedView,
    form: '/c/:community/settings',
    act: deleteCommunity,
    respond: ({ id, name }) => ({
      location: '/site/communities?show=deleted',
      flash: '{name} is deleted. For 30 days you can take it back here.',
      values: { name },
      undo: { action: `${deletedAddress(shortId(id))}/return` },
    }),
  }),
  reads({
    path: '/site/communities/deleted/:deleted',
    summary: 'A community that was deleted and can be taken back.',
    who: 'manage_communities',
    view: deletedView,
    read: (look, actor, { deleted }) => findDeleted(look, actor, deleted),
    page: deletedPage,
  }),
  acts({
    path: '/site/communities/deleted/:deleted/return',
    summary: 'Takes the deletion of a community back.',
    who: 'manage_communities',
    view: communityHeadView,
    act: (work, actor, { deleted }) => returnCommunity(work, actor, deleted),
    respond: ({ slug, name }) => ({ location: `/c/${slug}`, flash: '{name} is back.', values: { name } }),
  }),
]
