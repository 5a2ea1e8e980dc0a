/**
 * Pages and votes on the lived-in site, answered by the web role alone, each rate beside the reference's.
 */
import type { Figure } from './figure.ts'
import { putLoadFor } from './load/load.ts'
import type { LoadRequest, LoadResult } from './load/request.ts'
import type { Bench, Part } from './part.ts'
import { againstReference, type Measured, ratio, warmed } from './site/against-reference.ts'
import { drained } from './site/drained.ts'
import { leaveUnread, openPing } from './site/known.ts'
import { type Reading, readsOf } from './site/reading.ts'
import { formOf, jsonOf, pageOf, type Site } from './site/site.ts'

export const pages: Part = {
  name: 'pages',
  says: 'Thread, community, Toolkit, working and home pages, and votes, on 1, 16 and 64 connections.',
  runs: 3,
  async measure(bench, run) {
    const site = await bench.livedIn()
    const figures: Figure[] = []
    const alone: { name: string; p50: number }[] = []
    const crowded: { name: string; share: number; p99: number }[] = []
    figures.push(await onColdProgram(bench, site))
    for (const { name, gate, goal, requests } of await readsOf(site)) {
      bench.say(name)
      const measured = await measure(bench, site, name, requests)
      figures.push(ratio(name, measured, { gate, goal }))
      const one = await load(bench, site, requests, 1, 1)
      const many = await load(bench, site, requests, 64, 1.5)
      alone.push({ name, p50: one.p50 })
      crowded.push({ name, share: (many.rate / measured.outcome.rate) * 100, p99: many.p99 })
    }
    figures.push(...worstRead(alone, crowded))
    bench.say('thread page, compressed')
    const [thread] = await readsOf(site)
    const squeezed = (thread?.requests ?? []).map((one) => ({
      ...one,
      headers: { ...one.headers, 'accept-encoding': 'br' },
    }))
    const small = await measure(bench, site, 'thread page, brotli', squeezed)
    figures.push(ratio('thread page, brotli, c=16', small, { gate: null, goal: null }))
    figures.push(await besideNothingUnread(bench, site))
    figures.push(...(await votes(bench, site, run)))
    await site.restart()
    await drained(site)
    return figures
  },
}

async function measure(bench: Bench, site: Site, name: string, requests: readonly LoadRequest[]): Promise<Measured> {
  await warmed(bench, (seconds) => load(bench, site, requests, 16, seconds))
  return againstReference(bench, site, name, () => load(bench, site, requests, 16, 2.5))
}

/** The first page again, on a program that was started a moment ago. */
async function onColdProgram(bench: Bench, site: Site): Promise<Figure> {
  bench.say('A cold program')
  await site.restart({ ROLES: 'web' })
  const [{ name, requests }] = (await readsOf(site)) as [Reading]
  const measured = await againstReference(bench, site, `${name}, cold`, () => load(bench, site, requests, 16, 2.5))
  return ratio(`${name}, from the first request on`, measured, { gate: null, goal: null })
}

/** Readers with a hundred unread notices ask for the same pages as readers with none, in turn; the page that suffers most is told. */
async function besideNothingUnread(bench: Bench, site: Site): Promise<Figure> {
  bench.say('A hundred unread notices')
  const [without, withNews] = [site.members.slice(-80, -40), site.members.slice(-40)]
  await leaveUnread(site, { none: without, hundred: withNews })
  const root = `/c/${site.community}`
  const shares: { path: string; share: number }[] = []
  for (const path of ['/', root, `${root}/toolkit`]) {
    const rate = async (who: typeof without) => {
      const requests = who.map((one) => pageOf(path, one))
      return (await load(bench, site, requests, 16, 1)).rate
    }
    await rate(withNews)
    const pairs = await inTurn(5, async () => (await rate(withNews)) / (await rate(without)))
    shares.push({ path: path.replace(root, 'community'), share: 100 * (pairs.sort((a, b) => a - b)[2] as number) })
  }
  return {
    name: 'rate for a reader with 100 unread notices, against one with none',
    ...{ value: Math.min(...shares.map(({ share }) => share)), unit: '%', wants: 'at least', gate: 90, goal: null },
    detail: shares.map(({ path, share }) => `${path === '/' ? 'home' : path} ${share.toFixed(0)} %`).join(' · '),
  }
}

