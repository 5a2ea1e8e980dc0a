/**
 * Search: rare and common words, with pages read beside, on the lived-in site and on ten times as much; what is hidden by time; what
 * making the index anew takes; and what the index costs those who write.
 */
import { randomUUID } from 'node:crypto'
import type { Figure } from './figure.ts'
import { putLoadFor } from './load/load.ts'
import type { LoadRequest } from './load/request.ts'
import type { Bench, Part } from './part.ts'
import { againstReference, ratio, warmed } from './site/against-reference.ts'
import { drained } from './site/drained.ts'
import { threadsOfLength } from './site/known.ts'
import { readsOf } from './site/reading.ts'
import { hideOne, jobDone, type Searches, searchesOf } from './site/searching.ts'
import { formOf, type Site } from './site/site.ts'

/** Tries of each of two kinds, told apart by time. */
const tries = 200
/** Posts for which the time of making the index anew is told. */
const posts = 100_000

export const search: Part = {
  name: 'search',
  says: 'Rare and common words, pages beside them, what time tells, the index made anew, and what it costs to write.',
  runs: 1,
  async measure(bench) {
    const site = await bench.livedIn()
    return [
      ...(await searching(bench, site, 'lived-in site')),
      await toldByTime(bench, site),
      await costOfWriting(bench, site),
      ...(await madeAnew(bench, site)),
    ]
  },
}

/** A part of its own: seeding so much takes many minutes, and a figure that is missed there must not take the others along. */
export const searchAtScale: Part = {
  name: 'search-at-scale',
  says: 'Rare and common words, and pages beside them, on a site with ten times as much of everything.',
  runs: 1,
  onlyByName: true,
  async measure(bench) {
    return bench.isQuick ? [] : searching(bench, await bench.tenTimes(), 'ten times as much')
  },
}

async function searching(bench: Bench, site: Site, where: string): Promise<Figure[]> {
  await drained(site)
  const searches = await searchesOf(site)
  const figures: Figure[] = []
  for (const [name, gate, requests] of [
    ['a rare word', 60, searches.rare],
    ['common words', 250, searches.common],
  ] as const) {
    const full = `${name}, c=16, ${where}`
    bench.say(full)
    const load = (seconds: number) => loadOf(site, requests, { connections: 16, seconds: bench.seconds(seconds) })
    await warmed(bench, load)
    figures.push(ratio(full, await againstReference(bench, site, full, () => load(2.5)), { gate, goal: null }))
  }
  return [...figures, await pagesBeside(bench, site, searches, where)]
}

function loadOf(
  { program }: Site,
  requests: readonly LoadRequest[],
  { connections, seconds, once = false }: { connections: number; seconds: number; once?: boolean },
) {
  const statuses = requests[0]?.method === 'POST' ? [303] : [200]
  return putLoadFor(statuses, { kind: 'closed', origin: program.url, requests, connections, seconds, once })
}

async function pagesBeside(bench: Bench, site: Site, { common }: Searches, where: string): Promise<Figure> {
  bench.say('Pages beside searches')
  const [thread] = await readsOf(site)
  const seconds = bench.seconds(5)
  const [beside, searched] = await Promise.all([
    loadOf(site, thread?.requests ?? [], { connections: 2, seconds }),
    loadOf(site, common, { connections: 4, seconds }),
  ])
  return {
    name: `thread page beside searches for common words, p95, ${where}`,
    ...{ value: beside.p95, unit: 'ms', wants: 'at most', gate: 300, goal: null },
    detail: `c=2, p50 ${beside.p50.toFixed(0)} ms; ${searched.rate.toFixed(0)} searches a second beside it, c=4`,
  }
}

/**
 * Two words, one that nothing has and one that the reader may not find, asked for in turn: the mean difference against three times
 * its standard error. Above 1, so many tries would tell one from the other.
 */
