/**
 * Draws the demo people's faces: small flat portraits in SVG, so that the demo has faces without anybody's photograph.
 * The shapes sit on a square of 96; a face is told apart by hair, skin, clothes and what it wears.
 */

type Hair =
  | 'short'
  | 'crop'
  | 'bob'
  | 'long'
  | 'bun'
  | 'curls'
  | 'afro'
  | 'scarf'
  | 'bald'
  | 'swept'
  | 'braids'
  | 'fringe'

/** How somebody looks. Colours are oklch hues or ready colours. */
export interface Look {
  readonly hair: Hair
  /** 0 (light) to 5 (dark). */
  readonly skin: 0 | 1 | 2 | 3 | 4 | 5
  /** Black, brown, chestnut, blond, red, grey, white. */
  readonly tone: 'k' | 'b' | 'c' | 'y' | 'r' | 'g' | 'w'
  /** Hue of the clothes, 0 to 359. */
  readonly cloth: number
  readonly glasses?: true
  readonly beard?: true
}

const skins = ['#f3d3bd', '#e9bd9c', '#d9a07a', '#b97d56', '#8f5b3c', '#653e2a'] as const
const shades = ['#e2b79d', '#d3a07d', '#c0845d', '#9d6542', '#75472d', '#4f2f20'] as const
const tones = {
  k: '#23201f',
  b: '#4a3428',
  c: '#7a4a2c',
  y: '#d2ab6b',
  r: '#a9512c',
  g: '#8e8a86',
  w: '#d9d6d1',
} as const

