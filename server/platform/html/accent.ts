/**
 * The accent colour of a community or of the site: one angle, from which every page and mail makes its colours. Whether they can be read
 * is reckoned, not believed.
 */
import { oklchToHex } from '#server/platform/mail/colours.ts'

/** That of a site and of a community that chose none; as in tokens.css. */
export const standardHue = 162

/** Angles to choose from. */
export const swatches = [162, 195, 230, 258, 285, 318, 350, 20, 48, 78, 110, 138] as const

/** What text needs against its ground, by WCAG 2.2 AA. */
export const leastContrast = 4.5

/** The two pairs that carry most text in the accent, by lightness and chroma: those of tokens.css, which a test compares. */
export const accentPairs = {
  light: { accent: [0.44, 0.1], paper: [0.985, 0.005] },
  dark: { accent: [0.79, 0.1], paper: [0.19, 0.006] },
} as const

const paperHue = 85

/** The contrast between text in the accent of this hue and the page, by day or by night, whichever is lower. 1 to 21. */
export function accentContrast(hue: number): number {
  const ratios = Object.values(accentPairs).map(({ accent, paper }) =>
    contrast(oklchToHex(accent[0], accent[1], hue), oklchToHex(paper[0], paper[1], paperHue)),
  )
  return Math.min(...ratios)
}

/** Can text in the accent of this hue be read? */
export function isReadable(hue: number): boolean {
  return accentContrast(hue) >= leastContrast
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
