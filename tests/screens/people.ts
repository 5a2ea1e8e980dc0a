/**
 * Who looks at a demo site: each signs in once, as a person does, and then looks through as many windows as are needed.
 */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { DemoSite } from '#tests/screens/demo-site.ts'
import type { Guide, Looker } from '#tests/screens/screen.ts'

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>

export interface People {
  /** A window of one of them; the caller closes it. */
  window(who: Looker, options?: BrowserContextOptions): Promise<BrowserContext>
  readonly guide: Guide
}

/** Signs everybody in by the links that the program printed, and looks around as Ada. */
export async function signEverybodyIn(browser: Browser, site: DemoSite, language: 'en' | 'de'): Promise<People> {
  const kept = new Map<Looker, Kept>()
  for (const who of ['ada', 'ben', 'cleo', 'dov'] as const) {
    const context = await browser.newContext({ locale: language })
    const page = await context.newPage()
    await page.goto(site.signIns.get(who) ?? site.url)
    await page.locator('main form button').first().click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    kept.set(who, await context.storageState())
    await context.close()
  }
  const window = (who: Looker, options: BrowserContextOptions = {}) =>
    browser.newContext({
      locale: language,
      timezoneId: 'Europe/Lisbon',
      baseURL: site.url,
      ...(who === 'visitor' ? {} : { storageState: kept.get(who) as Kept }),
      ...options,
    })
  return { window, guide: await lookAround(await window('ada'), site.url, language) }
}

async function lookAround({ request }: BrowserContext, url: string, language: 'en' | 'de'): Promise<Guide> {
  const json = async <T>(path: string, sent?: object) => {
    const headers = { accept: 'application/json', ...(sent ? { origin: url } : {}) }
    const answer = await (sent ? request.post(path, { headers, data: sent }) : request.get(path, { headers }))
    return (await answer.json()) as T
  }
  async function first(page: string, address: RegExp): Promise<string> {
    const text = await (await request.get(page, { headers: { accept: 'text/html' } })).text()
    const found = [...text.matchAll(/href="([^"]+)"/g)].find(([, href = '']) => address.test(href))
    if (!found?.[1]) throw new Error(`${page} leads nowhere like ${address}.`)
    return found[1]
  }
  const { communities } = await json<{ communities: { slug: string; status: string; members: number }[] }>('/')
  const most = [...communities].sort((one, other) => other.members - one.members)[0]
  const draft = communities.find(({ status }) => status === 'draft')
  return { language, community: `/c/${most?.slug}`, draft: `/c/${draft?.slug}`, first, json }
}
