/** A member proposes an event; whoever may plan events plans it or says why not; its member is told in either case. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { type EventWords, usualEvent } from '#tests/support/events.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { community, people, elsewhere } = site.cast
const events = `/c/${community.slug}/events`
const root = `${events}/proposals`
const [ada, ben, cleo] = [site.as('ada'), site.as('ben'), site.as('cleo')]
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const words: EventWords = {
  ...usualEvent,
  title: 'The persimmon hour',
  description: 'Ripe at last.',
  callAddress: 'https://call.example/persimmon',
}

beforeEach(async () => {
  forgetCounts()
  await sql(dropJobs)
  await sql('delete from event_proposal')
  await sql('delete from notice')
  await sql(`update person set locale = 'en'`)
})

/** Ben proposes an event. @returns its address */
async function proposed(more: EventWords = {}): Promise<string> {
  const answer = await ben.send(root, { ...words, ...more })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.address
}

async function noticesOf(who: CastName) {
  await runJobs(site, 'notify-of-activity')
  const { notices } = (await site.as(who).json('/inbox')).json
  return notices
    .filter(({ kind }: { kind: string }) => kind.startsWith('event_propos'))
    .map(({ kind, title, address, isUnread }: Record<string, unknown>) => ({ kind, title, address, isUnread }))
}

let seen = mailbox.messages.length
/** The mails that came to somebody since the last look. */
async function mailsTo(who: CastName) {
  await sendMails(site)
  const came = mailbox.messages.slice(seen)
  seen = mailbox.messages.length
  return came.filter(({ to }) => JSON.stringify(to).includes(people[who].email))
}

test('a member finds the form, proposes without script, and reads where it stands; whoever plans events is told', async () => {
  const page = (await ben.get(events)).text
  assert.match(page, /href="[^"]*events\/propose"/)
  assert.doesNotMatch(page, /Plan an event/)
  assert.doesNotMatch((await ada.get(events)).text, /Propose an event/)
  const form = (await ben.get(`${events}/propose`)).text
  for (const field of ['title', 'description', 'startsAt', 'endsAt', 'zone', 'place', 'callAddress', 'wouldHost'])
    assert.match(form, new RegExp(`name="${field}"`))
  const sent = await ben.post(root, { ...(words as Record<string, string>), wouldHost: 'yes' })
  assert.equal(sent.status, 303, sent.text)
  const address = String(sent.headers.location)
  assert.match((await ben.get(address)).text, /This waits for those who plan events[\s\S]*9:00 – 10:00/)
  assert.match((await ben.get(root)).text, /The persimmon hour/)
  assert.match((await ben.get(events)).text, /What you proposed/)
  assert.match((await ada.get(events)).text, /1 proposal waits for an answer/)
  assert.match((await ada.get(root)).text, /The persimmon hour[\s\S]*Ben Reyes[\s\S]*Would host it/)
  assert.deepEqual(await noticesOf('ada'), [
    { kind: 'event_proposed', title: 'The persimmon hour', address, isUnread: true },
  ])
  const [mail] = await mailsTo('ada')
  assert.equal(mail?.subject, 'Ben Reyes proposes an event: “The persimmon hour”')
  assert.match(mail?.text ?? '', /Ripe at last\.[\s\S]*Ben Reyes would host it[\s\S]*events\/proposals/)
  assert.ok(mail?.headerLines.some(({ key }) => key === 'list-unsubscribe-post'))
})

test('nobody but its member and those who may plan events sees anything of a proposal', async () => {
  const address = await proposed()
  for (const who of castNames) {
    const sees = ['ada', 'ben', 'owen'].includes(who)
    assert.equal((await site.as(who).get(address)).status, sees ? 200 : 404, who)
    if (sees) continue
    for (const path of [events, root, `/c/${community.slug}`, '/inbox', '/search?q=persimmon'])
      assert.doesNotMatch((await site.as(who).get(path)).text, /persimmon hour|Ripe/, `${who} ${path}`)
  }
  assert.equal((await ben.json(events)).json.items.length, 0)
  for (const act of ['', '/withdrawal', '/acceptance', '/refusal'])
    assert.equal((await site.as('eve').send(`${address}${act}`, { ...words, why: 'x' })).status, 404, act)
})