async function inTurn(times: number, run: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let i = 0; i < times; i++) values.push(await run())
  return values
}

function load(bench: Bench, site: Site, requests: readonly LoadRequest[], connections: number, seconds: number) {
  const origin = site.program.url
  return putLoadFor([200], { kind: 'closed', origin, requests, connections, seconds: bench.seconds(seconds) })
}

function worstRead(
  alone: readonly { name: string; p50: number }[],
  crowded: readonly { name: string; share: number; p99: number }[],
): Figure[] {
  const slowest = [...alone].sort((a, b) => b.p50 - a.p50)[0]
  const thinnest = [...crowded].sort((a, b) => a.share - b.share)[0]
  const latest = [...crowded].sort((a, b) => b.p99 - a.p99)[0]
  return [
    {
      name: 'slowest read at c=1, p50',
      ...{ value: slowest?.p50 ?? Number.NaN, unit: 'ms', wants: 'at most', gate: 6, goal: 3 },
      detail: alone.map(({ name, p50 }) => `${wordsOf(name)} ${p50.toFixed(1)}`).join(' · '),
    },
    {
      name: 'c=64, rate against c=16',
      ...{ value: thinnest?.share ?? Number.NaN, unit: '%', wants: 'at least', gate: 90, goal: null },
      detail: crowded.map(({ name, share }) => `${wordsOf(name)} ${share.toFixed(0)} %`).join(' · '),
    },
    {
      name: 'c=64, p99',
      ...{ value: latest?.p99 ?? Number.NaN, unit: 'ms', wants: 'at most', gate: 600, goal: 250 },
      detail: crowded.map(({ name, p99 }) => `${wordsOf(name)} ${p99.toFixed(0)}`).join(' · '),
    },
  ]
}

/** The first words of a row, for a line that holds several. */
function wordsOf(name: string): string {
  return name.replace(/, c=16$/, '').replace(', 20 posts', '')
}

/** Every vote changes the one before it, so that each is written. */
async function votes(bench: Bench, site: Site, run: number): Promise<Figure[]> {
  const ping = await openPing(site)
  const address = `/c/${site.community}/pings/${ping.id}/vote`
  const rounds = [0, 1].flatMap((round) =>
    site.members.map((member, i) => ({
      member,
      optionId: ping.options[(run + round + i) % ping.options.length] as string,
    })),
  )
  const kinds = [
    {
      name: 'vote, form, c=16',
      gate: 9,
      statuses: [303],
      requests: rounds.map(({ member, optionId }) => formOf(address, member, { optionId })),
    },
    {
      name: 'vote, JSON, c=16',
      gate: 12,
      statuses: [200],
      requests: rounds.map(({ member, optionId }) => ({
        method: 'PUT' as const,
        path: address,
        headers: { ...jsonOf('', member).headers, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ optionId }),
      })),
    },
  ]
  const figures: Figure[] = []
  for (const { name, gate, statuses, requests } of kinds) {
    bench.say(name)
    let sent = 0
    const vote = async (seconds: number): Promise<LoadResult> => {
      const from = sent % requests.length
      const outcome = await putLoadFor(statuses, {
        ...{ kind: 'closed', origin: site.program.url, connections: 16, seconds: bench.seconds(seconds) },
        requests: [...requests.slice(from), ...requests.slice(0, from)],
      })
      sent += outcome.answered
      return outcome
    }
    await warmed(bench, vote)
    figures.push(ratio(name, await againstReference(bench, site, name, () => vote(2.5)), { gate, goal: null }))
  }
  return figures
}
