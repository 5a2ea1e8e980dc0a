import { z } from 'zod'
import { addressId, naming, optionalProse } from '#server/platform/http/input.ts'

/** The community in an address. */
export interface InCommunity {
  readonly community: string
}

/** The community and the person in an address. */
export interface OneMember extends InCommunity {
  readonly person: string
}

/** An id that may be left out, or left empty as a form does. */
export const maybeId = z
  .preprocess((value) => (value === '' ? undefined : value), addressId.optional())
  .transform((id) => id ?? null)

export const communityName = naming(120, 'A community needs a name.')
export const purposeText = optionalProse(600)
