/** Why an answer by mail does nothing. Their sentences are sent to the person whose address it was written to. */
import { refusal } from '#server/platform/refuse.ts'

export const isOver = refusal(
  'over',
  409,
  'The mail you answered is too old to be answered. Answer on the site instead.',
)
export const isTooLarge = refusal('too_large', 413, 'It was too long. Write a shorter one, or answer on the site.')
export const isWithoutText = refusal(
  'no_text',
  422,
  'We found nothing in it that you wrote yourself, so nothing was posted.',
)
