/** Free-standing discussions as entries; a discussion below another entry belongs to that entry. */
import { newsLength } from '#server/communities/room.ts'
import { threadRow } from '#server/discussions/list-pages.ts'
import { latestThreads, threadItemView } from '#server/discussions/list-views.ts'
import { discussionsInSight } from '#server/discussions/section.ts'
import { discussionsAddress, threadAddress, threadKind } from '#server/discussions/thread.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'

export const threadEntries: EntryKind = {
  kind: threadKind,
  reported: 'by its posts',
  name: (t) => t('Discussion'),
  plural: (t) => t('Discussions'),
  address: threadAddress,
  begunForGroup: {
    address: (slug) => `${discussionsAddress(slug)}/new`,
    label: (t) => t('Start a discussion'),
    permission: 'discuss',
    for: 'groups',
  },
  news: {
    view: threadItemView,
    async latest(look, actor, community) {
      // Enough for the news and for the section below it.
      const threads = await latestThreads(look, actor, community, newsLength + discussionsInSight)
      return threads.map((view) => ({ id: view.id, at: view.lastPostAt, byId: view.lastBy?.id ?? null, view }))
    },
    row: threadRow,
  },
}
