/** Guests are there until a day and no second longer; and several members are given a role, or lose it, by one press. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread } from '#tests/support/threads.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { people, community } = site.cast
const [ada, ben, dov] = [site.as('ada'), site.as('ben'), site.as('dov')]
const root = `/c/${community.slug}`
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
const rolesOf = async () =>
  Object.fromEntries(
    (await ada.json(`${root}/members`)).json.items.map(({ name, roles }: { name: string; roles: string[] }) => [
      name.split(' ')[0],
      roles.join(),
    ]),
  )
const isoDay = async (days: number) => {
  const [{ day }] = await query(`select to_char((now() at time zone 'UTC')::date + $1::int, 'YYYY-MM-DD') as day`, [
    days,
  ])
  return day as string
}

test('a guest reads, does nothing else, and stands there with their last day', async () => {
  const roles = `${root}/members/${people.dov.id}/roles`
  const past = await ada.post(roles, { standing: 'member', roles: 'guest', guestUntil: await isoDay(-2) })
  assert.equal(past.status, 422)
  assert.match(past.text, /Choose a day that is not over yet\./)
  assert.equal((await ada.send(roles, { standing: 'member', roles: ['guest'], guestUntil: 'soon' })).status, 422)
  assert.equal((await rolesOf()).Dov, '', 'nothing was changed')
  assert.equal(
    (await ada.send(roles, { standing: 'member', roles: ['guest'], guestUntil: await isoDay(3) })).status,
    200,
  )
  assert.match((await ada.get(`${root}/members`)).text, /Guest until /)
  assert.match((await ada.get(roles)).text, new RegExp(`type="date"[^>]*value="${await isoDay(3)}"`))
  assert.match((await dov.get(root)).text, /you are a guest until \d+ \w+ \d+/, 'they see it themselves')
  assert.doesNotMatch((await ada.get(root)).text, /you are a guest until/)
  assert.equal((await dov.send(`${root}/discussions`, { title: 'A', source: 'B', kind: 'talk' })).status, 403)
  assert.match((await ada.get(`${root}/settings/audit`)).text, /Set until when somebody is a guest/)
})

test('a guest who was removed and comes back has the same last day; who is a guest no more has none', async () => {
  const here = `${root}/members/${people.dov.id}`
  const [{ at }] = await query('select ends_at as at from membership where person_id = $1', [people.dov.id])
  await ada.send(`${here}/removal`)
  await ada.send(`${here}/return`)
  const back = await query('select ends_at as at from membership where person_id = $1', [people.dov.id])
  assert.deepEqual(back, [{ at }])

  const roles = (guestUntil: string) =>
    ada.send(`${root}/members/${people.ben.id}/roles`, { roles: ['guest'], guestUntil })
  assert.equal((await roles(await isoDay(5))).status, 200)
  const [line] = (await ada.json(`${root}/settings/audit?kind=role.given`)).json.items
  assert.equal((await ada.send(`${root}/settings/audit/${shortId(line.id)}/taking-back`, { which: 'all' })).status, 200)
  assert.deepEqual(
    await query('select ends_at from membership where community_id = $1 and person_id = $2', [
      community.id,
      people.ben.id,
    ]),
    [{ ends_at: null }],
  )
})

test('after their last day a guest reads nothing from that second; open pages end, and the audit says it', async () => {
  const talk = await startThread(site, 'ada', 'While you are here')
  const actor = await site.actor('dov')
  assert.ok(actor.kind === 'person' && actor.endsAt, 'their streams end by themselves')
  const [{ at }] = await query('select ends_at as at from membership where person_id = $1 and ends_at is not null', [
    people.dov.id,
  ])
  assert.equal(actor.endsAt.getTime(), at.getTime())
  const heard: string[] = []
  const stop = await site.platform.live.watch(actor, new Map([[`thread/${talk.id}`, 'none']]), {
    send: (event, data) => void heard.push(`${event} ${data}`),
    close: () => void heard.push('closed'),
  })
  after(stop)
  await site.shiftClock('4 days')
  assert.equal((await dov.get(root)).status, 404, 'before any job has run')
  assert.ok(!('Dov' in (await rolesOf())))
  assert.ok((await runJobs(site, 'end-guests')) >= 1)
  await waitFor(
    () => heard.some((one) => one.startsWith('gone')),
    () => heard.join(),
  )
  const lines = (await ada.json(`${root}/settings/audit`)).json.items
  assert.equal(lines[0].verb, 'guest.ended')
  assert.equal(await runJobs(site, 'end-guests'), 0)
  await site.shiftClock('0 days')
  await ada.send(`${root}/members`, { people: 'dov@example.org', confirmed: true })
  assert.equal((await dov.get(root)).status, 200, 'added again, they have no end')
})

test('ticked members are given a role and lose it again, guests left out, and the last leader stays', async () => {
  const there = `${root}/members/roles`
  assert.equal((await ben.get(there)).status, 403)
  const page = await ada.get(there)
  assert.match(page.text, /name="persons"/)
  assert.doesNotMatch(page.text, /<option value="guest"/)
  const none = await ada.post(there, { role: 'moderator', act: 'give' })
  assert.equal(none.status, 422)
  assert.match(none.text, /Tick the members first\./)
  await ada.send(`${root}/members/${people.dov.id}/roles`, { standing: 'member', roles: ['guest'] })
  const persons = [people.ben.id, people.cleo.id, people.dov.id]
  const given = await ada.send(there, { persons, role: 'moderator', act: 'give' })
  assert.deepEqual(given.json, { changed: 2, guests: 1 })
  assert.deepEqual(await rolesOf(), { Ada: 'manager', Ben: 'moderator', Cleo: 'moderator', Dov: 'guest' })
  assert.equal((await ada.send(there, { persons, role: 'moderator', act: 'take' })).json.changed, 2)
  assert.equal((await ada.send(there, { persons: [people.ben.id], role: 'manager', act: 'give' })).status, 200)
  const all = await ada.send(there, { persons: [people.ada.id, people.ben.id], role: 'manager', act: 'take' })
  assert.equal(all.json.code, 'last_leader')
  assert.deepEqual(
    [(await rolesOf()).Ada, (await rolesOf()).Ben],
    ['manager', 'manager'],
    'nobody’s role is changed then',
  )
  assert.equal((await ben.send(there, { persons: [people.ada.id], role: 'manager', act: 'take' })).json.changed, 1)
  assert.equal((await ada.send(there, { persons, role: 'moderator', act: 'give' })).status, 403)
  assert.equal((await ben.send(there, { persons, role: 'site:owner', act: 'give' })).json.code, 'beyond_your_role')
})