test('accepted it is planned as it was proposed or as it was changed, its member holds it where they would, and reads of it', async () => {
  const address = await proposed({ wouldHost: 'yes' })
  await mailsTo('ada')
  await noticesOf('ada')
  const form = (await ada.get(`${address}/acceptance`)).text
  assert.match(form, /value="The persimmon hour"[\s\S]*value="2031-01-07T10:00"[\s\S]*persimmon[\s\S]*Ripe at last/)
  assert.match(form, new RegExp(`value="${people.ben.id}"[^>]*checked`))
  const planned = await ada.post(`${address}/acceptance`, {
    ...(words as Record<string, string>),
    startsAt: '2031-01-07T09:30',
    hosts: people.ben.id,
  })
  assert.equal(planned.status, 303, planned.text)
  const { event } = (await ben.json(String(planned.headers.location))).json
  assert.deepEqual(
    event.hosts.map(({ name }: { name: string }) => name),
    ['Ben Reyes'],
  )
  assert.equal(event.dates[0].startsAt, '2031-01-07T08:30:00.000Z')
  assert.equal(event.call, words.callAddress)
  assert.deepEqual(await noticesOf('ben'), [
    { kind: 'event_proposal_accepted', title: 'The persimmon hour', address, isUnread: true },
  ])
  assert.equal((await noticesOf('ada'))[0].isUnread, false)
  const [mail] = await mailsTo('ben')
  assert.equal(mail?.subject, 'Ada Lindqvist planned the event that you proposed: “The persimmon hour”')
  assert.match((await ben.get(address)).text, new RegExp(`This is planned[\\s\\S]*href="${planned.headers.location}"`))
  assert.match((await cleo.get(events)).text, /The persimmon hour/)
  assert.doesNotMatch((await ada.get(events)).text, /proposal waits/)
})

test('over the API hosts may be left out: its member is the host where they would be, else whoever planned it', async () => {
  const hosts = async (more: EventWords) => {
    const { json } = await ada.send(`${await proposed(more)}/acceptance`, words)
    const { event } = (await ada.json(json.address)).json
    return event.hosts.map(({ name }: { name: string }) => name)
  }
  assert.deepEqual(await hosts({ wouldHost: 'yes' }), ['Ben Reyes'])
  assert.deepEqual(await hosts({}), ['Ada Lindqvist'])
})

test('declined with a word why, its member reads that in their own language, in the inbox and by mail', async () => {
  await sql(`update person set locale = 'de' where id = $1`, [people.ben.id])
  const address = await proposed()
  await mailsTo('ben')
  assert.equal((await ada.send(`${address}/refusal`, { why: '  ' })).status, 422)
  assert.equal((await ada.post(`${address}/refusal`, { why: 'We meet about that in May.' })).status, 303)
  assert.match((await ben.get(address)).text, /Das wird nicht geplant[\s\S]*We meet about that in May\./)
  assert.deepEqual(
    (await noticesOf('ben')).map(({ kind }: { kind: string }) => kind),
    ['event_proposal_declined'],
  )
  const [mail] = await mailsTo('ben')
  assert.equal(mail?.subject, 'Ada Lindqvist dankt dir für den Vorschlag „The persimmon hour“, der nicht geplant wird')
  assert.match(mail?.text ?? '', /We meet about that in May\./)
})

