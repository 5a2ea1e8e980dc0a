import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hiddenResults, resultsVersion, shownResults, shownVoteChanges, wholePercents } from '#server/pings/results.ts'

const options = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
]
const tally = (a: number, b: number) => ({
  votes: new Map([
    ['a', a],
    ['b', b],
  ]),
  couldAnswer: 40,
})

test('before the reader has answered nothing is shown, not even how many answered', () => {
  const results = hiddenResults(options)
  assert.equal(results.answered, null)
  assert.ok(results.options.every(({ votes, share }) => votes === null && share === null))
})

test('below the threshold nobody sees more than the number', () => {
  const results = shownResults(options, tally(3, 1), 5)
  assert.equal(results.shows, 'number')
  assert.equal(results.answered, 4)
  assert.ok(results.options.every(({ votes, share }) => votes === null && share === null))
})

test('from the threshold on bars are shown: people below twenty votes, percentages from twenty on', () => {
  assert.deepEqual(
    [
      shownResults(options, tally(3, 2), 5).shows,
      shownResults(options, tally(15, 4), 5).shows,
      shownResults(options, tally(15, 5), 5).shows,
    ],
    ['votes', 'votes', 'percent'],
  )
  assert.deepEqual(shownResults(options, tally(15, 5), 5).options[0], {
    id: 'a',
    label: 'A',
    votes: 15,
    share: 0.75,
    percent: 75,
  })
})

test('votes of people who left stay counted, so never more answer than could', () => {
  assert.equal(shownResults(options, { ...tally(30, 20), couldAnswer: 45 }, 5).couldAnswer, 50)
})

test('of a Ping whose votes were forgotten below the threshold the number remains', () => {
  const results = shownResults(options, { votes: new Map(), couldAnswer: 9 }, 5, 3)
  assert.deepEqual([results.shows, results.answered], ['number', 3])
})

test('the version of what is shown tells no more than what is shown', () => {
  const few = (a: number, b: number) => resultsVersion('open', new Date(0), shownResults(options, tally(a, b), 5))
  assert.equal(few(3, 1), few(1, 3), 'below the threshold two results of as many answers look the same')
  assert.notEqual(few(3, 2), few(2, 3))
  assert.equal(resultsVersion('open', new Date(0), hiddenResults(options)), 'open.0...-')
})

test('who changed is shown only where so many did that nobody can be guessed', () => {
  const flow = [{ from: 'a', to: 'b', people: 4 }]
  assert.deepEqual(shownVoteChanges(flow, 5), [])
  assert.deepEqual(shownVoteChanges([...flow, { from: 'b', to: 'a', people: 1 }], 5).length, 2)
})

test('percentages add up to 100, whatever was answered', () => {
  assert.deepEqual(wholePercents([1, 1, 1]), [34, 33, 33])
  assert.deepEqual(wholePercents([2, 1, 0]), [67, 33, 0])
  assert.deepEqual(wholePercents([0, 0]), [0, 0])
  for (let n = 1; n < 400; n++) {
    const counts = [n, n % 7, (n * 3) % 11, 5, (n * n) % 13]
    assert.equal(
      wholePercents(counts).reduce((sum, one) => sum + one, 0),
      100,
    )
  }
})
