/**
 * Who looks at a demo site: each signs in once, as a person does, and then looks through as many windows as are needed.
 */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { DemoSite } from '#tests/screens/demo-site.ts'
import type { Guide, Looker } from '#tests/screens/screens.ts'
import { until } from '#tests/support/patience.ts'

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>

interface Question {
  readonly question: string
  readonly options: readonly string[]
}

/** What the ballot asks. */
const questions: Record<'en' | 'de', Question> = {
  en: {
    question: 'Which of our meetings could go first?',
    options: ['The Monday round', 'The status meeting', 'The planning on Fridays', 'None of them'],
  },
  de: {
    question: 'Auf welches Treffen könnten wir zuerst verzichten?',
    options: ['Die Montagsrunde', 'Das Statustreffen', 'Die Planung am Freitag', 'Auf keines'],
  },
}

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
  return { window, guide: await lookAround(await window('ada'), site.url, questions[language]) }
}

async function lookAround(ada: BrowserContext, url: string, question: Question): Promise<Guide> {
  const json = async <T>(path: string) => {
    const answer = await ada.request.get(path, { headers: { accept: 'application/json' } })
    return (await answer.json()) as T
  }
  const { communities } = await json<{ communities: { slug: string; status: string; members: number }[] }>('/')
  const most = [...communities].sort((one, other) => other.members - one.members)[0]
  const draft = communities.find(({ status }) => status === 'draft')
  const community = `/c/${most?.slug}`
  let ballot: Promise<string> | null = null

  async function first(page: string, address: RegExp): Promise<string> {
    const text = await (await ada.request.get(page, { headers: { accept: 'text/html' } })).text()
    const found = [...text.matchAll(/href="([^"]+)"/g)].find(([, href = '']) => address.test(href))
    if (!found?.[1]) throw new Error(`${page} leads nowhere like ${address}.`)
    return found[1]
  }

  async function pingWith(which: 'most' | 'few' | 'closed'): Promise<string> {
    type Counted = { address: string; answered: number | null; threshold: number }
    const { open, archive } = await json<Record<'open' | 'archive', Counted[]>>(`${community}/pings`)
    const answers = ({ answered }: Counted) => answered ?? 0
    const found = {
      most: open.toSorted((one, other) => answers(other) - answers(one))[0],
      few: open.findLast((one) => answers(one) < one.threshold),
      closed: archive[0],
    }[which]
    if (!found) throw new Error(`The demo has no such Ping: ${which}.`)
    return found.address
  }

  async function sendPing(): Promise<string> {
    await ada.request.post(`${community}/pings`, {
      headers: { accept: 'application/json', origin: url },
      data: { ...question, hours: '48', send: true },
    })
    let address: string | undefined
    const isThere = async () => {
      const { mails } = await json<{ mails: { id: string; kind: string }[] }>('/outbox?words=ben%40example.org')
      const mail = mails.find(({ kind }) => kind === 'ping')
      const { text } = mail ? await json<{ text: string | null }>(`/outbox/${mail.id}`) : { text: null }
      address = text?.match(/http\S+(\/b\/[^/\s]+\/\S+)/)?.[1]
      return address !== undefined
    }
    await until(isThere, 'No mail of the Ping came into the outbox.')
    return address as string
  }

  return { community, draft: `/c/${draft?.slug}`, first, pingWith, ballot: () => (ballot ??= sendPing()) }
}
