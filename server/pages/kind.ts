/** Working pages as entries: among what is new, and as what is made of a discussion. */
import { newsLength } from '#server/communities/room.ts'
import { pageAddress, pageItemView, pageKind, pagesAddress } from '#server/pages/page.ts'
import { pageRow } from '#server/pages/pages.ts'
import { pagesInSight } from '#server/pages/section.ts'
import { listPages } from '#server/pages/views.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { shortId } from '#server/platform/ids.ts'

export const pageEntries: EntryKind = {
  kind: pageKind,
  address: pageAddress,
  about: (t) => ({ inList: t('On a working page'), above: t('About a working page') }),
  news: {
    view: pageItemView,
    async latest(look, actor, community) {
      const { pages } = await listPages(look, actor, community, { limit: newsLength + pagesInSight })
      return pages.map((view) => ({ id: view.id, at: view.savedAt, byId: view.wroteLately[0]?.id ?? null, view }))
    },
    row: pageRow,
  },
  notices: { page_saved: (t, said) => t('{name} saved a version of “{title}”', said) },
  begunFrom: ({ kind, slug, id }, t) =>
    kind === 'thread'
      ? { href: `${pagesAddress(slug)}/new/${shortId(id)}`, label: t('Make a page of this discussion') }
      : null,
}
