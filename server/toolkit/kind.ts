/** Resources as entries; only the Toolkit itself distinguishes kinds of resources. */
import { newsLength } from '#server/communities/room.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { newResourceRow } from '#server/toolkit/list-parts.ts'
import { goWithEntry } from '#server/toolkit/remove-resource.ts'
import { resourceAddress, resourceItemView, resourceKind } from '#server/toolkit/resource.ts'
import { latestResources } from '#server/toolkit/views.ts'

export const resourceEntries: EntryKind = {
  kind: resourceKind,
  name: (t) => t('Resource'),
  plural: (t) => t('Resources'),
  address: resourceAddress,
  about: (t) => ({ inList: t('In the Toolkit'), above: t('About an item of the Toolkit') }),
  whenRemoved: goWithEntry,
  news: {
    view: resourceItemView,
    async latest(look, actor, community) {
      const resources = await latestResources(look, actor, community, newsLength)
      return resources.map((view) => ({ id: view.id, at: view.createdAt, byId: view.addedBy?.id ?? null, view }))
    },
    row: (item, screen, slug) => newResourceRow(item, screen, { slug, isFresh: true }),
  },
}
