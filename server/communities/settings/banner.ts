/**
 * The banner picture: how large an upload may be, and the size it is stored in.
 */
import type { PictureSize } from '#server/platform/pictures/picture.ts'

/** Largest picture one may send, in bytes. */
export const bannerLimit = 15_000_000
/** The stored size: as wide as a page on a screen of high resolution needs it. */
export const bannerSize: PictureSize = { width: 1680, height: 720, fit: 'cover' }
