/**
 * Asking in somebody else's name: only with their yes, which is stored, to one Ping or to all of one sender's until they say no.
 */
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'
import type { OpenedToken, Secrets } from '#server/platform/secrets.ts'

const purpose = 'voice consent'

export const reaches = ['this_one', 'until_withdrawn'] as const
export type Reach = (typeof reaches)[number]

export const consentStates = ['not_asked', 'asked', 'given', 'refused'] as const
export type ConsentState = (typeof consentStates)[number]

/** How a consent is named by whoever decides about it: by the mailed link, or on their own list, signed in. */
export type ConsentKey = { readonly token: string } | { readonly consentId: string }

/** What was asked of somebody, and what they said: a no has no `givenAt`. */
export interface Consent {
  readonly id: string
  readonly reach: Reach | null
  readonly givenAt: Date | null
  readonly withdrawnAt: Date | null
}

export const voiceSilent = refusal(
  'voice_silent',
  409,
  'The one in whose name this is asked has not allowed it yet. Nothing was sent.',
)
export const voiceRefused = refusal(
  'voice_refused',
  409,
  'They have said no to this one, so they are not asked again. Change its words, or ask it in your own name.',
)
export const voiceNotInFront = refusal(
  'voice_not_in_front',
  409,
  'The person in whose name this is asked is no longer featured in this community. Nothing was sent: edit the Ping and choose who asks.',
)
export const noVoice = refusal('no_voice', 409, 'This Ping is asked in your own name, so there is nobody to ask.')
export const consentUnknown = refusal(
  'consent_unknown',
  404,
  'This link does not lead to a question any more. The Ping may be gone, or its words have changed and you will be asked anew.',
)
export const consentLate = refusal(
  'consent_late',
  409,
  'This Ping is out already, so there is nothing to decide about it any more. You can withdraw it on its page.',
)
export const consentOfOther = refusal(
  'consent_of_other',
  403,
  'This question went to somebody else, and only they decide about their name. Nothing was changed.',
)

/** Where a consent stands. A yes that was taken back may be asked for again; a no to these words stands. */
export function consentStateOf(
  consent: { readonly givenAt: unknown; readonly withdrawnAt: unknown } | null,
): ConsentState {
  if (!consent) return 'not_asked'
  if (consent.withdrawnAt) return consent.givenAt ? 'not_asked' : 'refused'
  return consent.givenAt ? 'given' : 'asked'
}

/** May the name be used? */
export function mayUseVoice(consent: Consent | null): Verdict<true> {
  return consentStateOf(consent) === 'given' ? yes(true) : no(voiceSilent)
}

/** The last part of the mailed address under which a consent is given. */
export function consentToken(secrets: Secrets, consentId: string, mailVersion: number): string {
  return secrets.token(purpose, consentId, mailVersion)
}

/** What such an address is for, or null where it was not made here. Asks no database. */
export function openConsentToken(secrets: Secrets, token: string): OpenedToken | null {
  return secrets.openToken(purpose, token)
}
