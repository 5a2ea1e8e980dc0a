/**
 * `kill -9` in the middle of a burst of votes, and of a burst of replies: of the program, and of PostgreSQL below it.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Figure } from './figure.ts'
import { putLoad, putLoadFor } from './load/load.ts'
import type { LoadRequest } from './load/request.ts'
import type { Part } from './part.ts'
import { type Ballot, type Crowd, pressing, storedVotes, takeBallots } from './site/crowd.ts'
import { type KnownPing, threadsOfLength } from './site/known.ts'
import { formOf, pageOf, type Visitor } from './site/site.ts'
import { asSuperuser } from './site/superuser.ts'

const perSecond = 100
const secondsLong = 6
const killedAfterMs = 2500
const repliesPerSecond = 30
const patienceMs = 30_000

interface Counted {
  lost: number
  doubled: number
  phantom: number
  unknown: number
  acknowledged: number
  backInMs: number[]
}

export const kill: Part = {
  name: 'kill',
  says: 'kill -9 of the program and of PostgreSQL in a burst of 100 votes a second, three times each, and of 30 replies a second.',
  runs: 1,
  async measure(bench) {
    const crowd = await bench.crowded()
    const times = bench.isQuick ? 1 : 3
    const share = perSecond * secondsLong
    const { ping, ballots } = await takeBallots(crowd, 2 * times * share)
    const figures: Figure[] = []
    for (const [place, { victim, strike }] of victims.entries()) {
      const counted: Counted = { lost: 0, doubled: 0, phantom: 0, unknown: 0, acknowledged: 0, backInMs: [] }
      for (let i = 0; i < times; i++) {
        bench.say(`kill -9 of ${victim}, ${i + 1}`)
        const from = (place * times + i) * share
        await strikeOnce(crowd, ping, ballots.slice(from, from + share), strike, counted)
      }
      figures.push(...figuresOf(victim, times, counted))
      bench.say(`kill -9 of ${victim}, replies`)
      figures.push(...(await amidReplies(crowd, victim, strike)))
    }
    return figures
  },
}

const victims: readonly { victim: string; strike(crowd: Crowd): Promise<void> }[] = [
  {
    victim: 'the program',
    async strike({ site }) {
      await site.program.end('SIGKILL')
      await site.program.start()
    },
  },
  {
    victim: 'PostgreSQL',
    async strike({ site }) {
      const { rows } = await asSuperuser(site.pool, 'show data_directory')
      const [pid] = readFileSync(join(rows[0].data_directory, 'postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGKILL')
    },
  },
]

async function strikeOnce(
  crowd: Crowd,
  ping: KnownPing,
  voters: readonly Ballot[],
  strike: (crowd: Crowd) => Promise<void>,
  counted: Counted,
): Promise<void> {
  const { site } = crowd
  const before = (await storedVotes(site, ping)).rows
  const voting = putLoad({
    kind: 'open',
    origin: site.program.url,
    requests: voters.map((one, i) => pressing(one, i % 3)),
    phases: [{ perSecond, seconds: secondsLong }],
    once: true,
    each: true,
  })
  await wait(killedAfterMs)
  const killedAt = performance.now()
  await strike(crowd)
  await firstPage(crowd)
  counted.backInMs.push(performance.now() - killedAt)
  const votes = await voting
  const stored = await storedVotes(site, ping)
  const acknowledged = votes.sent.filter(({ status }) => status === 303)
  const unknown = votes.sent.filter(({ status }) => status !== 303)
  counted.acknowledged += acknowledged.length
  counted.unknown += unknown.length
  counted.lost += acknowledged.filter(
    ({ index }) => stored.of.get((voters[index] as Ballot).personId) !== index % 3,
  ).length
  counted.doubled += stored.rows - stored.of.size
  const mine = voters.filter(({ personId }) => stored.of.has(personId)).length
  // Every row belongs to a person who voted, with the answer they gave.
  counted.phantom += stored.rows - before - mine
  counted.phantom += voters.filter(({ personId }, i) => (stored.of.get(personId) ?? i % 3) !== i % 3).length
  if (unknown.length === 0) return
  await putLoadFor([303], {
    kind: 'closed',
    origin: site.program.url,
    requests: unknown.map(({ index }) => pressing(voters[index] as Ballot, index % 3)),
    once: true,
    connections: 8,
    seconds: 60,
  })
  const after = await storedVotes(site, ping)
  counted.lost += voters.filter(({ personId }, i) => after.of.get(personId) !== i % 3).length
  counted.doubled += Math.max(0, after.rows - before - voters.length)
}

/** What became of replies: those that were acknowledged are there, and none is there twice, also after the others were sent again. */
async function amidReplies(crowd: Crowd, victim: string, strike: (crowd: Crowd) => Promise<void>): Promise<Figure[]> {
  const { site } = crowd
  const threads = await threadsOfLength(site, 2, 40)
  const burst = randomUUID()
  const requests = Array.from({ length: repliesPerSecond * secondsLong }, (_, i) =>
    formOf(
      `/c/${site.community}/discussions/${threads[i % threads.length]}/posts`,
      site.members[i % site.members.length] as Visitor,
      { source: `${burst} ${i}`, once: randomUUID() },
    ),
  )
  const sending = putLoad({
    kind: 'open',
    origin: site.program.url,
    requests,
    phases: [{ perSecond: repliesPerSecond, seconds: secondsLong }],
    once: true,
    each: true,
  })
  await wait(killedAfterMs)
  await strike(crowd)
  await firstPage(crowd)
  const { sent } = await sending
  const stored = async () => {
    const { rows } = await site.pool.query<{ text: string }>('select text from post where text like $1', [`${burst} %`])
    return { count: rows.length, indexes: new Set(rows.map(({ text }) => Number(text.split(' ')[1]))) }
  }
  const acknowledged = sent.filter(({ status }) => status === 303)
  const first = await stored()
  const lost = acknowledged.filter(({ index }) => !first.indexes.has(index)).length
  const unknown = sent.filter(({ status }) => status !== 303).map(({ index }) => requests[index] as LoadRequest)
  if (unknown.length > 0) {
    const again = { kind: 'closed', origin: site.program.url, requests: unknown, once: true } as const
    await putLoadFor([303], { ...again, connections: 8, seconds: 60 })
  }
  const { count, indexes } = await stored()
  const none = (what: string, value: number, detail: string): Figure => ({
    ...{ name: `kill -9 of ${victim}: replies ${what}`, value, unit: '', wants: 'at most', gate: 0, goal: 0, detail },
  })
  return [
    none(
      'lost',
      lost + requests.length - indexes.size,
      `${acknowledged.length} acknowledged, ${unknown.length} unknown and sent again`,
    ),
    none('doubled', count - indexes.size, ''),
  ]
}

