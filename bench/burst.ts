/**
 * Votes from the mail in a burst, with the Ping open on many screens.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Figure } from './figure.ts'
import { putLoad, putLoadFor } from './load/load.ts'
import type { LoadResult, OpenLoad } from './load/request.ts'
import { openViewers } from './load/viewers.ts'
import type { Bench, Part } from './part.ts'
import { type Crowd, opening, pressing, shownVotes, storedVotes, takeBallots } from './site/crowd.ts'
import type { KnownPing } from './site/known.ts'
import { formOf, pageOf } from './site/site.ts'

type Phases = OpenLoad['phases']

/** What is asked of one burst. */
interface BurstTerms {
  readonly label: string
  readonly phases: Phases
  /** People who have the Ping open, and tabs of each. */
  readonly viewers: number
  readonly tabs: number
  /** Other pages meanwhile, a second. */
  readonly browsing: number
  readonly gates: {
    readonly p95: number | null
    readonly p99: number | null
    readonly shown: number | null
    readonly browsing: number | null
    readonly memory: number | null
  }
}

export const burst: Part = {
  name: 'burst',
  says: '50 votes a second from the mail for 60 s, their ballots opened before, with 1,000 live viewers.',
  runs: 3,
  measure: (bench) =>
    burstOf(bench, {
      label: '50/s',
      phases: [{ perSecond: 50, seconds: bench.seconds(60) }],
      viewers: bench.many(1000),
      tabs: 1,
      browsing: 0,
      gates: { p95: 250, p99: null, shown: 1000, browsing: null, memory: 500 },
    }),
}

export const browsing: Part = {
  name: 'browsing',
  says: 'The same for 15 s while 200 pages a second are read.',
  runs: 3,
  measure: (bench) =>
    burstOf(bench, {
      label: '50/s beside 200 pages/s',
      phases: [{ perSecond: 50, seconds: bench.seconds(15) }],
      viewers: bench.many(1000),
      tabs: 1,
      browsing: 200,
      gates: { p95: 250, p99: null, shown: 1000, browsing: 300, memory: 500 },
    }),
}

export const beyond: Part = {
  name: 'beyond',
  says: '10,000 votes in a minute, 5 s of it at 500 a second, with 10,000 live streams.',
  runs: 1,
  measure: (bench) =>
    burstOf(bench, {
      label: '10,000 in a minute',
      phases: [
        { perSecond: 136, seconds: bench.seconds(25) },
        { perSecond: 500, seconds: bench.seconds(5) },
        { perSecond: 136, seconds: bench.seconds(30) },
      ],
      viewers: bench.many(1000),
      tabs: bench.isQuick ? 1 : 10,
      browsing: 0,
      gates: { p95: null, p99: null, shown: null, browsing: null, memory: null },
    }),
}

