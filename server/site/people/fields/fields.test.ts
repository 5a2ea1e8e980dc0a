/** What the site adds to profiles: who defines it, who sees it, who writes it; and what the desk changes of an account beside. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people } = site.cast
const owen = site.as('owen')
const at = (who: keyof typeof people) => `/site/people/${shortId(people[who].id)}`
type Field = { id: string; key: string; label: string }
const fields = async (): Promise<Field[]> => (await owen.json('/site/profile-fields')).json.fields
const fieldOf = async (key: string) =>
  `/site/profile-fields/${shortId((await fields()).find((one) => one.key === key)?.id ?? '')}`
const seenBy = async (reader: keyof typeof people, of: keyof typeof people): Promise<Record<string, string>> => {
  const { json } = await site.as(reader).json(`/people/${shortId(people[of].id)}`)
  return Object.fromEntries(json.custom.map(({ key, value }: { key: string; value: string }) => [key, value]))
}
const stored = async (who: keyof typeof people) => {
  const { json } = await owen.json(at(who))
  const { name, title, email, location, locale, timeZone, externalId, manager } = json
  const sent = { name, title, email, location, locale: locale ?? '', timeZone: timeZone ?? '' }
  return { ...sent, externalId: externalId ?? '', manager: manager?.email ?? '' }
}
const profile = async (who: keyof typeof people) => {
  const { name, title, location, bio, askMeAbout, wantToLearn } = (await site.as(who).json('/account')).json
  return { name, title, location, bio, askMeAbout, wantToLearn }
}

test('those who run the site define fields; a key is made from the label, and is used once', async () => {
  const add = (body: Record<string, string>) => owen.send('/site/profile-fields', body)
  assert.equal((await add({ label: 'Cost centre', shownTo: 'staff' })).status, 201)
  assert.equal((await add({ label: 'Department', changedBy: 'person' })).status, 201)
  assert.equal((await add({ label: 'Grade', key: 'pay_grade', shownTo: 'leaders' })).status, 201)
  const again = { label: 'Cost centre', key: 'cost_centre' }
  assert.match((await add(again)).json.fields.key, /Another field is called cost_centre/)
  for (const label of ['2027', 'Cost centre']) assert.equal((await add({ label })).status, 201)
  for (const key of ['field', 'cost_centre_2'])
    assert.equal((await owen.send(`${await fieldOf(key)}/removal`)).status, 200)
  assert.match((await add({ label: 'X', key: 'Kosten-Stelle' })).json.fields.key, /Letters from a to z/)
  assert.equal((await owen.post(`${await fieldOf('department')}/raising`)).status, 303)
  assert.deepEqual(
    (await fields()).map(({ key }) => key),
    ['department', 'cost_centre', 'pay_grade'],
  )
  for (const who of ['ada', 'ben', 'eve'] as const) {
    assert.equal((await site.as(who).get('/site/profile-fields')).status, 404)
    assert.equal((await site.as(who).send('/site/profile-fields', { label: 'Mine' })).status, 404)
    assert.equal((await site.as(who).send(`${await fieldOf('department')}/removal`)).status, 404)
  }
})

test('the desk writes all of them, and each reader sees those that are for them', async () => {
  const page = await owen.get(at('cleo'))
  assert.match(page.text, /name="custom_cost_centre"/)
  const said = { custom_cost_centre: 'K-17', custom_department: 'Learning', custom_pay_grade: 'E4' }
  const done = await owen.post(at('cleo'), { ...(await stored('cleo')), ...said })
  assert.equal(done.status, 303, done.text)
  assert.deepEqual(await seenBy('ben', 'cleo'), { department: 'Learning' })
  assert.deepEqual(await seenBy('ada', 'cleo'), { department: 'Learning', pay_grade: 'E4' })
  const all = { department: 'Learning', cost_centre: 'K-17', pay_grade: 'E4' }
  assert.deepEqual(await seenBy('owen', 'cleo'), all)
  assert.deepEqual(await seenBy('cleo', 'cleo'), all, 'everybody sees what is kept about them')
  assert.match((await site.as('ben').get(`/people/${shortId(people.cleo.id)}`)).text, /Department.*Learning/s)
})

test('a person writes their own where the field lets them, and nothing is lost by an older form', async () => {
  const cleo = site.as('cleo')
  const page = await cleo.get('/account')
  assert.match(page.text, /name="custom_department"/)
  assert.doesNotMatch(page.text, /name="custom_cost_centre"/)
  assert.equal((await cleo.post('/account', await profile('cleo'))).status, 303)
  assert.deepEqual(await seenBy('ben', 'cleo'), { department: 'Learning' })
  const over = { ...(await profile('cleo')), custom_department: 'Sales', custom_cost_centre: 'K-1' }
  assert.match((await cleo.send('/account', over)).json.fields.custom_cost_centre, /not there for you to change/)
  assert.deepEqual(await seenBy('ben', 'cleo'), { department: 'Learning' }, 'nothing of it was saved')
  const long = { ...(await profile('cleo')), custom_department: 'x'.repeat(301) }
  assert.match((await cleo.post('/account', long)).text, /one line of at most 300 characters/)
  await cleo.post('/account', { ...(await profile('cleo')), custom_department: ' ' })
  assert.deepEqual(await seenBy('ben', 'cleo'), {})
})

test('the desk sets place, language, zone, manager and the id elsewhere; an id has one holder', async () => {
  const asked = { ...(await stored('ben')), location: 'Lisbon', locale: 'de', timeZone: 'Europe/Lisbon' }
  const done = await owen.post(at('ben'), { ...asked, externalId: '007', manager: 'ADA@example.org' })
  assert.equal(done.status, 303, done.text)
  const { json } = await owen.json(at('ben'))
  assert.deepEqual(
    [json.location, json.locale, json.timeZone, json.externalId, json.manager.name],
    ['Lisbon', 'de', 'Europe/Lisbon', '007', 'Ada Lindqvist'],
  )
  const refused = await owen.send(at('cleo'), {
    ...(await stored('cleo')),
    externalId: '007',
    manager: 'no@example.org',
  })
  assert.match(refused.json.fields.externalId, /Somebody else on this site has this id/)
  assert.match(refused.json.fields.manager, /Nobody on this site has this address/)
  const self = await owen.send(at('ben'), { ...(await stored('ben')), manager: 'ben@example.org' })
  assert.match(self.json.fields.manager, /Nobody reports to themselves/)
  const seen = (await site.as('cleo').json(`/people/${shortId(people.ben.id)}`)).json
  assert.equal(seen.manager.name, 'Ada Lindqvist')
})

test('of a manager with whom a reader shares no community, they learn nothing', async () => {
  assert.equal((await owen.post(at('ben'), { ...(await stored('ben')), manager: 'eve@example.org' })).status, 303)
  const seenWho = async (reader: keyof typeof people) =>
    (await site.as(reader).json(`/people/${shortId(people.ben.id)}`)).json.manager?.name ?? null
  assert.deepEqual([await seenWho('cleo'), await seenWho('ben'), await seenWho('owen')], [null, null, 'Eve Okoro'])
})

test('a field that is removed takes with it what profiles said, and the audit says so', async () => {
  const address = await fieldOf('pay_grade')
  assert.match((await owen.get(address)).text, /What 1 profile says there is deleted with it/)
  assert.equal((await owen.post(address, { label: 'Level', shownTo: 'everybody', changedBy: 'site' })).status, 303)
  assert.equal((await seenBy('ben', 'cleo')).pay_grade, 'E4')
  assert.equal((await owen.send(`${address}/removal`)).status, 200)
  assert.equal((await owen.get(address)).status, 404)
  assert.deepEqual(await seenBy('cleo', 'cleo'), { cost_centre: 'K-17' })
  const { json } = await owen.json('/site/audit')
  const verbs = json.items.map(({ verb }: { verb: string }) => verb)
  assert.equal(verbs[0], 'profile_field.removed')
  assert.equal(verbs.filter((verb: string) => verb === 'profile_field.added').length, 5)
})
