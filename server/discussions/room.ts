/**
 * The discussions room: what app.ts mounts and other rooms may call.
 */

import { actRoutes } from '#server/discussions/act-routes.ts'
import * as activities from '#server/discussions/activities.ts'
import { answerByMail } from '#server/discussions/answer-by-mail.ts'
import { followedSection } from '#server/discussions/followed-section.ts'
import { forgetPosts } from '#server/discussions/forget-store.ts'
import { holdingRoutes } from '#server/discussions/holding/routes.ts'
import { askAgainJob } from '#server/discussions/jobs.ts'
import { threadEntries } from '#server/discussions/kind.ts'
import { threadLive } from '#server/discussions/live.ts'
import { postsTakenBack } from '#server/discussions/moderate-post.ts'
import { mutingRoutes } from '#server/discussions/muting/routes.ts'
import { answersMail } from '#server/discussions/notices.ts'
import { orderRoutes } from '#server/discussions/order/routes.ts'
import { threadsTakenBack } from '#server/discussions/order/take-back.ts'
import { discussionPermissions } from '#server/discussions/permissions.ts'
import { pictureRoutes } from '#server/discussions/pictures/routes.ts'
import { helloStep } from '#server/discussions/reads-first-hour.ts'
import { readForGroup } from '#server/discussions/reads-for-group.ts'
import { questionsHandOver } from '#server/discussions/reads-hand-over.ts'
import { postsInNotices } from '#server/discussions/reads-notices.ts'
import { discussionsOwnData } from '#server/discussions/reads-own-data.ts'
import { postTexts } from '#server/discussions/renewal-store.ts'
import { readRoutes } from '#server/discussions/routes.ts'
import { discussionsSection } from '#server/discussions/section.ts'
import { talkRoutes } from '#server/discussions/topics/routes.ts'
import type { Room } from '#server/platform/room.ts'

export { answerBelowEntry } from '#server/discussions/answer-by-mail.ts'
export { heldBecause } from '#server/discussions/holding/holding.ts'
export { waitingEditItem } from '#server/discussions/holding/pages.ts'
export {
  countWaitingEdits,
  listWaitingEdits,
  type WaitingEdit,
  waitingEdits,
  waitingEditView,
} from '#server/discussions/holding/views.ts'
export { postCountsAbout } from '#server/discussions/list-views.ts'
export { moderatePost } from '#server/discussions/moderate-post.ts'
export { mailedAsModeration, mailedWithAnswers, moderatedAct } from '#server/discussions/notices.ts'
export { changeDiscussion, openDiscussion } from '#server/discussions/open-discussion.ts'
export { retireUnusedPictures } from '#server/discussions/pictures/store.ts'
export { moderatesAs } from '#server/discussions/policy.ts'
export { type QuotableThread, quotePosts } from '#server/discussions/quotable-views.ts'
export { writersAndFollowers } from '#server/discussions/reads-recipients.ts'
export { findPostToReport } from '#server/discussions/store.ts'
export { atPost, postIsHidden, postIsRemoved, postIsShown } from '#server/discussions/thread.ts'
export { discussionSection } from '#server/discussions/thread-pages.ts'
export { discussionAbout, type ThreadView, threadView } from '#server/discussions/views.ts'

export const discussions: Room = {
  name: 'discussions',
  firstHourSteps: [helloStep],
  permissions: discussionPermissions,
  kinds: [threadEntries],
  tabs: [{ key: 'discussions', place: 20, path: '/discussions', label: (t) => t('Discussions') }],
  sections: [discussionsSection],
  firstPageSections: [followedSection],
  activities: Object.values(activities),
  endpoints: [
    ...mutingRoutes,
    ...pictureRoutes,
    ...holdingRoutes,
    ...talkRoutes,
    ...readRoutes,
    ...orderRoutes,
    ...actRoutes,
  ],
  jobs: [askAgainJob],
  liveChannels: [threadLive],
  texts: postTexts,
  postsInNotices,
  gatheredAnswers: [
    { mail: answersMail.kind, does: 'Answer in the discussion, under one’s name', answer: answerByMail },
  ],
  readForGroup,
  handOverParts: [questionsHandOver],
  ownData: discussionsOwnData,
  forgetWords: forgetPosts,
  takeBacks: [...postsTakenBack, ...threadsTakenBack],
}
