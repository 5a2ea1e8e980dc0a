/**
 * Asking in somebody else's name: only with their yes, which is stored, to one Ping or to all of one sender's until they say no.
 */
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'
import type { OpenedToken, Secrets } from '#server/platform/secrets.ts'

const purpose = 'voice consent'

export const reaches = ['this_one', 'until_withdrawn'] as const
export type Reach = (typeof reaches)[number]

export const consentStates = ['not_asked', 'asked', 'given'] as const
export type ConsentState = (typeof consentStates)[number]

/** What was asked of somebody, and what they said. */
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
export const noVoice = refusal('no_voice', 409, 'This Ping is asked in your own name, so there is nobody to ask.')
export const consentUnknown = refusal(
  'consent_unknown',
  404,
  'This link does not lead to a question any more. The Ping may be gone, or its words have changed and you will be asked anew.',
)

/** Where a consent stands; one that was withdrawn may be asked for again. */
export function consentStateOf(consent: Consent | null): ConsentState {
  if (!consent || consent.withdrawnAt) return 'not_asked'
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
