/** The icons of the installed app: which there are, and how each is drawn for a site. */
import type { Actor } from '#server/platform/actor.ts'
import { standardHue } from '#server/platform/html/accent.ts'
import { oklchToHex } from '#server/platform/mail/colours.ts'
import type { AppIcon } from '#server/platform/pictures/app-icon.ts'

/** By name. A `maskable` one is cut by the device to a shape of its own, so what it shows stands in the middle. */
export const appIcons = {
  '192': { pixels: 192, purpose: 'any' },
  '512': { pixels: 512, purpose: 'any' },
  maskable: { pixels: 512, purpose: 'maskable' },
  touch: { pixels: 180, purpose: 'maskable' },
} as const
export type AppIconName = keyof typeof appIcons

/** The accent of web/icons/icon.svg, and the paper of the pages. */
const standardGround = '#0b5f49'
const paper = '#fcfaf6'

/** A logo stands on paper, and the mark on the site's accent. */
export function howToDraw(name: AppIconName, { hue = standardHue, logo }: Actor['site']): AppIcon {
  const { pixels, purpose } = appIcons[name]
  const accent = hue === standardHue ? standardGround : oklchToHex(0.44, 0.1, hue)
  const isCut = purpose === 'maskable'
  return { pixels, ground: logo ? paper : accent, corner: isCut ? 0 : 0.22, inset: isCut ? 0.14 : logo ? 0.08 : 0 }
}
