/** Who was at an event: ticked by oneself or by its hosts, from its beginning until a day after its end. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import { planOne } from '#tests/support/events.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people } = site.cast
const [ada, ben, cleo] = [site.as('ada'), site.as('ben'), site.as('cleo')]
const seenBy = async (who: CastName, address: string) => (await site.as(who).json(address)).json.attendance

beforeEach(forgetCounts)
afterEach(() => site.shiftClock('0'))

/** One that begins in an hour and takes an hour, to which Ben and Dov said yes, and where its first date is. */
async function soon(title: string) {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16)
  const { address } = await planOne(site, { title, zone: 'UTC', startsAt: at(1), endsAt: at(2) })
  for (const who of ['ben', 'dov'] as const) await site.as(who).send(`${address}/answer`, { answer: 'yes' })
  const { event } = (await ada.json(address)).json
  return { address, date: `${address}/dates/${event.dates[0].id}` }
}

test('nothing is ticked before it begins; then members tick themselves, and take it back', async () => {
  const { address, date } = await soon('Ticked by oneself')
  assert.equal(await seenBy('ben', address), null)
  assert.equal((await ben.send(`${date}/presence`, { there: 'yes' })).json.code, 'not_ticked_now')
  await site.shiftClock('90 minutes')
  assert.match((await ben.get(address)).text, /Nobody is ticked yet[\s\S]*I was there/)
  assert.doesNotMatch((await ben.get(address)).text, /Tick who was there/)
  assert.equal((await ben.post(`${date}/presence`, { there: 'yes' })).status, 303)
  const { count, wasThere, people: told } = await seenBy('ben', address)
  assert.deepEqual([count, wasThere, told], [1, true, []])
  await ben.post(`${date}/presence`, { there: 'no' })
  assert.equal((await seenBy('ben', address)).count, 0)
  assert.equal((await site.as('eve').send(`${date}/presence`, { there: 'yes' })).status, 404)
})

test('hosts tick everybody, strangers are left out, and a day after its end nothing changes any more', async () => {
  const { address, date } = await soon('Ticked by its host')
  await site.shiftClock('25 hours')
  assert.match((await ada.get(address)).text, /Tick who was there[\s\S]*Ben Reyes[\s\S]*Dov Adler/)
  assert.equal((await cleo.send(`${date}/attendance`, { people: [people.cleo.id] })).status, 403)
  const ticked = [people.ben.id, people.cleo.id, people.eve.id]
  assert.equal((await ada.send(`${date}/attendance`, { people: ticked })).status, 200)
  const { count, people: told } = await seenBy('ada', address)
  assert.equal(count, 2)
  const there = told.filter((one: { wasThere: boolean }) => one.wasThere).map(({ name }: { name: string }) => name)
  assert.deepEqual(there, ['Ben Reyes', 'Cleo Marsh'])
  await site.shiftClock('27 hours')
  assert.equal((await ada.send(`${date}/attendance`, { people: [] })).json.code, 'not_ticked_now')
  assert.match((await ben.get(address)).text, /2 people were there/)
  assert.doesNotMatch((await ben.get(address)).text, /I was not? there/)
})
