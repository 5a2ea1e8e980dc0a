/**
 * The fonts of the tests' browser, from npm: its pictures do not depend on installed fonts, and look the same everywhere.
 * They replace the fonts of people's machines; the fonts of the pages come from the site as always.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { convert } from 'fontverter'
import { cacheFolder } from '#tests/support/cache-folder.ts'

/** Packages of web fonts, and which of their files: one weight axis, and of each script only its own part. */
const webFonts = [
  { manifest: import.meta.resolve('@fontsource-variable/noto-sans-sc/package.json'), files: /-wght-normal\.woff2$/ },
  { manifest: import.meta.resolve('@fontsource-variable/noto-sans-kr/package.json'), files: /-wght-normal\.woff2$/ },
  { manifest: import.meta.resolve('@fontsource-variable/noto-sans-thai/package.json'), files: /-thai-wght-normal\./ },
  { manifest: import.meta.resolve('twemoji-colr-font/package.json'), files: /^twemoji\.woff2$/ },
]

/** Latin, Greek, Cyrillic, Hebrew, Arabic, signs, and all of it as monospace. These come as the browser needs them. */
const dejavu = import.meta.resolve('dejavu-fonts-ttf/package.json')

/** A request for an emoji names this as its language. */
const emojiLanguage = 'und-zsye'

/**
 * A fontconfig file that knows these fonts and no others.
 * @param openSans a folder with the sans serif that is part of the browser
 */
export async function fontConfiguration(openSans: string): Promise<string> {
  const manifests = await Promise.all([...webFonts, { manifest: dejavu }].map(({ manifest }) => read(manifest)))
  const version = createHash('sha256').update(manifests.join()).update(configuration('', [])).digest('hex').slice(0, 12)
  const folder = await cacheFolder(`fonts-${version}`, async (unfinished) => {
    await mkdir(join(unfinished, 'unpacked'))
    for (const { manifest, files } of webFonts) await convertAll(manifest, files, join(unfinished, 'unpacked'))
  })
  const file = join(folder, 'fonts.conf')
  const unfinished = `${file}.${process.pid}`
  await writeFile(
    unfinished,
    configuration(folder, [openSans, join(folderOf(dejavu), 'ttf'), join(folder, 'unpacked')]),
  )
  await rename(unfinished, file)
  return file
}

/** The browser reads packed fonts only from pages, so these are unpacked. */
async function convertAll(manifest: string, wanted: RegExp, to: string): Promise<void> {
  const inside = folderOf(manifest)
  const all = await readdir(inside, { recursive: true })
  for (const file of all.filter((name) => wanted.test(name.slice(name.lastIndexOf('/') + 1)))) {
    const unpacked = await convert(await readFile(join(inside, file)), 'truetype')
    await writeFile(join(to, file.replace(/^.*\//, '').replace(/woff2$/, 'ttf')), unpacked)
  }
}

function configuration(folder: string, fonts: readonly string[]): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  ${fonts.map((one) => `<dir>${inMarkup(one)}</dir>`).join('\n  ')}
  <cachedir>${inMarkup(join(folder, 'index'))}</cachedir>
  ${prefer('sans-serif', 'Open Sans')}
  ${prefer('system-ui', 'Open Sans')}
  ${prefer('serif', 'DejaVu Serif')}
  ${prefer('monospace', 'DejaVu Sans Mono')}
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Noto Sans SC Thin</string></edit>
  </match>
  <match target="pattern">
    <test name="lang"><string>${emojiLanguage}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Twemoji Mozilla</string></edit>
  </match>
</fontconfig>
`
}

function prefer(family: string, font: string): string {
  return `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`
}

function inMarkup(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function folderOf(manifest: string): string {
  return dirname(fileURLToPath(manifest))
}

function read(manifest: string): Promise<string> {
  return readFile(fileURLToPath(manifest), 'utf8')
}
