/**
 * Endpoints for those who moderate edits that wait.
 */
import { z } from 'zod'
import { refuseEdit, showEdit } from '#server/discussions/holding/decide-edit.ts'
import { noEditWaits } from '#server/discussions/holding/holding.ts'
import { postIsRemoved } from '#server/discussions/thread.ts'
import { acts, type Endpoint } from '#server/platform/http/endpoint.ts'
import { optionalLine } from '#server/platform/http/input.ts'

const decides = {
  who: 'moderate',
  view: z.object({ id: z.string() }),
  refusals: [postIsRemoved, noEditWaits],
  form: '/c/:community/moderation',
} as const

export const holdingRoutes: readonly Endpoint[] = [
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/change/showing',
    summary: 'Shows an edit that waits: the post says it from now on.',
    ...decides,
    act: showEdit,
    respond: (_, { community }) => ({
      location: `/c/${community}/moderation`,
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
      location: `/c/${community}/moderation`,
      flash: 'The post stays as it was. Its author is told.',
    }),
  }),
]
