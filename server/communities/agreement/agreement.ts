/**
 * The agreement of a community: a short text that whoever takes part says yes to. Pure.
 */
import { type Actor, membershipBySlug } from '#server/platform/actor.ts'
import { refusal } from '#server/platform/refuse.ts'

/** Its longest text, in characters of Markdown: who should say yes to it should have read it. */
export const longestAgreement = 10_000

export const agreementChanged = refusal(
  'agreement_changed',
  409,
  'The agreement was changed while you read it. Nothing was accepted: read the new version, and accept that one.',
)
export const noAgreement = refusal(
  'agreement_none',
  409,
  'This community has no agreement any more, so there is nothing to accept. You can take part.',
)

/** The address of a community's agreement. */
export function agreementAddress(slug: string): string {
  return `/c/${slug}/agreement`
}

/** Where the first page of a community leads this reader instead: to an agreement that waits and was not put off. */
export function agreementBefore(actor: Actor, slug: string): string | null {
  const waiting = membershipBySlug(actor, slug)?.agreement
  return waiting && !waiting.isPutOff ? agreementAddress(slug) : null
}