/** A page of somebody who is signed in: the program, its sessions and its database are there. */
async function firstPage({ site }: Crowd): Promise<void> {
  const { path, headers } = pageOf(`/c/${site.community}`, site.leader)
  for (const started = Date.now(); Date.now() - started < patienceMs; await wait(20)) {
    const answer = await fetch(`${site.program.url}${path}`, { headers, redirect: 'manual' }).catch(() => null)
    await answer?.arrayBuffer().catch(() => null)
    if (answer?.status === 200) return
  }
  throw new Error(`The site did not come back.\n${site.program.output().slice(-2000)}`)
}

function figuresOf(victim: string, times: number, counted: Counted): Figure[] {
  const { lost, doubled, phantom, unknown, acknowledged, backInMs } = counted
  const none = (what: string, value: number, detail: string): Figure => ({
    ...{ name: `kill -9 of ${victim}: votes ${what}`, value, unit: '', wants: 'at most', gate: 0, goal: 0, detail },
  })
  return [
    none('lost', lost, `${acknowledged} acknowledged in ${times} bursts, ${unknown} unknown and sent again`),
    none('doubled', doubled, ''),
    none('nobody cast', phantom, ''),
    {
      name: `kill -9 of ${victim}: until a page answers again`,
      ...{ value: Math.max(...backInMs) / 1000, unit: 's', wants: 'at most', gate: 10, goal: null },
      detail: backInMs.map((one) => `${(one / 1000).toFixed(1)} s`).join(', '),
    },
  ]
}
