/** Working pages as entries: among what is new, and as what is made of a discussion. */
import { listWritten, writtenItemView, writtenRow } from '#server/bodies/room.ts'
import { newsLength } from '#server/communities/room.ts'
import { pageAddress, pageKind, pagesAddress } from '#server/pages/page.ts'
import { pagesInSight } from '#server/pages/section.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'

export const pageEntries: EntryKind = {
  kind: pageKind,
  address: pageAddress,
  about: (t) => ({ inList: t('On a working page'), above: t('About a working page') }),
  news: {
    view: writtenItemView,
    async latest(look, actor, community) {
      const limit = newsLength + pagesInSight
      const { items } = await listWritten(look, actor, community, { kind: pageKind, limit })
      return items.map((view) => ({ id: view.id, at: view.savedAt, byId: view.wroteLately[0]?.id ?? null, view }))
    },
    row: writtenRow,
  },
  begunWithPosts: {
    address: (slug) => `${pagesAddress(slug)}/new`,
    label: (t) => t('Make a page of this discussion'),
  },
}
