/** Discussions of their own as entries; those below another entry belong to it. */
import { newsLength } from '#server/communities/room.ts'
import { threadRow } from '#server/discussions/list-pages.ts'
import { latestThreads, threadItemView } from '#server/discussions/list-views.ts'
import { discussionsInSight } from '#server/discussions/section.ts'
import { threadAddress, threadKind } from '#server/discussions/thread.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'

export const threadEntries: EntryKind = {
  kind: threadKind,
  address: threadAddress,
  news: {
    view: threadItemView,
    async latest(look, actor, community) {
      // As many as may stand among what is new, and below it.
      const threads = await latestThreads(look, actor, community, newsLength + discussionsInSight)
      return threads.map((view) => ({ id: view.id, at: view.lastPostAt, byId: view.lastBy?.id ?? null, view }))
    },
    row: threadRow,
  },
}
