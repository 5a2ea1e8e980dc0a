/**
 * Starting, memory, and what a first visit weighs.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { launch } from '#tests/support/browser.ts'
import type { Figure } from './figure.ts'
import { putLoadFor } from './load/load.ts'
import type { Part } from './part.ts'
import { prepareProgram } from './site/program.ts'
import { readsOf } from './site/reading.ts'
import type { Site, Visitor } from './site/site.ts'

export const starts: Part = {
  name: 'starts',
  says: 'A first start, a restart, memory at rest and under load, and the weight of a first visit.',
  runs: 3,
  async measure(bench) {
    const site = await bench.livedIn()
    bench.say('A first start')
    const empty = await prepareProgram()
    const first = await empty.start().finally(() => empty.remove())
    bench.say('A restart, and memory of the web role alone')
    const restart = await site.restart()
    await site.restart({ ROLES: 'web' })
    await wait(bench.seconds(3) * 1000)
    const idle = site.program.memory()
    const requests = (await readsOf(site)).flatMap((one) => one.requests)
    await putLoadFor([200], {
      kind: 'closed',
      origin: site.program.url,
      // In another order, so that every connection meets every kind.
      requests: requests.map((_, i) => requests[(i * 401) % requests.length] as (typeof requests)[number]),
      connections: 64,
      seconds: bench.seconds(6),
    })
    const loaded = site.program.memory()
    await site.restart()
    bench.say('A first visit')
    const visits = await firstVisits(site)
    const heaviest = Math.max(...visits.map(({ bytes }) => bytes)) / 1000
    const most = Math.max(...visits.map(({ requests: count }) => count))
    const figure = (
      name: string,
      value: number,
      unit: Figure['unit'],
      gate: number,
      goal: number | null,
      detail: string,
    ) => ({ name, value, unit, wants: 'at most', gate, goal, detail }) as const
    return [
      figure('first start of an empty site', first / 1000, 's', 15, null, 'with its database made, to the first page'),
      figure('restart to the first 200', restart / 1000, 's', 2, 1, 'the lived-in site, with its database'),
      figure('memory of the web role, idle', idle, 'MB', 150, 100, 'RSS, 3 s after the start'),
      figure('memory of the web role, loaded', loaded, 'MB', 250, 200, 'RSS, after 6 s on 64 connections'),
      figure(
        'first visit, compressed',
        heaviest,
        'KB',
        50,
        40,
        visits.map(({ name, bytes }) => `${name} ${(bytes / 1000).toFixed(1)}`).join(' · '),
      ),
      figure(
        'first visit, requests',
        most,
        '',
        10,
        6,
        visits.map(({ name, requests: count }) => `${name} ${count}`).join(' · '),
      ),
    ]
  },
}

interface Visit {
  readonly name: string
  /** As they came over the wire, heads included. */
  readonly bytes: number
  readonly requests: number
}

/** Pages in a browser that has never been here: everything it asks for until it is quiet. */
async function firstVisits(site: Site): Promise<Visit[]> {
  const root = `/c/${site.community}`
  const [thread] = await readsOf(site)
  const pages: [string, string, Visitor | null][] = [
    ['sign-in', '/sign-in', null],
    ['home', '/', site.members[0] as Visitor],
    ['community', root, site.members[0] as Visitor],
    ['thread', thread?.requests[0]?.path ?? root, site.members[0] as Visitor],
  ]
  const browser = await launch()
  try {
    const visits: Visit[] = []
    for (const [name, path, who] of pages) {
      const window = await browser.newContext({ baseURL: site.program.url, locale: 'en-GB' })
      // The signature within may end with another `=`.
      const [, cookieName = '', value = ''] = /^(.*?)=(.*)$/.exec(who?.cookie ?? '') ?? []
      if (who) await window.addCookies([{ name: cookieName, value, url: site.program.url }])
      const page = await window.newPage()
      const wire = await window.newCDPSession(page)
      let bytes = 0
      let requests = 0
      await wire.send('Network.enable')
      wire.on('Network.requestWillBeSent', () => requests++)
      wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
      await page.goto(path, { waitUntil: 'load' })
      if (new URL(page.url()).pathname !== path) throw new Error(`${name} led to ${page.url()}.`)
      await wait(1500)
      visits.push({ name, bytes, requests })
      await window.close()
    }
    return visits
  } finally {
    await browser.close()
  }
}
