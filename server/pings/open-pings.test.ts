import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPingsFrom } from '#server/pings/open-pings.ts'

const can = (answer: boolean) =>
  ({
    answer,
    seeTotals: true,
    seeMailing: false,
    close: false,
    withdraw: false,
    rewrite: false,
    askAgain: false,
    tellOutcome: false,
  }) as const
const open = (id: string, mine: string | null = null, answer = true) => ({ id, mine, can: can(answer) })

/** "b 2 of 3, next c, others a" */
function told(pings: ReturnType<typeof open>[], askedFor: string | null = null): string {
  const queue = openPingsFrom(pings, askedFor)
  if (!queue) return 'none'
  const place = queue.place ? ` ${queue.place.n} of ${queue.place.all}` : ''
  const others = queue.others.length > 0 ? `, others ${queue.others.map(({ id }) => id).join(' ')}` : ''
  return `${queue.shown.id}${place}${queue.next ? `, next ${queue.next.id}` : ''}${others}`
}

test('a single open Ping is shown as before, and so is the newest one to a reader who may not answer', () => {
  assert.equal(told([]), 'none')
  assert.equal(told([open('a')]), 'a')
  assert.equal(told([open('a', 'yes')]), 'a')
  assert.equal(told([open('a', null, false), open('b', null, false)]), 'a, others b')
})

test('those that wait come one at a time, and each leads to the next', () => {
  assert.equal(told([open('a'), open('b'), open('c')]), 'a 1 of 3, next b')
  assert.equal(told([open('a'), open('b'), open('c')], 'b'), 'b 2 of 3, next c')
  assert.equal(told([open('a'), open('b'), open('c')], 'c'), 'c 3 of 3, next a')
})

test('what was just answered stays with its result, and leads on', () => {
  assert.equal(told([open('a', 'yes'), open('b'), open('c')], 'a'), 'a 1 of 3, next b')
  assert.equal(told([open('a', 'yes'), open('b'), open('c')]), 'b 2 of 3, next c, others a')
  assert.equal(told([open('a', 'yes'), open('b', 'no'), open('c', 'yes')], 'c'), 'c 3 of 3, others a b')
})

test('where all are answered the newest stands there, and one that has closed is not shown though it was asked for', () => {
  assert.equal(told([open('a', 'yes'), open('b', 'no')]), 'a, others b')
  assert.equal(told([open('a', 'yes'), open('b')], 'closed'), 'b 2 of 2, others a')
})
