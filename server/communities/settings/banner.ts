/**
 * The banner picture: how large one may send it, and what it is made into.
 */
import type { PictureSize } from '#server/platform/pictures/picture.ts'

/** Largest picture one may send, in bytes. */
export const bannerLimit = 15_000_000
/** What it is made into: as wide as a page on a fine screen needs it. */
export const bannerSize: PictureSize = { width: 1680, height: 720, fit: 'cover' }