async function toldByTime(bench: Bench, site: Site): Promise<Figure> {
  bench.say('What is not there against what is not yours')
  const hidden = await hideOne(site)
  const ask = async (word: string, i: number) => {
    const { path, headers } = hidden.asks(word, i)
    const began = performance.now()
    const answer = await fetch(`${site.program.url}${path}`, { headers })
    const found = (await answer.json()) as { kinds: unknown[] }
    if (answer.status !== 200 || found.kinds.length > 0)
      throw new Error(`${word} was answered ${answer.status}, or found.`)
    return performance.now() - began
  }
  const differences: number[] = []
  for (let i = -20; i < bench.many(tries); i++) {
    const place = Math.abs(i)
    // Whichever comes second may gain by the first, so they take turns.
    const first = i % 2 === 0 ? hidden.there : hidden.nowhere
    const one = await ask(first, place)
    const other = await ask(first === hidden.there ? hidden.nowhere : hidden.there, place)
    // The first ones warm the program up.
    if (i >= 0) differences.push(first === hidden.there ? one - other : other - one)
  }
  const { mean, error } = meanOf(differences)
  return {
    name: 'a hidden word against one that nothing has, by time, of the noise',
    ...{ value: Math.abs(mean) / (3 * error), unit: '', wants: 'at most', gate: 1, goal: null },
    detail: `${mean.toFixed(2)} ms longer, standard error ${error.toFixed(2)} ms, ${differences.length} pairs`,
  }
}

function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const spread = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1)
  return { mean, error: Math.sqrt(spread / values.length) }
}

/** Replies with the trigger that keeps the index and without it, in turn; the middle of the pairs is told. */
async function costOfWriting(bench: Bench, site: Site): Promise<Figure> {
  bench.say('A reply with the index and without')
  const threads = await threadsOfLength(site, 5, 18)
  const writers = site.members
  let sent = 0
  const msEach = async (trigger: 'enable' | 'disable') => {
    await site.pool.query(`alter table post ${trigger} trigger found_post`)
    const requests = Array.from({ length: bench.many(600) }, () => {
      sent += 1
      return formOf(
        `/c/${site.community}/discussions/${threads[sent % threads.length]}/posts`,
        writers[sent % writers.length] as (typeof writers)[number],
        {
          source: `We tried the **third** of these for a month, and nobody missed it. Number ${sent}.`,
          once: randomUUID(),
        },
      )
    })
    const { rate } = await loadOf(site, requests, { connections: 4, seconds: bench.seconds(2), once: true })
    await drained(site)
    return 4000 / rate
  }
  const pairs: { withIt: number; without: number }[] = []
  try {
    await msEach('enable')
    for (let i = 0; i < (bench.isQuick ? 1 : 7); i++) {
      const first = i % 2 === 0 ? 'enable' : 'disable'
      const one = await msEach(first)
      const other = await msEach(first === 'enable' ? 'disable' : 'enable')
      pairs.push(first === 'enable' ? { withIt: one, without: other } : { withIt: other, without: one })
    }
  } finally {
    await site.pool.query('alter table post enable trigger found_post')
  }
  const middle = pairs.toSorted((a, b) => a.withIt / a.without - b.withIt / b.without)[Math.floor(pairs.length / 2)]
  const { withIt = Number.NaN, without = Number.NaN } = middle ?? {}
  return {
    name: 'a reply with the index of search against one without',
    ...{ value: withIt / without, unit: '×', wants: 'at most', gate: 1.15, goal: null },
    detail: `${withIt.toFixed(1)} against ${without.toFixed(1)} ms a reply, c=4, the middle of ${pairs.length} pairs`,
  }
}

/** The whole index while pages are read; posts that were written without it come into it. */
async function madeAnew(bench: Bench, site: Site): Promise<Figure[]> {
  bench.say('The index is made anew')
  const [thread] = await readsOf(site)
  let isDone = false
  const p95s: number[] = []
  const readOn = async () => {
    while (!isDone) {
      const { p95 } = await loadOf(site, thread?.requests ?? [], { connections: 2, seconds: bench.seconds(2) })
      p95s.push(p95)
    }
  }
  const reading = readOn()
  const ms = await jobDone(site, 'rebuild-search').finally(() => {
    isDone = true
  })
  await reading
  const { rows } = await site.pool.query<{ n: number }>('select count(*)::int as n from search_row')
  const count = rows[0]?.n ?? 0
  return [
    {
      name: 'making the index anew, for each 100,000 posts and other things',
      ...{ value: (ms / 1000 / count) * posts, unit: 's', wants: 'at most', gate: 300, goal: null },
      detail: `${count} in ${(ms / 1000).toFixed(0)} s, with pages read beside it`,
    },
    {
      name: 'thread page beside it, p95',
      ...{ value: Math.max(...p95s), unit: 'ms', wants: 'at most', gate: 300, goal: null },
      detail: `c=2, the worst of ${p95s.length} spans of time`,
    },
  ]
}
