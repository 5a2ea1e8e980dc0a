/** Working pages as entries: in the news, and as the result of a discussion. */
import { writtenNews } from '#server/bodies/room.ts'
import { pageAddress, pageKind, pagesAddress } from '#server/pages/page.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'

export const pageEntries: EntryKind = {
  kind: pageKind,
  name: (t) => t('Working page'),
  plural: (t) => t('Working pages'),
  address: pageAddress,
  about: (t) => ({ inList: t('On a working page'), above: t('About a working page') }),
  news: writtenNews(pageKind),
  begunForGroup: {
    address: (slug) => `${pagesAddress(slug)}/new`,
    label: (t) => t('Start a page'),
    permission: 'discuss',
    for: 'groups',
  },
  begunWithPosts: {
    address: (slug) => `${pagesAddress(slug)}/new`,
    label: (t) => t('Make a page of this discussion'),
  },
}
