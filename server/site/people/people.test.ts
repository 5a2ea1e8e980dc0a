/** The accounts of the site: who finds, changes, deactivates and reactivates which, and what ends with it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { shortId } from '#server/platform/ids.ts'
import { addPerson } from '#tests/support/actors.ts'
import { ballotOf, sendOne } from '#tests/support/pings.ts'
import { type Client, clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite({ SMTP_URL: 'smtp://127.0.0.1:9' })
const { people } = site.cast
const db = site.database.db.write
const owen = site.as('owen')
const admin = clientOf(site.server, holding((await addPerson(site, 'Some admin', 'write', 'admin')).token))
const at = (who: keyof typeof people) => `/site/people/${shortId(people[who].id)}`
const namesAt = async (client: Client, question: string): Promise<string[]> =>
  (await client.json(`/site/people?${question}`)).json.items.map(({ name }: { name: string }) => name)

test('people are found by name and address, filtered and sorted', async () => {
  await db
    .insertInto('person')
    .values({ name: 'Never Came', email: 'never@example.org', handle: 'never-came' })
    .execute()
  assert.deepEqual(await namesAt(admin, 'q=lindq'), ['Ada Lindqvist'])
  assert.deepEqual(await namesAt(admin, 'q=BEN%40example'), ['Ben Reyes'])
  assert.deepEqual(await namesAt(admin, 'show=never'), ['Never Came'])
  assert.deepEqual(await namesAt(admin, 'show=alone'), ['Never Came', 'Owen Hale', 'Some admin'])
  assert.deepEqual(await namesAt(admin, 'show=staff'), ['Owen Hale', 'Some admin'])
  assert.deepEqual(await namesAt(admin, 'show=deactivated'), [])
  assert.deepEqual(await namesAt(admin, 'show=guests'), [])
  await db
    .insertInto('membership_role')
    .values({ community_id: site.cast.community.id, person_id: people.dov.id, role: 'guest' })
    .execute()
  assert.deepEqual(await namesAt(admin, 'show=guests'), ['Dov Adler'])
  await db.deleteFrom('membership_role').where('role', '=', 'guest').execute()
  assert.equal((await namesAt(admin, 'sort=newest'))[0], 'Never Came')
  const page = await admin.get('/site/people?q=lindq')
  assert.match(page.text, /Ada Lindqvist/)
  assert.match((await admin.get('/site/people?q=nobody-at-all')).text, /Nobody found/)
})

test('a page of one person says through what they belong, and that nobody else leads', async () => {
  const { json } = await admin.json(at('ben'))
  assert.deepEqual(json.memberships[0].sources.map(({ source }: { source: string }) => source).sort(), [
    'cohort',
    'manual',
  ])
  assert.match((await admin.get(at('ben'))).text, /cohort “Cohort of ben”/)
  assert.match((await admin.get(at('ada'))).text, /Nobody else leads First-line leaders/)
})

test('everybody else finds nothing there, and changes nothing', async () => {
  for (const who of ['ada', 'ben', 'eve'] as const) {
    for (const address of ['/site/people', at('ben'), '/site/communities'])
      assert.equal((await site.as(who).get(address)).status, 404, address)
    for (const act of ['deactivation', 'reactivation', 'sign-in-mail'])
      assert.equal((await site.as(who).send(`${at('cleo')}/${act}`)).status, 404, act)
    const change = { name: 'Mine', title: '', email: 'mine@example.org' }
    assert.equal((await site.as(who).send(at('cleo'), change)).status, 404)
  }
  assert.equal((await site.as('visitor').json('/site/people')).status, 401)
  assert.equal((await admin.json('/site/people/nobody')).status, 404)
})

test('an admin changes nothing of an owner, and nobody deactivates themselves', async () => {
  const change = { name: 'Mine now', title: '', email: 'mine@example.org' }
  assert.equal((await admin.send(at('owen'), change)).json.code, 'beyond_site_role')
  for (const act of ['deactivation', 'reactivation', 'sign-in-mail'])
    assert.equal((await admin.send(`${at('owen')}/${act}`)).json.code, 'beyond_site_role')
  assert.match((await admin.get(at('owen'))).text, /only an owner changes their account/)
  assert.equal((await owen.send(`${at('owen')}/deactivation`)).json.code, 'own_account')
  assert.doesNotMatch((await owen.get(at('owen'))).text, /Deactivate this account/)
})

test('another address ends sessions, tokens and mailed links, and the former address is told', async () => {
  const before = await db
    .selectFrom('person')
    .select('mail_version')
    .where('id', '=', people.cleo.id)
    .executeTakeFirstOrThrow()
  const taken = await admin.send(at('cleo'), { name: 'Cleo Marsh', title: '', email: 'ada@example.org' })
  assert.match(taken.json.fields.email, /Somebody else on this site has this address/)
  assert.equal((await admin.send(at('cleo'), { name: '', title: '', email: 'no address' })).status, 422)
  const done = await admin.post(at('cleo'), { name: 'Cleo M. Marsh', title: 'Head', email: 'Cleo.New@Example.org' })
  assert.equal(done.status, 303, done.text)
  const after = await db
    .selectFrom('person')
    .select(['name', 'title', 'email', 'mail_version', 'email_verified'])
    .where('id', '=', people.cleo.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(after, {
    name: 'Cleo M. Marsh',
    title: 'Head',
    email: 'cleo.new@example.org',
    mail_version: before.mail_version + 1,
    email_verified: false,
  })
  assert.equal((await site.as('cleo').json('/account')).status, 401, 'her token has ended')
  const mails = await db.selectFrom('mail').select(['kind', 'address']).where('kind', '=', 'address_changed').execute()
  assert.deepEqual(mails, [{ kind: 'address_changed', address: 'cleo@example.org' }])
})

test('two who change one person at once: the second is told, and writes over nothing', async () => {
  const version = /name="version" value="([^"]*)"/.exec((await admin.get(at('ben'))).text)?.[1] ?? ''
  const change = { name: 'Ben R. Reyes', title: 'Lead', email: 'ben@example.org' }
  assert.equal((await owen.post(at('ben'), change)).status, 303)
  const second = await admin.post(at('ben'), { ...change, name: 'Benjamin Reyes', title: '', version })
  assert.equal(second.status, 409)
  assert.match(second.text, /Nothing was written over it/)
  assert.equal((await admin.json(at('ben'))).json.name, 'Ben R. Reyes')
})

test('who is deactivated is out at once: token, session, ballot, lists; twice is said to be so', async () => {
  const { links } = await ballotOf(site, people.dov.id, await sendOne(site))
  const visitor = site.as('visitor')
  assert.equal((await visitor.get(links[0] as string)).status, 200)
  await db
    .insertInto('session')
    .values({ token: 'of-dov', user_id: people.dov.id, expires_at: new Date(Date.now() + 1e9) })
    .execute()
  const [first, second] = await Promise.all([
    owen.send(`${at('dov')}/deactivation`),
    admin.send(`${at('dov')}/deactivation`),
  ])
  assert.deepEqual([first.status, second.status].sort(), [200, 409])
  assert.equal([first, second].find(({ status }) => status === 409)?.json.code, 'is_deactivated')
  assert.equal((await site.as('dov').json('/account')).status, 401)
  assert.deepEqual(await db.selectFrom('session').select('id').where('user_id', '=', people.dov.id).execute(), [])
  assert.equal((await visitor.get(links[0] as string)).status, 404)
  assert.deepEqual(await namesAt(admin, 'show=deactivated'), ['Dov Adler'])
  assert.equal((await admin.send(`${at('dov')}/sign-in-mail`)).json.code, 'is_deactivated')
  assert.doesNotMatch((await site.as('ada').get(`/c/${site.cast.community.slug}/members`)).text, /Dov Adler/)
  const { text } = await owen.get(at('dov'))
  assert.match(text, /Deactivated on .* nobody signs in/)
})

test('reactivated, a person is a member as before, and signs in anew', async () => {
  assert.equal((await admin.send(`${at('dov')}/reactivation`)).status, 200)
  assert.equal((await admin.send(`${at('dov')}/reactivation`)).json.code, 'is_active')
  assert.match((await site.as('ada').get(`/c/${site.cast.community.slug}/members`)).text, /Dov Adler/)
  assert.equal((await site.as('dov').json('/account')).status, 401, 'the former token stays ended')
  assert.equal((await admin.send(`${at('dov')}/sign-in-mail`)).status, 200)
  const mail = await db
    .selectFrom('mail')
    .select('kind')
    .where('person_id', '=', people.dov.id)
    .where('kind', '=', 'sign_in')
    .execute()
  assert.equal(mail.length, 1)
})

test('each of these stands in the audit, with whom', async () => {
  const { json } = await owen.json(`/site/audit?person=${shortId(people.dov.id)}`)
  assert.deepEqual(
    json.items.map(({ verb }: { verb: string }) => verb),
    ['person.sign_in_mailed', 'person.reactivated', 'person.deactivated'],
  )
})

test('2,000 people come fifty a page, and the pages in every order are all of them once', async () => {
  await sql`insert into person (name, email, handle) select 'Person ' || i % 500, 'p' || i || '@example.net', 'p' || i from generate_series(1, 2000) i`.execute(
    db,
  )
  for (const sort of ['name', 'seen', 'newest']) {
    const seen = new Set<string>()
    let [after, pages]: [string | null, number] = ['', 0]
    while (after !== null) {
      const { json } = await admin.json(`/site/people?q=example.net&sort=${sort}&after=${after}`)
      for (const { personId } of json.items) seen.add(personId)
      after = json.next
      pages += 1
    }
    assert.deepEqual([seen.size, pages], [2000, 40], sort)
  }
  const page = await admin.get('/site/people')
  assert.ok(page.text.length < 120_000, `${page.text.length} characters`)
})
