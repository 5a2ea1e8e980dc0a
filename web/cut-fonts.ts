/**
 * The two voices, as the style sheet `@import "fonts"`: a `@font-face` for each cut of a font, with a file that holds just its
 * letters and weights. A page fetches the cuts it has letters of.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import subsetFont from 'subset-font'

/** Letters, as `unicode-range` names them, by the name of their cut. */
const cuts = {
  /** What English and German prose is written with. */
  first:
    'U+20-23, U+25-29, U+2B-3B, U+3D, U+3F-5A, U+61-7A, U+A0, U+B7, U+C4, U+D6, U+D7, U+DC, U+DF, U+E4, U+E9, U+F6, U+FC, U+2009, U+2011, U+2013, U+2014, U+2018-201A, U+201C-201E, U+2022, U+2026, U+202F',
  /** Signs, and the rest of western and northern Europe. */
  more: 'U+24, U+2A, U+3C, U+3E, U+5B-60, U+7B-7E, U+A1-B6, U+B8-C3, U+C5-D5, U+D8-DB, U+DD, U+DE, U+E0-E3, U+E5-E8, U+EA-F5, U+F7-FB, U+FD-FF, U+131, U+152, U+153, U+2039, U+203A, U+2044, U+20AC, U+2122, U+2191, U+2193, U+2212',
  /** The letters of the others, which the packages bring in a file of their own. */
  extended: 'U+100-130, U+132-151, U+154-24F, U+1E80-1E85, U+1E9E, U+1EF2, U+1EF3',
  /** A strong word in an emphasis or a quotation, which is rare. */
  strong: 'U+20-7E, U+A0-FF, U+131, U+152, U+153, U+2013, U+2014, U+2018-201E, U+2022, U+2026, U+20AC',
} as const

interface Font {
  readonly family: string
  readonly source: 'figtree' | 'source-serif-4'
  readonly style: 'normal' | 'italic'
  /** One weight, or the lightest and the boldest. */
  readonly weights: readonly [number, number?]
  readonly in: readonly (keyof typeof cuts)[]
}

const serif = { family: 'Source Serif', source: 'source-serif-4' } as const
const fonts: readonly Font[] = [
  { family: 'Figtree', source: 'figtree', style: 'normal', weights: [400, 700], in: ['first', 'more', 'extended'] },
  { ...serif, style: 'normal', weights: [400, 600], in: ['first', 'more', 'extended'] },
  { ...serif, style: 'italic', weights: [400], in: ['first', 'more'] },
  { ...serif, style: 'italic', weights: [600], in: ['strong'] },
]

/** The font features our pages use: pairs of letters set closer, figures of one width. */
const keepFeatures = ['kern', 'tnum']
/**
 * What only typesetting programs read (BASE, STAT), and what is exact to the unit between two weights (HVAR, MVAR, GDEF): widths
 * follow from the outlines, and pairs of letters are set as close in every weight as in the lightest.
 */
const dropTables = ['BASE', 'STAT', 'HVAR', 'MVAR', 'GDEF']

/** Resolves `fonts`, and the files its rules name. */
export const cutFonts: Plugin = {
  name: 'cut-fonts',
  setup({ onLoad, onResolve }) {
    const files = new Map<string, Uint8Array>()
    onResolve({ filter: /^fonts$/ }, ({ path }) => ({ path, namespace: 'fonts' }))
    onLoad({ filter: /./, namespace: 'fonts' }, async () => {
      const rules = fonts.flatMap((font) => font.in.map((name) => ruleFor(font, name, files)))
      return { contents: (await Promise.all(rules)).join('\n'), loader: 'css' }
    })
    onResolve({ filter: /^cut:/ }, ({ path }) => ({ path: path.slice('cut:'.length), namespace: 'cut' }))
    onLoad({ filter: /./, namespace: 'cut' }, ({ path }) => ({ contents: files.get(path) ?? '', loader: 'file' }))
  },
}

/** The `@font-face` of one cut, whose file is put to the others. */
async function ruleFor(
  { family, source, style, weights }: Font,
  name: keyof typeof cuts,
  files: Map<string, Uint8Array>,
) {
  const file = `${source}-${name === 'extended' ? 'latin-ext' : 'latin'}-wght-${style}`
  const whole = await readFile(fileURLToPath(import.meta.resolve(`@fontsource-variable/${source}/files/${file}.woff2`)))
  const [min, max] = weights
  const terms = {
    targetFormat: 'woff2',
    keepFeatures,
    dropTables,
    variationAxes: { wght: max ? { min, max } : min },
  } as const
  files.set(`${file}-${name}.woff2`, await subsetFont(whole, cuts[name].split(',').map(lettersOf).join(''), terms))
  return `@font-face {
    font-family: "${family}"; font-style: ${style}; font-weight: ${weights.join(' ')}; font-display: swap;
    src: url("cut:${file}-${name}.woff2") format("woff2"); unicode-range: ${cuts[name]};
  }`
}

/** "U+41-43" → "ABC". */
function lettersOf(range: string): string {
  const [first = 0, last = first] = range
    .trim()
    .slice('U+'.length)
    .split('-')
    .map((code) => Number.parseInt(code, 16))
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i))
}