test('while it waits its member changes it or takes it back; afterwards nobody does anything with it', async () => {
  const address = await proposed()
  assert.match((await ben.get(`${address}/edit`)).text, /value="The persimmon hour"/)
  const changed = await ben.post(address, { ...(words as Record<string, string>), title: 'The late persimmon hour' })
  assert.equal(changed.status, 303, changed.text)
  assert.match((await ada.get(address)).text, /The late persimmon hour/)
  assert.equal((await ada.send(address, { ...words, title: 'Ours' })).status, 403)
  assert.equal((await ada.get(`${address}/edit`)).status, 403)
  assert.equal((await ada.send(`${address}/withdrawal`)).status, 403)
  assert.equal((await ben.send(`${address}/acceptance`, words)).status, 403)
  assert.equal((await ben.send(`${address}/refusal`, { why: 'x' })).status, 403)
  assert.equal((await ben.post(`${address}/withdrawal`)).status, 303)
  assert.equal((await ada.get(address)).status, 404)
  assert.doesNotMatch((await ben.get(root)).text, /persimmon/)
  assert.equal((await noticesOf('ada'))[0].isUnread, false)
  assert.deepEqual(await mailsTo('ada'), [])
  for (const [act, body] of [
    ['', words],
    ['/withdrawal', {}],
  ] as const)
    assert.equal((await ben.send(`${address}${act}`, body)).json.code, 'proposal_answered', act)
  assert.equal((await ben.get(`${address}/edit`)).status, 409)
  const other = await proposed()
  await ada.send(`${other}/refusal`, { why: 'Not now.' })
  for (const act of ['acceptance', 'refusal'])
    assert.equal((await ada.send(`${other}/${act}`, { ...words, why: 'x' })).json.code, 'proposal_answered', act)
  assert.equal((await ada.get(`${other}/acceptance`)).status, 409)
})

test('two who answer at once plan one event', async () => {
  const address = await proposed({ title: 'Answered at once' })
  const both = await Promise.all(
    [1, 2].map(() => ada.send(`${address}/acceptance`, { ...words, title: 'Answered at once' })),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
})

test('each thing that is wrong comes back as a sentence with what was typed', async () => {
  const wrong: readonly (readonly [EventWords, RegExp])[] = [
    [{ title: '' }, /Give it a name/],
    [{ endsAt: '2031-01-07T09:00' }, /It ends before it begins/],
    [{ startsAt: '2020-01-07T10:00', endsAt: '2020-01-07T11:00' }, /in the past/],
    [{ zone: 'Atlantis/Capital' }, /no time zone of this name/],
    [{ callAddress: 'javascript:alert(1)' }, /not a web address/],
  ]
  for (const [more, says] of wrong) {
    const { status, text } = await ben.post(root, {
      ...(words as Record<string, string>),
      ...(more as Record<string, string>),
    })
    assert.equal(status, 422, JSON.stringify(more))
    assert.match(text, says)
    assert.match(text, /Ripe at last/)
  }
  assert.equal((await ben.json(root)).json.proposals.length, 0)
})

test('a guest and a stranger propose nothing, and neither does anybody in a draft or an archived community', async () => {
  await sql("insert into membership_role (community_id, person_id, role) values ($1, $2, 'guest')", [
    community.id,
    people.cleo.id,
  ])
  assert.equal((await cleo.send(root, words)).status, 403)
  await sql('delete from membership_role where person_id = $1', [people.cleo.id])
  assert.equal((await site.as('eve').send(root, words)).status, 404)
  const own = `/c/${elsewhere.slug}/events`
  await sql(`update community set status = 'draft', opened_at = null where id = $1`, [elsewhere.id])
  assert.equal((await site.as('eve').send(`${own}/proposals`, words)).json.code, 'not_open_for_proposals')
  assert.equal((await site.as('eve').get(`${own}/propose`)).status, 409)
  const address = await proposed()
  await sql(`update community set status = 'archived' where id = $1`, [community.id])
  assert.doesNotMatch((await ben.get(events)).text, /Propose an event|What you proposed/)
  for (const [who, path] of [
    ['ben', root],
    ['ben', address],
    ['ben', `${address}/withdrawal`],
    ['ada', `${address}/acceptance`],
    ['ada', `${address}/refusal`],
  ] as const)
    assert.equal((await site.as(who).send(path, { ...words, why: 'x' })).json.code, 'community_archived', path)
  await sql(`update community set status = 'active' where id = $1`, [community.id])
})
