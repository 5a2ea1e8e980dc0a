/**
 * Every screen of the demo is HTML without an error, says the checker that the HTML standard's people keep.
 * It is a Java program; where there is no Java, this says so and is passed over.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { startDemoSite } from '#tests/screens/demo-site.ts'
import { signEverybodyIn } from '#tests/screens/people.ts'
import { screens } from '#tests/screens/screens.ts'
import { launch } from '#tests/support/browser.ts'
import { demoFolder } from '#tests/support/demo-folder.ts'

interface Finding {
  readonly type: 'error' | 'info' | 'non-document-error'
  readonly url: string
  readonly message: string
  readonly extract?: string
}

const pages = screens.filter(({ isMail, then }) => !isMail && !then)
const checker: string = createRequire(import.meta.url)('vnu-jar')
const hasJava = spawnSync('java', ['-version']).status === 0

test('every screen is valid HTML', { skip: hasJava ? false : 'there is no Java for the checker' }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-html-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const files = await savePages(folder)
  assert.equal(files.length, pages.length)
  const { stderr } = spawnSync('java', ['-jar', checker, '--format', 'json', '--errors-only', ...files], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const { messages } = JSON.parse(stderr) as { messages: Finding[] }
  const sentences = messages.map(
    ({ url, message, extract = '' }) => `${basename(url)}: ${message}\n    ${extract.replace(/\s+/g, ' ')}`,
  )
  assert.equal(sentences.length, 0, [...new Set(sentences)].join('\n'))
})

/** Each screen's HTML as the server sends it. */
async function savePages(folder: string): Promise<string[]> {
  const site = await startDemoSite('en', await demoFolder())
  const browser = await launch()
  try {
    const people = await signEverybodyIn(browser, site, 'en')
    const files: string[] = []
    for (const who of new Set(pages.map((screen) => screen.who))) {
      const window = await people.window(who)
      for (const { name, at } of pages.filter((screen) => screen.who === who)) {
        const answer = await window.request.get(await at(people.guide), { headers: { accept: 'text/html' } })
        const file = join(folder, `${name}.html`)
        writeFileSync(file, await answer.body())
        files.push(file)
      }
      await window.close()
    }
    return files
  } finally {
    await browser.close()
    await site.stop()
  }
}
