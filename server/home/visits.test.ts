/** What is new is counted from the visit before this one, on its first page as on every later one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { slug } = site.cast.community
const ben = site.as('ben')
const home = `/c/${slug}`
const lastVisit = async () => (await ben.json(home)).json.lastVisit

test('the first visit has none before it; the page of a new one says what its beacon is about to write', async () => {
  assert.equal(await lastVisit(), null)
  await ben.send(`${home}/visits`)
  await site.shiftClock('2 hours')
  const first = await lastVisit()
  assert.ok(first)
  await ben.send(`${home}/visits`)
  assert.equal(await lastVisit(), first)
  await site.shiftClock('2 hours 30 minutes')
  await ben.send(`${home}/visits`)
  assert.equal(await lastVisit(), first, 'half an hour on is the same visit')
})

test('what one has added or said oneself is not new to oneself', async () => {
  const [ada, dov] = [site.as('ada'), site.as('dov')]
  for (const one of [ada, dov]) await one.send(`${home}/visits`)
  await site.shiftClock('4 hours')
  for (const one of [ada, dov]) await one.send(`${home}/visits`)
  await startThread(site, 'dov', 'What helped you?')
  await ada.send(`${home}/toolkit`, { kind: 'link', title: 'Listen', address: 'https://example.org/listen' })
  const fresh = async (one: typeof ada) => (await one.json(home)).json.news.map(({ kind }: { kind: string }) => kind)
  assert.deepEqual(await fresh(dov), ['resource'])
  assert.deepEqual(await fresh(ada), ['thread'])
})

test('what is new comes before the Toolkit and the other discussions after it, each once', async () => {
  const ada = site.as('ada')
  await ada.send(`${home}/toolkit`, { kind: 'link', title: 'A page worth reading', address: 'https://example.org/' })
  for (const title of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) await startThread(site, 'ada', `Talk ${title}`)
  const shown = async (who: 'ben' | 'cleo') => {
    const { news, discussions } = (await site.as(who).json(home)).json
    const titles = (list: { title: string }[]) => list.map(({ title }) => title)
    return [
      titles(news.map((one: { thread?: object; resource?: object }) => one.thread ?? one.resource)),
      titles(discussions),
    ]
  }
  const latest = ['Talk Six', 'Talk Five', 'Talk Four', 'Talk Three', 'Talk Two', 'Talk One']
  assert.deepEqual(await shown('ben'), [latest.slice(0, 4), [...latest.slice(4), 'What helped you?']])
  assert.deepEqual(await shown('cleo'), [[], latest.slice(0, 5)], 'to somebody who comes first, nothing is new')
  const { text } = await ben.get(home)
  const order = ['New since your last visit', 'Talk Six', 'id="toolkit"', 'id="discussions"', 'Talk One']
  assert.deepEqual(
    order.map((words) => text.indexOf(words)).toSorted((one, other) => one - other),
    order.map((words) => text.indexOf(words)),
  )
  assert.ok(!order.some((words) => !text.includes(words)))
})

test('the front page lists the discussions one follows, what is new in them marked, and none of a community one has left', async () => {
  const followed = async (who: 'ben' | 'cleo') => (await site.as(who).json('/')).json.followed
  const thread = await startThread(site, 'ben', 'What did you try?')
  assert.deepEqual(await followed('cleo'), [])
  const [mine] = await followed('ben')
  assert.deepEqual([mine.title, mine.communityName, mine.isFresh], [thread.title, 'First-line leaders', false])
  await site.shiftClock('5 hours')
  await writePost(site, 'cleo', thread, 'I did the same.')
  assert.deepEqual(
    (await followed('ben')).map((one: { isFresh: boolean; lastBy: { name: string } }) => [
      one.isFresh,
      one.lastBy.name,
    ]),
    [[true, 'Cleo Marsh']],
  )
  await ben.send(`${home}/leaving`)
  assert.deepEqual(await followed('ben'), [])
})
