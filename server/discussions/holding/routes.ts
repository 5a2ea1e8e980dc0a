/**
 * Endpoints for those who moderate edits that wait.
 */
import { z } from 'zod'
import { postReceipt, readChangedPost } from '#server/discussions/changed-post.ts'
import { refuseEdit, showEdit } from '#server/discussions/holding/decide-edit.ts'
import { noEditWaits } from '#server/discussions/holding/holding.ts'
import { waitingEditsPage } from '#server/discussions/holding/pages.ts'
import { listWaitingEdits, waitingEditsView } from '#server/discussions/holding/views.ts'
import { discussionsAddress, postIsRemoved } from '#server/discussions/thread.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalLine } from '#server/platform/http/input.ts'

const decides = {
  who: 'moderate',
  view: postReceipt,
  readView: readChangedPost,
  refusals: [postIsRemoved, noEditWaits],
  form: '/c/:community/discussions/waiting',
} as const

export const holdingRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/discussions/waiting',
    summary: 'Edits that a rule of the community holds back, the oldest first.',
    who: 'moderate',
    view: waitingEditsView,
    read: (look, actor, { community }) => listWaitingEdits(look, actor, community),
    page: waitingEditsPage,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/change/showing',
    summary: 'Shows an edit that waits: the post says it from now on.',
    ...decides,
    act: showEdit,
    respond: (_, { community }) => ({
      location: `${discussionsAddress(community)}/waiting`,
      flash: 'The change is shown.',
    }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/change/removal',
    summary: 'Drops an edit that waits, with a reason if there is one; the post says what it said before.',
    ...decides,
    input: z.object({ why: optionalLine(300) }),
    act: refuseEdit,
    respond: (_, { community }) => ({
      location: `${discussionsAddress(community)}/waiting`,
      flash: 'The post stays as it was. Its author is told.',
    }),
  }),
]