/** One portrait as the text of an SVG file. */
export function drawFace(look: Look): string {
  const { skin, hair, tone, cloth } = look
  const dress = `oklch(58% .09 ${cloth})`
  const ground = `oklch(91% .035 ${(cloth + 150) % 360})`
  const colour = hair === 'scarf' ? `oklch(52% .1 ${(cloth + 40) % 360})` : tones[tone]
  const parts = [
    `<rect width="96" height="96" fill="${ground}"/>`,
    behind(hair, colour),
    `<path d="M8 100c1-20 15-27 31-29h18c16 2 30 9 31 29z" fill="${dress}"/>`,
    `<path d="M39 60h18v10c0 6-4 9-9 9s-9-3-9-9z" fill="${shades[skin]}"/>`,
    collar(cloth),
    `<path d="M29 40c0-14 8-22 19-22s19 8 19 22c0 16-9 27-19 27S29 56 29 40z" fill="${skins[skin]}"/>`,
    look.beard
      ? `<path d="M29.500 45c1 14 9 24 18.500 24s17.500-10 18.500-24c-3 6-6 8-10 8.500-3-1.500-14-1.500-17 0-4-.5-7-2.500-10-8.500z" fill="${tones[tone]}"/>`
      : '',
    features(look),
    front(hair, colour),
    look.glasses
      ? `<g fill="none" stroke="#3a3330" stroke-width="1.500"><circle cx="40.500" cy="42.500" r="5.500"/><circle cx="55.500" cy="42.500" r="5.500"/><path d="M46 42c1.300-1 2.700-1 4 0"/></g>`
      : '',
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">${parts.join('')}</svg>\n`
}

function collar(cloth: number): string {
  const tint = `oklch(47% .09 ${cloth})`
  return cloth % 2
    ? `<path d="M36 72l12 13 12-13" fill="none" stroke="${tint}" stroke-width="3"/>`
    : `<path d="M37 71c2 7 20 7 22 0" fill="none" stroke="${tint}" stroke-width="3"/>`
}

function features({ skin, beard }: Look): string {
  const line = skin > 3 ? '#2c1a12' : '#4a2f24'
  const mouth = beard ? '#e8c9ba' : skin > 3 ? '#3d2017' : '#a3543f'
  return (
    `<g fill="${line}"><circle cx="40.500" cy="42.500" r="1.800"/><circle cx="55.500" cy="42.500" r="1.800"/></g>` +
    `<g fill="none" stroke="${line}" stroke-width="1.400" stroke-linecap="round"><path d="M37 37.500c2-1.300 5-1.300 6.500-.3M52.500 37.200c2-1 4.500-1 6.500.3" opacity=".7"/></g>` +
    `<path d="M48 43l-1.800 6.500h3" fill="none" stroke="${shades[skin]}" stroke-width="1.600" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<path d="M42.500 55.500c3 3 8 3 11 0" fill="none" stroke="${mouth}" stroke-width="1.800" stroke-linecap="round"/>`
  )
}

/** Hair that falls behind the head. */
function behind(hair: Hair, colour: string): string {
  const shapes: Partial<Record<Hair, string>> = {
    long: `<path d="M22 78c-3-18-2-36 3-47 5-12 14-17 23-17s18 5 23 17c5 11 6 29 3 47z" fill="${colour}"/>`,
    bob: `<path d="M24 60c-3-14-1-28 5-36 5-7 11-10 19-10s14 3 19 10c6 8 8 22 5 36-6 3-42 3-48 0z" fill="${colour}"/>`,
    fringe: `<path d="M25 63c-3-14-2-30 4-38 5-7 11-11 19-11s14 4 19 11c6 8 7 24 4 38-6 2-40 2-46 0z" fill="${colour}"/>`,
    bun: `<circle cx="48" cy="12" r="9" fill="${colour}"/><path d="M27 46c-2-20 8-32 21-32s23 12 21 32z" fill="${colour}"/>`,
    afro: `<circle cx="48" cy="33" r="29" fill="${colour}"/>`,
    curls: `<g fill="${colour}"><circle cx="30" cy="28" r="11"/><circle cx="40" cy="19" r="11"/><circle cx="54" cy="18" r="11"/><circle cx="66" cy="27" r="11"/><circle cx="26" cy="42" r="9"/><circle cx="70" cy="42" r="9"/><circle cx="27" cy="54" r="8"/><circle cx="69" cy="54" r="8"/></g>`,
    scarf: `<path d="M20 82c-2-20 0-42 7-53 5-9 13-14 21-14s16 5 21 14c7 11 9 33 7 53-14 8-42 8-56 0z" fill="${colour}"/>`,
    braids: `<g fill="none" stroke="${colour}" stroke-width="8" stroke-linecap="round"><path d="M28 36c-4 14-4 26-1 40M68 36c4 14 4 26 1 40"/></g><path d="M27 44c-2-20 8-30 21-30s23 10 21 30z" fill="${colour}"/>`,
  }
  return shapes[hair] ?? ''
}

/** Hair, or a scarf's edge, that lies over the forehead. */
function front(hair: Hair, colour: string): string {
  const shapes: Partial<Record<Hair, string>> = {
    short: `<path d="M28 39c-1-15 7-24 20-24s21 9 20 24c-1-7-3-11-6-13-8 3-20 3-28 0-3 2-5 6-6 13z" fill="${colour}"/>`,
    crop: `<path d="M28.500 36c0-13 8-20 19.500-20s19.500 7 19.500 20c-2-6-4-9-7-10H35.500c-3 1-5 4-7 10z" fill="${colour}"/>`,
    swept: `<path d="M28 40c-2-16 6-27 22-26 13 1 20 10 18 26-1-7-3-10-5-12-10 2-19-1-25-7-2 6-8 8-10 19z" fill="${colour}"/>`,
    long: `<path d="M28 44c-1-16 6-27 20-27s21 11 20 27c-3-8-8-14-16-19-5 8-15 11-24 19z" fill="${colour}"/>`,
    bob: `<path d="M28 46c-1-18 6-29 20-29s21 11 20 29c-2-9-6-15-11-18-9 6-21 8-29 18z" fill="${colour}"/>`,
    fringe: `<path d="M28 40c-1-14 6-24 20-24s21 10 20 24c-2-3-3-4-4-5-10 2-22 2-32 0-1 1-2 2-4 5z" fill="${colour}"/>`,
    bun: `<path d="M28 40c-1-15 7-24 20-24s21 9 20 24c-4-10-10-14-20-14s-16 4-20 14z" fill="${colour}"/>`,
    afro: `<path d="M29 38c2-8 8-13 19-13s17 5 19 13c2-16-7-25-19-25s-21 9-19 25z" fill="${colour}"/>`,
    curls: `<g fill="${colour}"><circle cx="36" cy="25" r="7"/><circle cx="46" cy="22" r="7"/><circle cx="57" cy="24" r="7"/></g>`,
    scarf: `<path d="M27 46c-1-19 7-30 21-30s22 11 21 30c-3-12-9-20-21-20s-18 8-21 20z" fill="${colour}"/><path d="M30 62c6 8 30 8 36 0l4 16c-10 7-34 7-44 0z" fill="${colour}"/>`,
    braids: `<path d="M28 40c-1-15 7-24 20-24s21 9 20 24c-4-9-10-13-20-15-10 2-16 6-20 15z" fill="${colour}"/>`,
  }
  return shapes[hair] ?? ''
}
