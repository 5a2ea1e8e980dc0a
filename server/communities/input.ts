/**
 * Shapes that the forms of this room share.
 */
import { z } from 'zod'
import { isReadable } from '#server/communities/accent.ts'
import { addressId, naming, optionalProse, whole } from '#server/platform/http/input.ts'

/** The community in an address. */
export const inCommunity = z.object({ community: z.string() })
export type InCommunity = z.infer<typeof inCommunity>

/** The community and the person in an address. */
export const personInCommunity = inCommunity.extend({ person: addressId })
export type OneMember = z.infer<typeof personInCommunity>

export const communityName = naming(120, 'A community needs a name.')
export const purposeText = optionalProse(600)

/** An accent that can be read on every page. */
export const accentHue = whole(0, 359).refine(isReadable, 'Text in this colour could not be read. Choose another.')
