/** The kinds of mail of this room: answers and mentions below one entry, and what moderators did in one community. */
import { replyEmail } from '#server/notices/emails.ts'
import { gatheredMail } from '#server/notices/gathered-mail.ts'
import { moderationEmail } from '#server/notices/moderation-email.ts'
import { readModeration } from '#server/notices/reads-moderation.ts'
import { readNews } from '#server/notices/reads-replies.ts'

export const replyMail = gatheredMail({ kind: 'reply', read: readNews, write: replyEmail })
export const moderationMail = gatheredMail({ kind: 'moderation', read: readModeration, write: moderationEmail })
