/** The shape of an accent that somebody chose. */
import { isReadable } from '#server/platform/html/accent.ts'
import { whole } from '#server/platform/http/input.ts'

/** An accent that can be read on every page. */
export const accentHue = whole(0, 359).refine(isReadable, 'Text in this colour could not be read. Choose another.')
