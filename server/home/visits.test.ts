/** What is new is counted from the visit before this one, on its first page as on every later one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

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
