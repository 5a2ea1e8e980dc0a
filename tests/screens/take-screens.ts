/**
 * bin/screens: pictures of a demo site's screens, in a real browser, at three widths, light and dark.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { BrowserContext } from 'playwright-core'
import { startDemoSite } from '#tests/screens/demo-site.ts'
import { type People, signEverybodyIn } from '#tests/screens/people.ts'
import { takeReadmePictures } from '#tests/screens/readme-pictures.ts'
import type { Screen } from '#tests/screens/screen.ts'
import { schemes, screens, widths } from '#tests/screens/screens.ts'
import { launch } from '#tests/support/browser.ts'

const usage = `bin/screens [folder]         pictures of every screen (folder: ./screens unless told)
  --only <part of a name>    of some screens: --only thread --only toolkit
  --width <pixels>           of one width (${widths.join(', ')} unless told)
  --scheme <scheme>          light or dark only
  --language <language>      de or en (en unless told)
bin/screens --readme         the README's pictures, into docs/pictures`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean' },
    readme: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    width: { type: 'string' },
    scheme: { type: 'string' },
    language: { type: 'string', default: 'en' },
  },
})

if (values.help) console.log(usage)
else await take()

async function take(): Promise<void> {
  const language = values.language === 'de' ? 'de' : 'en'
  const site = await startDemoSite(language)
  const browser = await launch()
  try {
    const people = await signEverybodyIn(browser, site, language)
    if (values.readme) await takeReadmePictures(people, fileURLToPath(new URL('../../docs/pictures', import.meta.url)))
    else await takeScreens(people, resolve(positionals[0] ?? 'screens'))
  } finally {
    await browser.close()
    await site.stop()
  }
}

async function takeScreens(people: People, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const wanted = screens.filter(({ name }) => !values.only || values.only.some((part) => name.includes(part)))
  const failed: string[] = []
  for (const width of values.width ? [Number(values.width)] : widths) {
    for (const scheme of schemes.filter((one) => !values.scheme || one === values.scheme)) {
      for (const who of new Set(wanted.map((screen) => screen.who))) {
        const window = await people.window(who, {
          viewport: { width, height: width < 600 ? 740 : 900 },
          colorScheme: scheme,
          reducedMotion: 'reduce',
        })
        for (const screen of wanted.filter((one) => one.who === who)) {
          const file = join(folder, `${screen.name}-${width}-${scheme}.png`)
          await takeOne(window, people, screen, file).then(
            () => console.log(file),
            (problem: Error) => failed.push(`${screen.name} at ${width}, ${scheme}: ${problem.message.split('\n')[0]}`),
          )
        }
        await window.close()
      }
    }
  }
  for (const sentence of failed) console.error(sentence)
  if (failed.length > 0) process.exitCode = 1
}

async function takeOne(window: BrowserContext, { guide }: People, screen: Screen, file: string): Promise<void> {
  const page = await window.newPage()
  try {
    const answer = await page.goto(await screen.at(guide))
    if ((answer?.status() ?? 500) >= 500) throw new Error(`The site answered ${answer?.status()}.`)
    await screen.then?.(page)
    await page.evaluate('document.fonts.ready')
    await page.screenshot({ path: file, fullPage: !screen.isLong, animations: 'disabled' })
  } finally {
    await page.close()
  }
}
