/** An answer by mail that nobody vouched for waits until the person in whose name it came says that they wrote it. Pure. */
import { mailLink } from '#server/platform/mail/acts/mail-link.ts'
import { refusal } from '#server/platform/refuse.ts'

/** How many wait for one person at most. */
export const mostUnconfirmed = 20
/** For how long. */
export const daysUnconfirmed = 14

export const unconfirmedUnknown = refusal(
  'mailed_answers_unknown',
  404,
  'This link does not lead to your answers any more. Open the latest mail about them, or sign in.',
)
export const unconfirmedOfOther = refusal(
  'mailed_answer_of_other',
  403,
  'You are signed in as somebody else, so nothing was posted. Only the person in whose name it came can decide.',
)

/** The link in the mail about them: the id is the person's, the version that of their mails. */
export const unconfirmedLink = mailLink('/mailed-answers', 'unconfirmed answers', unconfirmedUnknown)
