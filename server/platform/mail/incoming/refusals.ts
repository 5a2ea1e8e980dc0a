/** Why an answer by mail does nothing. Their sentences are sent to the person whose address it was written to. */
import { refusal } from '#server/platform/refuse.ts'

export const isOver = refusal(
  'over',
  409,
  'The mail you answered is too old to be answered. Answer on the site instead.',
)
export const isGone = refusal(
  'answered_gone',
  404,
  'What you answered is not there any more, or not open to you. Nothing was posted.',
)
export const isTooLarge = refusal('too_large', 413, 'It was too long. Write a shorter one, or answer on the site.')
export const isWithoutText = refusal(
  'no_text',
  422,
  'We found nothing in it that you wrote yourself, so nothing was posted.',
)
export const isNotSurelyTheirs = refusal(
  'calendar_not_vouched_for',
  403,
  'We could not make sure that it was you who answered in a calendar, so nothing was changed. Answer from the mail or on the site.',
)
export const isForOneDate = refusal(
  'calendar_one_date',
  409,
  'In your calendar you answered for one date. Here one answer is for all dates, so nothing was changed. Answer on the site instead.',
)
export const tooManyUnconfirmed = refusal(
  'too_many_unconfirmed',
  409,
  'Too many answers wait for you already, so this one was not kept. Look through those first.',
)
