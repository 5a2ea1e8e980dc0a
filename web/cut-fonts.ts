/**
 * Cuts font files to what the style sheet needs: each `@font-face` names its letters
 * (`unicode-range`) and weights (`font-weight`), and gets a file with just those.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import subsetFont from 'subset-font'

/** The font features our pages use: pairs of letters set closer, figures of one width. */
const keepFeatures = ['kern', 'tnum']
/** The tables that only typesetting programs need. */
const dropTables = ['BASE', 'STAT']

/** For a style sheet named `fonts.css`. A rule without letters and weights fails the build. */
export const cutFonts: Plugin = {
  name: 'cut-fonts',
  setup({ onLoad, onResolve }) {
    const files = new Map<string, Uint8Array>()
    onLoad({ filter: /[\\/]fonts\.css$/ }, async ({ path }) => {
      let sheet = await readFile(path, 'utf8')
      for (const [rule] of sheet.matchAll(/@font-face \{[^}]*\}/g)) {
        const { address, letters, weights } = read(rule)
        const [source = '', name = 'all'] = address.split('#')
        const made = basename(source).replace('.woff2', `-${name}.woff2`)
        const whole = await readFile(fileURLToPath(import.meta.resolve(source)))
        const terms = { targetFormat: 'woff2', keepFeatures, dropTables, variationAxes: { wght: weights } } as const
        files.set(made, await subsetFont(whole, letters, terms))
        sheet = sheet.replace(rule, rule.replace(address, `cut:${made}`))
      }
      return { contents: sheet, loader: 'css' }
    })
    onResolve({ filter: /^cut:/ }, ({ path }) => ({ path: path.slice('cut:'.length), namespace: 'cut' }))
    onLoad({ filter: /./, namespace: 'cut' }, ({ path }) => ({ contents: files.get(path) ?? '', loader: 'file' }))
  },
}

/** The address, the letters and the weights of one `@font-face`. */
function read(rule: string) {
  const [, address] = /url\("([^"]+)"\)/.exec(rule) ?? []
  const [, from, to] = /font-weight: (\d+)(?: (\d+))?;/.exec(rule) ?? []
  const [, ranges] = /unicode-range: ([^;]+);/.exec(rule) ?? []
  if (!address || !from || !ranges) throw new Error(`A font says where it is, its weights and its letters: ${rule}`)
  const weights = to ? { min: Number(from), max: Number(to) } : Number(from)
  return { address, weights, letters: ranges.split(',').map(lettersOf).join('') }
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
