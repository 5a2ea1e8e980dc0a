/** What happens in discussions, and who gets a notice. */
import { z } from 'zod'
import {
  askedAgain,
  editNotTaken,
  editTaken,
  hidden,
  highlighted,
  inTopic,
  locked,
  mentioned,
  mergedInto,
  movedAway,
  movedHere,
  published,
  putBack,
  removed,
  renamed,
  replied,
  returned,
  shown,
  splitOff,
  writtenTo,
} from '#server/discussions/notices.ts'
import {
  askedPeople,
  authorsNamed,
  awayReaders,
  followers,
  followersOfNewTopics,
  mentionedPeople,
  moderatedAuthor,
  namedReaders,
  parentAuthor,
  topicFollowers,
} from '#server/discussions/reads-recipients.ts'
import { moderatorRoles } from '#server/discussions/thread.ts'
import { activity } from '#server/platform/activity.ts'

const threadId = z.string()
const mentions = z.array(z.string())
const mention = { recipients: mentionedPeople, as: mentioned }
/** The author of the words, and the role of the person who acted on them. */
const moderated = { personId: z.string().nullable(), role: z.string().optional() }

export const threadOpened = activity(
  'thread.opened',
  'thread',
  { threadId, postId: z.string(), mentions, topicIds: z.array(z.string()).optional() },
  [mention, { recipients: namedReaders, as: writtenTo }, { recipients: topicFollowers, as: inTopic }],
)
export const threadFiled = activity('thread.filed', 'thread', { threadId, topicIds: z.array(z.string()) }, [
  { recipients: followersOfNewTopics, as: inTopic },
])
export const threadRenamed = activity('thread.renamed', 'thread', moderated, [
  { recipients: moderatedAuthor, as: renamed },
])
export const threadLocked = activity(
  'thread.locked',
  'thread',
  { ...moderated, why: z.string().optional() },
  [{ recipients: moderatedAuthor, as: locked }],
  {
    says: 'Locked a discussion',
    moderates: true,
  },
)
export const threadUnlocked = activity('thread.unlocked', 'thread', {}, [], {
  says: 'Unlocked a discussion',
  moderates: true,
})

/** What was done with the posts of a discussion: by which act, to whose words, and in which role. */
const ofAct = {
  actId: z.string(),
  personIds: z.array(z.string()),
  role: z.enum(moderatorRoles),
}
const brought = { ...ofAct, posts: z.number() }
export const threadMerged = activity(
  'thread.merged',
  'thread',
  brought,
  [{ recipients: authorsNamed, as: mergedInto }],
  {
    says: 'Merged two discussions',
    keeps: ['posts'],
    moderates: true,
  },
)
export const postsSplit = activity('posts.split', 'thread', brought, [{ recipients: authorsNamed, as: splitOff }], {
  says: 'Split posts off a discussion',
  keeps: ['posts'],
  moderates: true,
})
const moved = { ...brought, toId: z.string() }
export const threadMovedAway = activity(
  'thread.moved_away',
  'thread',
  moved,
  [{ recipients: awayReaders, as: movedAway }],
  { says: 'Moved a discussion to another community', keeps: ['posts'], moderates: true },
)
export const threadMovedHere = activity(
  'thread.moved_here',
  'thread',
  moved,
  [{ recipients: authorsNamed, as: movedHere }],
  {
    says: 'Brought a discussion here from another community',
    keeps: ['posts'],
    moderates: true,
  },
)
export const threadPutBack = activity('thread.put_back', 'thread', ofAct, [{ recipients: authorsNamed, as: putBack }])
export const threadAnswered = activity('thread.answered', 'thread')
export const threadReopened = activity('thread.reopened', 'thread')

export const postAdded = activity('post.added', 'post', { threadId, parentId: z.string().nullable(), mentions }, [
  mention,
  { recipients: parentAuthor, as: replied },
  { recipients: followers, as: replied },
])
export const postEdited = activity('post.edited', 'post', { threadId, mentions }, [mention])
const ofPost = { ...moderated, threadId }
export const postRemoved = activity(
  'post.removed',
  'post',
  { ...ofPost, why: z.string() },
  [{ recipients: moderatedAuthor, as: removed }],
  { says: 'Removed a post', moderates: true },
)
export const postReturned = activity('post.returned', 'post', ofPost, [{ recipients: moderatedAuthor, as: returned }], {
  says: 'Brought a post back',
  moderates: true,
})
export const postHidden = activity(
  'post.hidden',
  'post',
  { ...ofPost, why: z.string() },
  [{ recipients: moderatedAuthor, as: hidden }],
  { says: 'Hid a post', moderates: true },
)
export const editShown = activity('edit.shown', 'post', ofPost, [{ recipients: moderatedAuthor, as: editTaken }], {
  says: 'Showed a change of a post',
  moderates: true,
})
export const editRefused = activity(
  'edit.refused',
  'post',
  { ...ofPost, why: z.string() },
  [{ recipients: moderatedAuthor, as: editNotTaken }],
  { says: 'Left a post as it was before a change', moderates: true },
)
export const postShown = activity('post.shown', 'post', ofPost, [{ recipients: moderatedAuthor, as: shown }], {
  says: 'Showed a hidden post again',
  moderates: true,
})

/** One that was held, and appears now. */
export const postPublished = activity(
  'post.published',
  'post',
  ofPost,
  [{ recipients: moderatedAuthor, as: published }],
  {
    says: 'Published a post that was held',
    moderates: true,
  },
)

export const talkChanged = activity('talk.changed', 'community', {}, [], { says: 'Changed how discussions work' })
export const postHighlighted = activity(
  'post.highlighted',
  'post',
  { ...ofPost, why: z.string() },
  [{ recipients: moderatedAuthor, as: highlighted }],
  { says: 'Highlighted a post', moderates: true },
)
export const postUnhighlighted = activity('post.unhighlighted', 'post', ofPost, [], {
  says: 'Took a highlight away',
  moderates: true,
})

/** The program does it; `personId` is the one who asks. */
export const questionAskedAgain = activity(
  'question.asked_again',
  'thread',
  { threadId, personId: z.string().nullable() },
  [{ recipients: askedPeople, as: askedAgain }],
)
