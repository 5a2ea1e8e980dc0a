/**
 * Browser windows of a running program, opened by the links it printed at start.
 */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { failOnFault, openWindow } from '#tests/support/browser.ts'
import type { ServerProcess } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'

/** The first link that the program prints behind these words. */
export async function printedLink(server: ServerProcess, words: string): Promise<string> {
  const find = () =>
    server
      .output()
      .split('\n')
      .find((one) => one.includes(words) && /http\S+$/.test(one))
  await waitFor(
    () => find() !== undefined,
    () => `It printed no link for “${words}”.\n${server.output()}`,
  )
  const line = find() as string
  return line.slice(line.lastIndexOf('http')).trim()
}

/** A window of the site in which nobody is signed in. A mistake of the page's script fails the test. */
export async function openAsVisitor(server: ServerProcess, options: BrowserContextOptions = {}): Promise<Page> {
  const window = await openWindow({ baseURL: server.url, ...options })
  const page = await window.newPage()
  failOnFault(page)
  return page
}

/** A window of one of the demo's cast, signed in by the printed link and its button. */
export async function openAsCast(
  server: ServerProcess,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openAsVisitor(server, options)
  await page.goto(await printedLink(server, name))
  await page.getByRole('button', { name: `Sign in as ${name}` }).click()
  await arriveAt(page, `${server.url}/`)
  return page
}

/** Resolves when the window shows this address. @throws with the text it shows instead */
export async function arriveAt(page: Page, address: string | RegExp): Promise<void> {
  await page.waitForURL(address).catch(async (problem) => {
    const words = await page.locator('body').innerText({ timeout: 1000 }).catch(String)
    throw new Error(`The window stays at ${page.url()} and says:\n${words}`, { cause: problem })
  })
}

/** Another window of the same person. */
export async function openLike(page: Page, options: BrowserContextOptions = {}): Promise<Page> {
  const baseURL = new URL(page.url()).origin
  const window = await openWindow({ baseURL, storageState: await page.context().storageState(), ...options })
  const other = await window.newPage()
  failOnFault(other)
  return other
}

/** Resolves when the page's stream is open: what happens from here on arrives. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
}

/** Closes a person's window. */
export async function leave(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page): Promise<void> => (page.context() as BrowserContext).close()))
}
