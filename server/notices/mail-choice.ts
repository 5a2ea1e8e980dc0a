/**
 * What mail a person wants of one community: each kind at once, or not at all.
 */

/** Kinds one may turn off. Mails about signing in and consent are waited for, and always go. */
export const choosable = ['ping', 'reply', 'moderation', 'invitation'] as const
export type ChoosableMail = (typeof choosable)[number]

export const mailChoices = ['at_once', 'off'] as const
export type Choice = (typeof mailChoices)[number]

/** One person's choice of one kind in one community. */
export interface MailChoice {
  readonly personId: string
  readonly communityId: string
  readonly kind: ChoosableMail
  readonly choice: Choice
}

/** Is this a kind one may turn off? */
export function isChoosable(kind: string): kind is ChoosableMail {
  return (choosable as readonly string[]).includes(kind)
}
