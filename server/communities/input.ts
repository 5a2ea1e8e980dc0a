import { z } from 'zod'
import { isReadable } from '#server/communities/accent.ts'
import { addressId, naming, optionalProse, whole } from '#server/platform/http/input.ts'

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

/** An accent that can be read on every page. */
export const accentHue = whole(0, 359).refine(isReadable, 'Text in this colour could not be read. Choose another.')
