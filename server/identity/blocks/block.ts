/**
 * Blocking somebody. Pure.
 */
import { refusal } from '#server/platform/refuse.ts'

export const blockingOneself = refusal('blocking_oneself', 409, 'You cannot block yourself. Nothing was changed.')

/** Where one reads what blocking somebody means, and does it. */
export function blockingAddress(personId: string): string {
  return `/people/${personId}/blocking`
}