/** Runs a burst on a fresh Ping and counts afterwards: stored, shown, acknowledged. */
async function burstOf(bench: Bench, terms: BurstTerms): Promise<Figure[]> {
  const crowd = await bench.crowded()
  const { site } = crowd
  const count = terms.phases.reduce((sum, { perSecond, seconds }) => sum + Math.round(perSecond * seconds), 0)
  const { ping, ballots: voters } = await takeBallots(crowd, count)
  const watching = site.members.slice(0, terms.viewers)
  bench.say(`${watching.length} people answer first and keep the Ping open`)
  await answerOnPage(crowd, ping, terms.viewers)
  const viewers = await openViewers({
    origin: site.program.url,
    path: `/live?topics=ping/${ping.uuid}`,
    cookies: Array.from({ length: terms.tabs }, () => watching.map(({ cookie }) => cookie)).flat(),
  })
  const before = (await storedVotes(site, ping)).rows
  await wait(1500)
  const load = { kind: 'open', origin: site.program.url, phases: terms.phases, once: true } as const
  bench.say(`${voters.length} votes`)
  const [votes, openings, pages] = await site.watched(`burst ${terms.label}`, () =>
    Promise.all([
      // The ballot is opened two seconds before its button is pressed.
      wait(2000).then(() => putLoad({ ...load, requests: voters.map((one, i) => pressing(one, i % 3)), each: true })),
      putLoad({ ...load, requests: voters.map((one, i) => opening(one, i % 3)) }),
      terms.browsing > 0 ? browse(crowd, ping, terms) : null,
    ]),
  )
  await wait(2000)
  const acknowledged = votes.sent
    .filter(({ status }) => status === 303)
    .map(({ done }) => done)
    .sort((a, b) => a - b)
  const arrivals = await viewers.arrivals({ acknowledged, before })
  const memory = site.program.memory()
  await viewers.close()
  const stored = await storedVotes(site, ping)
  const shown = await shownVotes(site, ping)
  const { gates, label } = terms
  const expected = before + acknowledged.length
  return [
    atMost(
      `votes ${label}: p95`,
      votes.p95,
      'ms',
      gates.p95,
      null,
      `p50 ${ms(votes.p50)}, p99 ${ms(votes.p99)}, most ${ms(votes.most)}`,
    ),
    atMost(`votes ${label}: p99`, votes.p99, 'ms', gates.p99, 1000, `${Math.round(votes.rate)}/s answered`),
    atMost(`votes ${label}: not acknowledged`, votes.sent.length - acknowledged.length, '', 0, 0, statusesOf(votes)),
    atMost(
      `votes ${label}: commit to page, p99`,
      arrivals.p99,
      'ms',
      gates.shown,
      2000,
      `p50 ${ms(arrivals.p50)}, most ${ms(arrivals.most)}, on ${arrivals.streams} streams, ${arrivals.lost} lost`,
    ),
    atMost(
      `votes ${label}: streams that are wrong 2 s after the last vote`,
      arrivals.streams - arrivals.right,
      '',
      0,
      0,
      `${arrivals.right} of ${viewers.open} right`,
    ),
    atMost(
      `votes ${label}: stored, shown and acknowledged differ by`,
      Math.abs(stored.rows - expected) + Math.abs(shown - expected),
      '',
      0,
      0,
      `${stored.rows} stored, ${shown} shown, ${expected} acknowledged, ${stored.aside} put aside`,
    ),
    atMost(
      `ballots opened meanwhile ${label}: p99`,
      openings.p99,
      'ms',
      null,
      500,
      `p50 ${ms(openings.p50)}, ${statusesOf(openings)}`,
    ),
    ...(pages
      ? [
          atMost(
            `pages meanwhile ${label}: p95`,
            pages.p95,
            'ms',
            gates.browsing,
            null,
            `p50 ${ms(pages.p50)}, p99 ${ms(pages.p99)}, ${Math.round(pages.rate)}/s, ${statusesOf(pages)}`,
          ),
        ]
      : []),
    atMost(
      `memory of the program ${label}`,
      memory,
      'MB',
      gates.memory,
      terms.tabs > 1 ? 1000 : null,
      'web and worker in one process',
    ),
  ]
}

function atMost(
  name: string,
  value: number,
  unit: Figure['unit'],
  gate: number | null,
  goal: number | null,
  detail: string,
): Figure {
  return { name, value, unit, wants: 'at most', gate, goal, detail }
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`

function statusesOf({ statuses, firstError }: LoadResult): string {
  const counts = Object.entries(statuses).map(([status, n]) => `${n} × ${status === '0' ? 'no answer' : status}`)
  return [...counts, ...(firstError ? [firstError.slice(0, 120)] : [])].join(', ')
}

/** Everybody who watches has answered, because nobody sees totals before. */
async function answerOnPage({ site }: Crowd, ping: KnownPing, count: number): Promise<void> {
  await putLoadFor([303], {
    kind: 'closed',
    origin: site.program.url,
    requests: site.members
      .slice(0, count)
      .map((one, i) =>
        formOf(`/c/${site.community}/pings/${ping.id}/vote`, one, { optionId: ping.options[i % 3] as string }),
      ),
    once: true,
    connections: 8,
    seconds: 60,
  })
}

/** What people read meanwhile: the Ping, the community, its discussions, the Toolkit, home. */
function browse({ site }: Crowd, ping: KnownPing, { browsing: perSecond, phases }: BurstTerms): Promise<LoadResult> {
  const root = `/c/${site.community}`
  const paths = [`${root}/pings/${ping.id}`, root, `${root}/discussions`, `${root}/toolkit`, '/', `${root}/pings`]
  return putLoad({
    kind: 'open',
    origin: site.program.url,
    requests: site.members.flatMap((one, i) => [pageOf(paths[i % paths.length] as string, one)]),
    phases: phases.map(({ seconds }) => ({ perSecond, seconds: seconds + 2 })),
  })
}
