/**
 * Colours for mails. The site's are written in oklch, which mail programs do not know: here they become hex.
 */

import { madeOnce } from '#server/platform/made-once.ts'

/** An oklch colour (lightness and chroma 0 to 1, hue in degrees) as `#rrggbb`; chroma is lowered until sRGB can show it. */
export function oklchToHex(lightness: number, chroma: number, hue: number): string {
  for (let c = chroma; ; c = Math.max(0, c - 0.004)) {
    const linear = toLinearRgb(lightness, c, hue)
    if (c === 0 || linear.every((one) => one > -0.0005 && one < 1.0005)) return `#${linear.map(toHex).join('')}`
  }
}

/** By way of oklab and the cone responses it is built on. */
function toLinearRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const angle = (hue * Math.PI) / 180
  const a = chroma * Math.cos(angle)
  const b = chroma * Math.sin(angle)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function toHex(linear: number): string {
  const clipped = Math.min(1, Math.max(0, linear))
  const value = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055
  return Math.round(value * 255)
    .toString(16)
    .padStart(2, '0')
}

/** What a mail is painted with, as `#rrggbb`; `onAccent` is written on the accent. */
export type MailColours = ReturnType<typeof mailColours>['light']

/** The site's colours for one hue, by day and by night: those of tokens.css. */
export const mailColours = madeOnce((hue: number) => ({
  light: {
    paper: oklchToHex(0.986, 0.004, 85),
    card: '#ffffff',
    line: oklchToHex(0.86, 0.008, 85),
    ink: oklchToHex(0.24, 0.015, 85),
    soft: oklchToHex(0.48, 0.015, 85),
    accent: oklchToHex(0.46, 0.1, hue),
    onAccent: '#ffffff',
    wash: oklchToHex(0.955, 0.025, hue),
  },
  dark: {
    paper: oklchToHex(0.19, 0.008, 85),
    card: oklchToHex(0.225, 0.008, 85),
    line: oklchToHex(0.38, 0.01, 85),
    ink: oklchToHex(0.93, 0.008, 85),
    soft: oklchToHex(0.71, 0.012, 85),
    accent: oklchToHex(0.76, 0.11, hue),
    onAccent: oklchToHex(0.19, 0.008, 85),
    wash: oklchToHex(0.28, 0.035, hue),
  },
}))
