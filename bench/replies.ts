/**
 * Replies on the lived-in site: how many a second, and what they cost where many are active.
 */
import { randomUUID } from 'node:crypto'
import type { Figure } from './figure.ts'
import { putLoadFor } from './load/load.ts'
import type { LoadRequest } from './load/request.ts'
import type { Bench, Part } from './part.ts'
import { againstReference, type Measured, ratio, warmed } from './site/against-reference.ts'
import { drained } from './site/drained.ts'
import { threadsOfLength } from './site/known.ts'
import { formOf, pageOf, type Site, type Visitor } from './site/site.ts'

export const replies: Part = {
  name: 'replies',
  says: 'Posting replies on 16 connections, and one reply among 20 and among 2,000 active members.',
  runs: 3,
  async measure(bench, run) {
    const site = await bench.livedIn()
    // Threads shorter than those that are read, so that the latter stay as they are.
    const threads = await threadsOfLength(site, 5, 18)
    // Everybody posts within the limit of their account, so people of earlier runs are not used again.
    const few = site.members.slice(20 * run, 20 * run + 20)
    const everybody = site.members.slice(80)
    bench.say('post a reply')
    const requests = repliesOf(everybody, threads, 40_000)
    await site.restart({ ROLES: 'web' })
    const alone = await posting(bench, site, requests.slice(0, 20_000))
    await site.restart()
    await drained(site)
    const withWorker = await posting(bench, site, requests.slice(20_000))
    await drained(site)
    return [
      ratio('post a reply, c=16', alone, { gate: 21, goal: 14 }),
      ratio('post a reply, c=16, with the worker in the same process', withWorker, { gate: null, goal: null }),
      await amongActive(bench, site, { few, everybody, threads }),
    ]
  },
}

/** Each reply is sent once: a second one of the same key would be told that it had arrived already. */
async function posting(bench: Bench, site: Site, requests: readonly LoadRequest[]): Promise<Measured> {
  let sent = 0
  const post = async (seconds: number) => {
    const outcome = await putLoadFor([303], {
      ...{ kind: 'closed', origin: site.program.url, once: true, connections: 16, seconds: bench.seconds(seconds) },
      requests: requests.slice(sent),
    })
    sent += outcome.answered
    return outcome
  }
  await warmed(bench, post)
  return againstReference(bench, site, 'post a reply', () => post(2.5))
}

/** One reply after the other: what it takes where 20 people look and write, against all of them. */
async function amongActive(
  bench: Bench,
  site: Site,
  { few, everybody, threads }: { few: readonly Visitor[]; everybody: readonly Visitor[]; threads: readonly string[] },
): Promise<Figure> {
  const p50 = async (who: readonly Visitor[]) => {
    bench.say(`a reply among ${who.length} active members`)
    const looks = who.map((one, i) => pageOf(`/c/${site.community}/discussions/${threads[i % threads.length]}`, one))
    await putLoadFor([200], {
      kind: 'closed',
      origin: site.program.url,
      requests: looks,
      once: true,
      connections: 8,
      seconds: bench.seconds(4),
    })
    const outcome = await putLoadFor([303], {
      kind: 'closed',
      origin: site.program.url,
      requests: repliesOf(who, threads, bench.many(500)),
      once: true,
      connections: 1,
      seconds: bench.seconds(4),
    })
    await drained(site)
    return outcome.p50
  }
  const amongFew = await p50(few)
  const amongMany = await p50(everybody)
  return {
    name: 'a reply among 2,000 active members against 20',
    value: amongMany / amongFew,
    unit: '×',
    wants: 'at most',
    gate: 1.2,
    goal: null,
    detail: `p50 ${amongMany.toFixed(1)} against ${amongFew.toFixed(1)} ms`,
  }
}

function repliesOf(who: readonly Visitor[], threads: readonly string[], count: number): LoadRequest[] {
  return Array.from({ length: count }, (_, i) =>
    formOf(`/c/seed-1/discussions/${threads[i % threads.length]}/posts`, who[i % who.length] as Visitor, {
      source: `We tried the **third** of these for a month.\n\n- It took an hour a week\n- Nobody missed what we dropped\n\nNumber ${i}.`,
      once: randomUUID(),
    }),
  )
}
