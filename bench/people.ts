/**
 * People from a file of 10,000 lines: how long it is looked over, how long it runs, and pages beside it.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { putLoad } from './load/load.ts'
import type { Part } from './part.ts'
import { readsOf } from './site/reading.ts'
import type { Site } from './site/site.ts'

const patienceMs = 300_000
/** Lines that are refused, and lines that stand there twice, of 10,000. */
const badLines = 200
const twice = 50

const names = [
  'Åsa Öberg',
  'Иван Петров',
  'Ελένη Παππά',
  '山田 太郎',
  'محمد علي',
  'דנה כהן',
  'สมชาย ใจดี',
  '=1+1',
  'Ada Lovelace',
]

export const people: Part = {
  name: 'people',
  says: 'A file of 10,000 people is looked over and brought in, with pages read beside it; and once more.',
  runs: 1,
  async measure(bench) {
    const site = await bench.livedIn()
    await site.pool.query("update person set site_role = 'owner' where id = $1", [site.leader.personId])
    const lines = bench.many(10_000)
    const file = fileOf(lines, site.community)
    const looked = await lookOver(site, file)
    bench.say('It is looked over; now it runs.')
    const [first] = await readsOf(site)
    const seconds = bench.seconds(20)
    const [beside, ran] = await Promise.all([
      putLoad({ kind: 'closed', origin: site.program.url, requests: first?.requests ?? [], connections: 2, seconds }),
      bringIn(site, looked.id),
    ])
    const again = await lookOver(site, file)
    const changes = again.counts.added + again.counts.updated
    const wrong =
      Math.abs(ran.counts.refused - looked.counts.refused) + Math.abs(ran.counts.added - looked.counts.added)
    return [
      {
        name: 'looked over',
        ...{ value: looked.ms / 1000, unit: 's', wants: 'at most', gate: 10, goal: 4 },
        detail: `${lines} lines: ${said(looked.counts)}`,
      },
      {
        name: 'brought in',
        ...{ value: ran.ms / 1000, unit: 's', wants: 'at most', gate: 60, goal: 25 },
        detail: said(ran.counts),
      },
      {
        name: 'pages beside it, p95',
        ...{ value: beside.p95, unit: 'ms', wants: 'at most', gate: 300, goal: 150 },
        detail: `${beside.answered} thread pages on 2 connections`,
      },
      {
        name: 'lines that came out otherwise than the dry run said',
        ...{ value: wrong, unit: '', wants: 'at most', gate: 0, goal: 0 },
        detail: 'by their results',
      },
      {
        name: 'lines of the same file that would change something again',
        ...{ value: changes, unit: '', wants: 'at most', gate: 0, goal: 0 },
        detail: said(again.counts),
      },
    ]
  },
}

type Counts = Record<'added' | 'updated' | 'unchanged' | 'refused', number>

function said({ added, updated, unchanged, refused }: Counts): string {
  return `${added} added, ${updated} updated, ${unchanged} unchanged, ${refused} refused`
}

function fileOf(lines: number, community: string): string {
  const run = Math.random().toString(36).slice(2, 8)
  const bad = Math.round((badLines * lines) / 10_000)
  const doubled = Math.round((twice * lines) / 10_000)
  const good = Array.from({ length: lines - bad - doubled }, (_, i) => {
    const name = names[i % names.length]
    return `${run}-${i},${run}-${i}@people.example,"${name}","Title ${i}",community:${community}`
  })
  const all = [...good, ...good.slice(0, doubled), ...Array.from({ length: bad }, (_, i) => `,nobody ${i},Nobody,,`)]
  return `external_id,email,name,title,groups\n${all.join('\n')}\n`
}

async function lookOver(site: Site, file: string) {
  const form = new FormData()
  form.append('file', new Blob([file], { type: 'text/csv' }), 'people.csv')
  const began = performance.now()
  const answer = await fetch(`${site.program.url}/site/people/import`, {
    method: 'POST',
    headers: { cookie: site.leader.cookie, origin: site.program.url, accept: 'application/json' },
    body: form,
  })
  if (answer.status !== 201) throw new Error(await answer.text())
  const { id } = (await answer.json()) as { id: string }
  const counts = await reached(site, id, 'ready')
  return { id, ms: performance.now() - began, counts }
}

async function bringIn(site: Site, id: string) {
  const began = performance.now()
  const answer = await fetch(`${site.program.url}/site/people/import/${id}/run`, {
    method: 'POST',
    headers: {
      cookie: site.leader.cookie,
      origin: site.program.url,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ invite: 'later' }),
  })
  if (answer.status !== 200) throw new Error(await answer.text())
  const counts = await reached(site, id, 'done')
  return { ms: performance.now() - began, counts }
}

/** Waits until the file has come to a state. @returns its counts */
async function reached(site: Site, id: string, state: string): Promise<Counts> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const { rows } = await site.pool.query('select state, counts, problem from people_import where id = $1', [id])
    if (rows[0].state === state) return rows[0].counts
    if (rows[0].problem) throw new Error(rows[0].problem)
    await wait(50)
  }
  throw new Error(`The file never came to ${state}.`)
}
