/**
 * A real Chromium for journeys, from npm: nothing of the machine's is needed. It is unpacked once for each checkout.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { after, afterEach } from 'node:test'
import chromium, { inflate } from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium as playwright,
} from 'playwright-core'
import { cacheFolder } from '#tests/support/cache-folder.ts'
import { fontConfiguration } from '#tests/support/fonts.ts'
import { waitLimit } from '#tests/support/wait-for.ts'

const packageDir = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
const packed = join(packageDir, 'bin')

/** Without a sandbox, as it may run as root; and without everything that would speak to the outside. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let shared: Promise<Browser> | null = null

/** The browser of this test file, started by the first call and closed after its tests. Give each person a context of their own. */
export function openBrowser(): Promise<Browser> {
  if (!shared) {
    const opening = launch()
    shared = opening
    // The types of node:test do not know yet that a test has the error it failed with.
    afterEach(async (test: object) => {
      const failed = 'error' in test && test.error instanceof Error ? test.error.cause : null
      if (failed instanceof Error) await tellWhatPagesShow(await opening, failed)
    })
    // The next file of this process starts a browser of its own, so that nothing of this one's is left in it.
    after(async () => {
      shared = null
      await (await opening).close()
    })
  }
  return shared
}

/** A test that failed says in its report what stood on each open page: on another machine that is all there is to go by. */
async function tellWhatPagesShow(browser: Browser, failure: Error): Promise<void> {
  for (const page of browser.contexts().flatMap((window) => window.pages())) {
    const shown = await page.evaluate('document.body.innerText').catch((fault: Error) => fault.message)
    failure.stack += `\n\n${page.url()} shows:\n${String(shown).slice(0, 1500)}`
  }
}

/** A window of one person: their own cookies, English, 1280 by 800 unless the test says otherwise. */
export async function openWindow(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const browser = await openBrowser()
  const window = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    viewport: { width: 1280, height: 800 },
    ...options,
  })
  window.setDefaultTimeout(waitLimit)
  return window
}

/** From now on a fault of the page's script fails the test. A request that ends since its page closes is none. */
export function failOnFault(page: Page): void {
  page.on('pageerror', (fault) => {
    if (fault.name !== 'AbortError') throw fault
  })
}

/**
 * Starts a browser that the caller closes, for programs that are no tests.
 * @throws where this machine has no browser: outside Linux on x64 that is an installed Chrome
 */
export async function launch(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return playwright.launch({ channel: 'chrome', args: flags })
  }
  const folder = await unpack()
  return playwright.launch({
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: await fontConfiguration(join(folder, 'fonts')),
    },
  })
}

/** The package unpacks to the temp folder, where a half-written browser of another run would be taken for a whole one. */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  return cacheFolder(`chromium-${version}`, async (unfinished) => {
    const before = process.env.TMPDIR
    process.env.TMPDIR = unfinished
    try {
      await Promise.all([chromium.executablePath(packed), inflate(join(packed, 'al2023.tar.br'))])
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
  })
}
