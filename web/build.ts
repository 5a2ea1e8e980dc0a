/**
 * Makes what the browser fetches: one style sheet, one script, what only some pages need beside them, fonts and
 * icons, each with a hash of its contents in its name, and `manifest.json`, which tells the server their addresses. Text
 * files lie there packed too (`.br`, `.gz`): packed once, as small as possible, and served as they are. The script and style
 * inside a ballot's page, and the service worker, are in the manifest itself.
 *
 *     node web/build.ts           (bin/start and bin/dev run it)
 */

import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { cutFonts } from './cut-fonts.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = join(here, 'dist')

/**
 * Turbo writes a `<style>` for its progress bar as soon as it loads, which our policy forbids; styles/flash.css has one
 * instead. Fails when a new Turbo no longer has that line, so that somebody looks.
 */
const turboWithoutStyle: Plugin = {
  name: 'turbo-without-style',
  setup({ onLoad }) {
    onLoad({ filter: /@hotwired[\\/]turbo[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const line = 'this.installStylesheetElement();'
      const source = await readFile(path, 'utf8')
      if (source.split(line).length !== 2) throw new Error(`${path}: expected "${line}" once; see web/build.ts`)
      return { contents: source.replace(line, ''), loader: 'js' }
    })
  },
}

const target = ['chrome125', 'firefox128', 'safari17.5']
const small = { bundle: true, minify: true, legalComments: 'none', target, logLevel: 'warning' } satisfies BuildOptions

async function bundle(): Promise<Metafile> {
  const { metafile } = await build({
    ...small,
    entryPoints: {
      app: join(here, 'app.ts'),
      styles: join(here, 'styles/app.css'),
      leading: join(here, 'styles/leading.css'),
      rare: join(here, 'styles/rare.css'),
    },
    outdir: out,
    splitting: true,
    format: 'esm',
    metafile: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    plugins: [turboWithoutStyle, cutFonts],
  })
  return metafile
}

/** The script and style of a ballot's page: texts and not files, since the page loads nothing after it. */
async function inBallot(): Promise<{ readonly script: string; readonly style: string }> {
  const entryPoints = [join(here, 'ballot.ts'), join(here, 'styles/ballot.css')]
  const { outputFiles } = await build({ ...small, entryPoints, outdir: out, format: 'esm', write: false })
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? ''
  return { script: text('.js'), style: text('.css') }
}

/** The service worker: a text, served at the root of the site, where a worker must stand to look after all of it. */
async function pushWorker(): Promise<string> {
  const entryPoints = [join(here, 'push-worker.ts')]
  const { outputFiles } = await build({ ...small, entryPoints, outdir: out, format: 'iife', write: false })
  return outputFiles[0]?.text.trim() ?? ''
}

/** Copies one picture under a name with its hash. */
async function keep(name: string): Promise<string> {
  const source = join(here, 'icons', name)
  const hash = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
    .slice(0, 8)
  const kept = `${basename(name, extname(name))}-${hash}${extname(name)}`
  await copyFile(source, join(out, kept))
  return kept
}

/** Packs a text file in both ways, as small as possible, and returns the names; fonts and pictures are packed already. */
async function pack(name: string): Promise<string[]> {
  if (!/\.(css|js|svg)$/.test(name)) return []
  const text = await readFile(join(out, name))
  const packed = {
    [`${name}.br`]: promisify(brotliCompress)(text),
    [`${name}.gz`]: promisify(gzip)(text, { level: 9 }),
  }
  for (const [kept, bytes] of Object.entries(packed)) await writeFile(join(out, kept), await bytes)
  return Object.keys(packed)
}

await mkdir(out, { recursive: true })
const { outputs } = await bundle()
const made = Object.keys(outputs).map((path) => basename(path))
const address = (pattern: RegExp) => `/assets/${made.find((name) => pattern.test(name))}`
const manifest = {
  script: address(/^app-.*\.js$/),
  styles: address(/^styles-.*\.css$/),
  leading: address(/^leading-.*\.css$/),
  rare: address(/^rare-.*\.css$/),
  composer: address(/^composer-.*\.js$/),
  fonts: [address(/^figtree-.*-first-/), address(/^source-serif-.*-normal-first-/)],
  icon: `/assets/${await keep('icon.svg')}`,
  touchIcon: `/assets/${await keep('touch-icon.png')}`,
  ballot: await inBallot(),
  pushWorker: await pushWorker(),
}
const served = [...made, basename(manifest.icon), basename(manifest.touchIcon)]
const packed = (await Promise.all(served.map(pack))).flat()
// The new files come first, then their list, then the old ones go: a running site always finds the files it names.
await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
const current = new Set([...served, ...packed, 'manifest.json'])
for (const name of await readdir(out)) if (!current.has(name)) await rm(join(out, name), { recursive: true })
