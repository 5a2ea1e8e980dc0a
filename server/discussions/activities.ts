/** What happens in discussions, and who gets a notice. */
import { z } from 'zod'
import { locked, mentioned, removed, renamed, replied, returned, writtenTo } from '#server/discussions/notices.ts'
import {
  followers,
  mentionedPeople,
  moderatedAuthor,
  namedReaders,
  parentAuthor,
} from '#server/discussions/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

const threadId = z.string()
const mentions = z.array(z.string())
const mention = { recipients: mentionedPeople, as: mentioned }
/** The author of the words, and the role of the person who acted on them. */
const moderated = { personId: z.string().nullable(), role: z.string().optional() }

export const threadOpened = activity('thread.opened', 'thread', { threadId, postId: z.string(), mentions }, [
  mention,
  { recipients: namedReaders, as: writtenTo },
])
export const threadRenamed = activity('thread.renamed', 'thread', moderated, [
  { recipients: moderatedAuthor, as: renamed },
])
export const threadLocked = activity('thread.locked', 'thread', moderated, [
  { recipients: moderatedAuthor, as: locked },
])
export const threadUnlocked = activity('thread.unlocked', 'thread')
export const threadAnswered = activity('thread.answered', 'thread')
export const threadReopened = activity('thread.reopened', 'thread')

export const postAdded = activity('post.added', 'post', { threadId, parentId: z.string().nullable(), mentions }, [
  mention,
  { recipients: parentAuthor, as: replied },
  { recipients: followers, as: replied },
])
export const postEdited = activity('post.edited', 'post', { threadId, mentions }, [mention])
export const postRemoved = activity('post.removed', 'post', { ...moderated, threadId, why: z.string() }, [
  { recipients: moderatedAuthor, as: removed },
])
export const postReturned = activity('post.returned', 'post', { ...moderated, threadId }, [
  { recipients: moderatedAuthor, as: returned },
])
