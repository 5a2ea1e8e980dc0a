/** A member chooses their mails: in the settings, by the link in each mail, by a mail program's one click. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { mailViews } from '#server/notices/mail-views.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people, community, elsewhere } = site.cast
const db = site.database.db.write

beforeEach(async () => {
  await db.deleteFrom('mail_choice').execute()
})

function linkOf(who: CastName, kind: string): string {
  const about = { personId: people[who].id, communityId: community.id, kind }
  return new URL(unsubscribeAddress(site.platform, about)).pathname
}

async function chosen(): Promise<string[]> {
  const rows = await db.selectFrom('mail_choice').select(['person_id', 'kind', 'choice']).orderBy('kind').execute()
  return rows.map(
    ({ person_id, kind, choice }) => `${castNames.find((one) => people[one].id === person_id)} ${kind} ${choice}`,
  )
}

test('mails about requests to join are a choice of those who look after members', async () => {
  const choices = async (who: CastName) => (await site.as(who).json('/inbox/settings')).json.communities[0].mails
  assert.equal((await choices('ada')).join_request, 'at_once')
  assert.doesNotMatch((await site.as('ben').get('/inbox/settings')).text, /Requests to join/)
  for (const who of ['ada', 'ben'] as const)
    await site.as(who).send(`/inbox/settings/${community.slug}`, { join_request: 'off' }, 'PUT')
  assert.equal((await choices('ada')).join_request, 'off')
  assert.deepEqual(await chosen(), ['ada join_request off'])
})

test('everything comes at once until one says otherwise, community by community', async () => {
  const before = await site.as('ben').json('/inbox/settings')
  assert.deepEqual(mailViews(site.platform.declared.mails).settings.parse(before.json).communities, [
    {
      slug: community.slug,
      name: 'First-line leaders',
      hue: 162,
      mails: {
        ping: 'at_once',
        ping_reminder: 'at_once',
        ping_result: 'at_once',
        ping_outcome: 'off',
        reply: 'at_once',
        moderation: 'at_once',
        topics: 'at_once',
        asked_again: 'at_once',
        announcement: 'at_once',
        cohort_letter: 'at_once',
        event: 'at_once',
        event_day: 'at_once',
        event_hour: 'at_once',
        event_proposal: 'at_once',
        invitation: 'at_once',
      },
      isAllOff: false,
    },
  ])
  const saved = await site.as('ben').post(`/inbox/settings/${community.slug}`, { ping: 'off', reply: 'at_once' })
  assert.equal(saved.status, 303)
  assert.equal(saved.headers.location, '/inbox/settings')
  assert.deepEqual((await site.as('ben').json('/inbox/settings')).json.communities[0].mails, {
    ping: 'off',
    ping_reminder: 'at_once',
    ping_result: 'at_once',
    ping_outcome: 'off',
    reply: 'at_once',
    topics: 'at_once',
    asked_again: 'at_once',
    announcement: 'at_once',
    moderation: 'at_once',
    cohort_letter: 'at_once',
    event: 'at_once',
    event_day: 'at_once',
    event_hour: 'at_once',
    event_proposal: 'at_once',
    invitation: 'at_once',
  })
  const page = (await site.as('ben').get('/inbox/settings')).text
  assert.match(page, /name="ping"[^>]*>(?:(?!<\/select>).)*value="off" selected/s)
  assert.doesNotMatch(page.match(/name="ping_reminder".*?<\/select>/s)?.[0] ?? '', /daily|weekly/)
  // A program names what it changes; the rest stays.
  const put = await site.as('ben').send(`/inbox/settings/${community.slug}`, { reply: 'off' }, 'PUT')
  assert.deepEqual(put.json.communities[0].mails, {
    ping: 'off',
    ping_reminder: 'at_once',
    ping_result: 'at_once',
    ping_outcome: 'off',
    reply: 'off',
    topics: 'at_once',
    asked_again: 'at_once',
    announcement: 'at_once',
    moderation: 'at_once',
    cohort_letter: 'at_once',
    event: 'at_once',
    event_day: 'at_once',
    event_hour: 'at_once',
    event_proposal: 'at_once',
    invitation: 'at_once',
  })
  assert.equal((await site.as('cleo').json('/inbox/settings')).json.communities[0].mails.ping, 'at_once')
})

test('people choose only for their own communities, and only among the kinds of mail there are', async () => {
  assert.equal((await site.as('ben').send(`/inbox/settings/${elsewhere.slug}`, { ping: 'off' })).status, 404)
  assert.equal((await site.as('eve').send(`/inbox/settings/${community.slug}`, { ping: 'off' })).status, 404)
  assert.equal((await site.as('ben').send('/inbox/settings/nowhere', { ping: 'off' })).status, 404)
  const wrong = await site
    .as('ben')
    .send(`/inbox/settings/${community.slug}`, { ping: 'hourly', ping_reminder: 'daily' })
  const fields = { ping: 'Choose one from the list.', ping_reminder: 'Choose one from the list.' }
  assert.deepEqual([wrong.status, wrong.json.fields], [422, fields])
  const form = await site.as('ben').post(`/inbox/settings/${community.slug}`, { ping: 'hourly' })
  assert.equal(form.status, 422)
  assert.match(form.text, /Choose one from the list\./)
  assert.equal((await site.as('visitor').get('/inbox/settings')).status, 303)
  assert.equal((await site.as('visitor').send(`/inbox/settings/${community.slug}`, { ping: 'off' })).status, 401)
  assert.deepEqual(await chosen(), [])
  assert.match((await site.as('owen').get('/inbox/settings')).text, /Nothing to choose yet/)
})

test('the link in a mail shows what it stops; only its button does it, and another undoes it', async () => {
  const path = linkOf('ben', 'ping')
  const visitor = site.as('visitor')
  const before = await visitor.get(path)
  assert.equal(before.status, 200)
  assert.match(before.text, /You will get no more mails when a Ping is sent in First-line leaders/)
  assert.equal(before.headers['referrer-policy'], 'strict-origin')
  assert.equal(before.headers['cache-control'], 'no-store')
  assert.doesNotMatch(before.text, /Ben/)
  assert.deepEqual(await chosen(), [])

  const done = await visitor.post(path)
  assert.deepEqual([done.status, done.headers.location], [303, path])
  assert.deepEqual(await chosen(), ['ben ping off'])
  const after = await visitor.get(path)
  assert.match(after.text, /These mails are stopped/)
  assert.match(after.text, new RegExp(`action="${path}/return"`))

  assert.equal((await visitor.post(`${path}/return`)).headers.location, path)
  assert.deepEqual(await chosen(), ['ben ping at_once'])
  assert.equal(mailViews(site.platform.declared.mails).stopping.parse((await visitor.json(path)).json).isOff, false)
})

test('the link lets one choose how often, and turn off everything with one press, and undo that', async () => {
  const path = linkOf('ben', 'ping')
  const visitor = site.as('visitor')
  assert.equal((await visitor.post(`${path}/choices`, { ping: 'weekly', reply: 'daily' })).status, 303)
  assert.deepEqual(await chosen(), ['ben ping weekly', 'ben reply daily'])
  assert.equal((await visitor.post(`${path}/choices`, { ping: 'hourly' })).status, 422)
  assert.equal((await visitor.post(`${path}/everything`)).status, 303)
  assert.match((await visitor.get(path)).text, /Nothing from First-line leaders comes to you/)
  assert.ok((await chosen()).every((one) => one.endsWith(' off')))
  assert.equal((await visitor.post(`${path}/return`)).status, 303)
  const back = (await chosen()).filter((one) => !one.endsWith(' at_once'))
  assert.deepEqual(back, ['ben ping weekly', 'ben reply daily'])
})

test('a community is silenced in one press in the settings, and comes back as it was', async () => {
  const root = `/inbox/settings/${community.slug}`
  await site.as('ben').send(root, { ping: 'off', reply: 'daily' }, 'PUT')
  const silent = await site.as('ben').send(`${root}/silence`)
  assert.equal(silent.json.communities[0].isAllOff, true)
  assert.match((await site.as('ben').get('/inbox/settings')).text, /Turn on again/)
  const { mails } = (await site.as('ben').send(`${root}/return`)).json.communities[0]
  assert.deepEqual([mails.ping, mails.reply, mails.topics], ['off', 'daily', 'at_once'])
  assert.equal((await site.as('eve').send(`${root}/silence`)).status, 404)
  assert.equal((await site.as('eve').send(`${root}/return`)).status, 404)
})

test('hour, weekday, zone and a quiet time are chosen; what cannot be gets a sentence at its field', async () => {
  const ben = site.as('ben')
  const { json } = await ben.send('/inbox/rhythm', { hour: 18, weekday: 5, timeZone: 'Europe/Berlin' }, 'PUT')
  assert.deepEqual(json.rhythm, { hour: 18, weekday: 5, timeZone: 'Europe/Berlin', quietUntil: null })
  const wrong = await ben.send('/inbox/rhythm', { hour: 25, weekday: 0, timeZone: 'Mars/Base' }, 'PUT')
  assert.equal(wrong.status, 422)
  assert.deepEqual(Object.keys(wrong.json.fields).toSorted(), ['hour', 'timeZone', 'weekday'])
  const says = async (until: unknown) => (await ben.send('/inbox/quiet', { until }, 'PUT')).json.fields
  assert.deepEqual(await says('2020-01-01'), { until: 'Choose a day that is still to come.' })
  assert.deepEqual(await says('2999-01-01'), { until: 'Choose a day within a year.' })
  assert.deepEqual(await says('2027-02-31'), { until: 'This is not a date.' })
  const form = await ben.post('/inbox/quiet', { until: '2020-01-01' })
  assert.equal(form.status, 422)
  assert.match(form.text, /Choose a day that is still to come\./)
  assert.equal((await site.as('visitor').send('/inbox/quiet', { until: '' })).status, 401)
  assert.equal((await ben.send('/inbox/rhythm', { hour: 7, weekday: 1, timeZone: 'Europe/Lisbon' })).status, 200)
})

test('a mail program ends it with one click, from anywhere, as either kind of form, and twice', async () => {
  const url = linkOf('cleo', 'reply')
  for (const [type, payload] of [
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=part',
      '--part\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--part--\r\n',
    ],
  ] as const) {
    const headers = { 'content-type': type, origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
    const answer = await site.server.inject({ method: 'POST', url, headers, payload })
    assert.equal(answer.statusCode, 200, answer.body)
    assert.match(answer.body, /These mails are stopped/)
    assert.deepEqual(await chosen(), ['cleo reply off'])
  }
  const bare = await site.server.inject({ method: 'POST', url: linkOf('cleo', 'ping') })
  assert.equal(bare.statusCode, 303)
  assert.deepEqual(await chosen(), ['cleo ping off', 'cleo reply off'])
  // Only our own page offers to turn it on again.
  const foreign = { origin: 'https://mail.example' }
  assert.equal((await site.server.inject({ method: 'POST', url: `${url}/return`, headers: foreign })).statusCode, 403)
  assert.deepEqual(await chosen(), ['cleo ping off', 'cleo reply off'])
})

test('a link that is forged, cut or of another kind leads nowhere', async () => {
  const path = linkOf('ben', 'ping')
  const other = linkOf('cleo', 'ping')
  const forged = [
    path.slice(0, -1),
    path.replace('.ping.', '.reply.'),
    `${other.split('.')[0]}${path.slice(path.indexOf('.'))}`,
    linkOf('ben', 'sign_in'),
    `/u/${'x'.repeat(300)}`,
  ]
  for (const one of forged) {
    assert.equal((await site.as('visitor').get(one)).status, 404, one)
    assert.equal((await site.as('visitor').post(one)).status, 404, one)
    assert.equal((await site.as('visitor').post(`${one}/return`)).status, 404, one)
  }
  assert.deepEqual(await chosen(), [])
})

test('a person who left learns nothing of the community from a link, and the links of a closed account are void', async () => {
  const path = linkOf('ben', 'ping')
  const ofBen = db.updateTable('membership').where('person_id', '=', people.ben.id)
  await ofBen.set({ ended_at: new Date() }).execute()
  const page = await site.as('visitor').get(path)
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.text, /First-line leaders/)
  assert.match(page.text, /You are no longer in this community/)
  assert.equal((await site.as('visitor').json(path)).json.community, null)
  await ofBen.set({ ended_at: null }).execute()
  const account = db.updateTable('person').where('id', '=', people.ben.id)
  await account.set({ removed_at: new Date() }).execute()
  assert.equal((await site.as('visitor').get(path)).status, 404)
  assert.equal((await site.as('visitor').post(path)).status, 404)
  await account.set({ removed_at: null }).execute()
})
