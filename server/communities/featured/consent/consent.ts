/**
 * Something goes out in a featured person's name only with their yes, which is stored: to one entry, or to all of its kind that
 * the same person asks for, until they say no.
 */
import { z } from 'zod'
import { mailLink } from '#server/platform/mail/acts/mail-link.ts'
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'

export const reaches = ['this_one', 'until_withdrawn'] as const
export type Reach = (typeof reaches)[number]

/** A yes that was taken back may be asked for again; a no to these words is final. */
export const consentStates = ['not_asked', 'asked', 'given', 'refused'] as const
export type ConsentState = (typeof consentStates)[number]

/** How the person who decides refers to a consent: by the mailed link, or on their own list, signed in. */
export type ConsentKey = OpenedToken | { readonly consentId: string }

/** An entry that one person would like to send in the name of another. */
export interface NameAsked {
  readonly communityId: string
  readonly entryId: string
  /** The person whose name it is. */
  readonly personId: string
  /** The person who asks; null where nobody is signed in. */
  readonly askedBy: string | null
}

/** The state of the use of a name. */
export const nameUse = z.object({
  consent: z.enum(consentStates),

  /** Is the person featured in the community now? */
  isFeatured: z.boolean(),
})
export type NameUse = z.infer<typeof nameUse>

export const consentMissing = refusal(
  'voice_silent',
  409,
  'The one in whose name this is asked has not allowed it yet. Nothing was sent.',
)
export const saidNo = refusal(
  'voice_refused',
  409,
  'They have said no to this one, so they are not asked again. Change its words, or ask it in your own name.',
)
export const notFeatured = refusal(
  'voice_not_in_front',
  409,
  'The person in whose name this is asked is no longer featured in this community. Nothing was sent: edit it and choose who asks.',
)
export const consentUnknown = refusal(
  'consent_unknown',
  404,
  'This link does not lead to a question any more. It may be gone, or its words have changed and you will be asked anew.',
)
/** The link in the mail with the question. */
export const consentLink = mailLink('/consent', 'voice consent', consentUnknown)

export const consentLate = refusal(
  'consent_late',
  409,
  'This is out already, so there is nothing to decide about it any more. You can withdraw it on its page.',
)
export const consentOfOther = refusal(
  'consent_of_other',
  403,
  'This question went to somebody else, and only they decide about their name. Nothing was changed.',
)

/** May the name be used now? */
export function mayUseName({ consent, isFeatured }: NameUse): Verdict<true> {
  if (!isFeatured) return no(notFeatured)
  return consent === 'given' ? yes(true) : no(consentMissing)
}
