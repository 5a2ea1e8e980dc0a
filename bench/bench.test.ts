/**
 * The bench itself, on a small site and for moments: every kind of load still meets the program as it is.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { asMany } from '#tests/support/long-run.ts'
import { openBench } from './bench-run.ts'
import { burst } from './burst.ts'
import { keeps, shown, worstOf } from './figure.ts'
import { putLoad } from './load/load.ts'
import { mailing } from './mailing.ts'
import { measureAll } from './measure-all.ts'
import type { Part } from './part.ts'
import { replies } from './replies.ts'
import { tableOf, withFigures } from './results.ts'
import { search } from './search.ts'
import { readsOf } from './site/reading.ts'
import { streams } from './streams.ts'

const quiet = { say: () => undefined }
const bench = openBench({ size: 'moment', profileInto: null, ...quiet })
after(() => bench.close())

test('every page that is measured answers, on the site that is seeded', async () => {
  const site = await bench.livedIn()
  const some = asMany(20, { else: 4 })
  for (const { name, requests } of await readsOf(site)) {
    const outcome = await putLoad({
      ...{ kind: 'closed', origin: site.program.url, once: true, connections: 4, seconds: 30 },
      requests: requests.slice(0, some),
    })
    assert.deepEqual(outcome.statuses, { 200: some }, `${name}: ${outcome.firstError}`)
  }
})

test('replies are measured beside the reference', async () => {
  const figures = await measureAll(bench, [replies], { minutes: 1, ...quiet })
  assert.deepEqual(
    figures.map(({ name }) => name),
    [
      'post a reply, c=16',
      'post a reply, c=16, with the worker in the same process',
      'a reply among 2,000 active members against 20',
    ],
    figures.map(({ detail }) => detail).join('\n'),
  )
  for (const { name, value, detail } of figures) assert.ok(value > 0, `${name}: ${detail}`)
})

test('search is measured: words, pages beside them, what time tells, writing, and the index made anew', async () => {
  const figures = await measureAll(bench, [search], { minutes: 1, ...quiet })
  assert.equal(figures.length, 7, figures.map(({ detail }) => detail).join('\n'))
  for (const { name, value, detail } of figures) assert.ok(value > 0, `${name}: ${detail}`)
})

test('what open pages are sent is measured, one stream at a time', async () => {
  const figures = await measureAll(bench, [streams], { minutes: 1, ...quiet })
  assert.equal(figures.length, 4, figures.map(({ detail }) => detail).join('\n'))
  for (const { name, value, detail } of figures) assert.ok(value > 0, `${name}: ${detail}`)
})

test('a rate that is fixed does not wait for answers, and counts from when a request was due', async () => {
  let open = 0
  let most = 0
  const slow = createServer((_, answer) => {
    most = Math.max(most, ++open)
    setTimeout(() => {
      open--
      answer.end()
    }, 300)
  }).listen(0, '127.0.0.1')
  await once(slow, 'listening')
  const { port } = slow.address() as AddressInfo
  const outcome = await putLoad({
    ...{ kind: 'open', origin: `http://127.0.0.1:${port}`, phases: [{ perSecond: 100, seconds: 0.5 }], each: true },
    requests: [{ method: 'GET', path: '/', headers: {} }],
  })
  slow.close()
  assert.equal(outcome.answered, 50)
  assert.ok(most > 5, `at most ${most} were under way at one time`)
  assert.ok(outcome.p50 >= 299, `${outcome.p50}`)
  const due = outcome.sent.map(({ at }) => at).sort((a, b) => a - b)
  assert.equal(Math.round((due.at(-1) as number) - (due[0] as number)), 490)
})

test('a burst of votes from mails is stored, shown and acknowledged alike', async () => {
  const figures = await measureAll(bench, [burst], { minutes: 1, ...quiet })
  const exact = figures.filter(({ gate }) => gate === 0)
  assert.equal(exact.length, 3, figures.map(({ detail }) => detail).join('\n'))
  for (const { name, value, detail } of exact) assert.equal(value, 0, `${name}: ${detail}`)
})

test('the mails of a Ping and the invitations to an event come to everybody once', async () => {
  const figures = await measureAll(bench, [mailing], { minutes: 1, ...quiet })
  const exact = figures.filter(({ gate }) => gate === 0)
  assert.equal(exact.length, 2, figures.map(({ detail }) => detail).join('\n'))
  for (const { name, value, detail } of exact) assert.equal(value, 0, `${name}: ${detail}`)
})

test('a part of the bench that fails counts as a missed gate, and the other parts are still measured', async () => {
  const fine = { name: 'a', value: 1, unit: '', wants: 'at most', gate: 2, goal: null, detail: '' } as const
  const parts: Part[] = [
    { name: 'broken', says: '', runs: 3, measure: () => Promise.reject(new Error('The moon is out.')) },
    { name: 'whole', says: '', runs: 1, measure: async () => [fine] },
  ]
  const [broken, whole] = await measureAll(bench, parts, { minutes: 1, ...quiet })
  assert.equal(broken?.passed, false)
  assert.match(broken?.detail ?? '', /The moon is out/)
  assert.equal(whole?.passed, true)
})

test('the worst of several runs counts, and what was not measured is the worst', () => {
  const of = (value: number, wants: 'at most' | 'at least') =>
    ({ name: 'it', value, unit: 'ref/', wants, gate: 10, goal: 5, detail: `${value}` }) as const
  assert.equal(worstOf('p', [[of(8, 'at most')], [of(12, 'at most')], [of(9, 'at most')]])[0]?.value, 12)
  assert.equal(worstOf('p', [[of(8, 'at least')], [of(12, 'at least')]])[0]?.value, 8)
  const [unmeasured] = worstOf('p', [[of(8, 'at most')], [of(Number.NaN, 'at most')]])
  assert.equal(unmeasured?.passed, false)
  assert.equal(keeps(of(5, 'at most'), 5), true)
  assert.equal(shown(8.26, 'ref/'), 'ref/8.26')
})

test('the table is written between the two markers of the document', () => {
  const figures = worstOf('pages', [
    [{ name: 'home', value: 12, unit: 'ref/', wants: 'at most', gate: 18, goal: 10, detail: '1,000/s' }],
  ])
  const results = {
    ...{
      takenAt: '2026-11-23T22:00:00.000Z',
      commit: 'abc',
      cores: 2,
      processor: 'x',
      memoryGb: 8,
      node: '24',
      postgres: '18',
    },
    ...{ isQuick: false, busyBefore: 0, figures },
  }
  const marks = ['<!-- figures: written by bin/bench --write -->', '<!-- end of figures -->']
  const written = withFigures(`Before.\n\n${marks.join('\nold\n')}\n\nAfter.`, results)
  assert.ok(written.includes(tableOf(results)) && written.startsWith('Before.') && written.endsWith('After.'))
  assert.match(written, /\| home \| ref\/12 \| ref\/18 \| held \| ref\/10 \| 1 \| 1,000\/s \|/)
  assert.equal(withFigures(written, results), written)
  assert.throws(() => withFigures('nothing', results), /has no/)
})
