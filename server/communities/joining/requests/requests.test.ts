/** Requests to join: who may send one, who answers it, and who hears of it. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { addPerson, join } from '#tests/support/actors.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { type Answer, clientOf, holding, openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
const site = await openSite({ SMTP_URL: mailbox.url })
after(() => mailbox.close())
const { community, people } = site.cast
const [ada, ben, eve] = [site.as('ada'), site.as('ben'), site.as('eve')]
const pool = site.platform.database.writePool
const root = `/c/${community.slug}`
const queue = `${root}/members/requests`

const question = 'Whom do you lead?'
await pool.query(`update community set is_hidden = false, joining = 'request', joining_question = $1 where id = $2`, [
  question,
  community.id,
])

beforeEach(() => forgetCounts())

async function stranger(name: string) {
  const { id, token } = await addPerson(site, name)
  return { id, client: clientOf(site.server, holding(token)) }
}

const waiting = async () =>
  (await ada.json(queue)).json.items.map((one: { name: string; answer: string }) => [one.name, one.answer])
const firstId = async () => (await ada.json(queue)).json.items[0].id as string
const recorded = async (verb: string) =>
  (await pool.query('select facts, object_id from activity where verb = $1 order by id', [verb])).rows
/** The mails that came since the last look, by the address they went to. */
let seen = 0
function newMails() {
  const fresh = mailbox.messages.slice(seen)
  seen = mailbox.messages.length
  return fresh.map(({ subject, text, to }) => ({ subject, text: text ?? '', to: [to].flat()[0]?.value[0]?.address }))
}
const codes = (answers: readonly Answer[]) => answers.map(({ status, json }) => json?.code ?? status).toSorted()

test('a request waits in the queue of those who look after members, and they hear of it once', async () => {
  const page = await eve.get(`${root}/joining`)
  assert.match(page.text, /Whom do you lead\?/)
  const empty = await eve.send(`${root}/requests`, { answer: '' })
  assert.deepEqual([empty.status, empty.json.fields.answer], [422, 'Please answer the question of the leaders.'])
  const sent = await eve.send(`${root}/requests`, { answer: 'Four analysts.' })
  assert.deepEqual([sent.status, sent.json.request], [200, 'waiting'])
  const again = await eve.send(`${root}/requests`, { answer: 'Please, please.' })
  assert.deepEqual([again.status, again.json.request, again.json.isSent], [200, 'waiting', false])
  assert.deepEqual(await waiting(), [['Eve Okoro', 'Four analysts.']])
  assert.equal((await recorded('join_request.sent')).length, 1)

  await runJobs(site, 'notify-of-activity')
  await sendMails(site)
  const mails = newMails()
  assert.deepEqual(
    mails.map(({ subject, to }) => [subject, to]),
    [['Eve Okoro would like to join First-line leaders', 'ada@example.org']],
  )
  assert.match(mails[0]?.text ?? '', /Whom do you lead\?[\s\S]*Four analysts\.[\s\S]*\/members\/requests/)
  const { notices } = (await ada.json('/inbox')).json
  assert.deepEqual(
    notices.map((one: { kind: string; address: string }) => [one.kind, one.address]),
    [['join_request', queue]],
  )
  assert.match((await ada.get('/inbox')).text, /Eve Okoro would like to join/)
  assert.equal((await ben.json('/inbox')).json.notices.length, 0)

  const members = await ada.get(`${root}/members`)
  assert.match(members.text, /1 person would like to join/)
  assert.equal((await ada.json(`${root}/members`)).json.requests, 1)
  assert.equal((await ben.json(`${root}/members`)).json.requests, 0)
  assert.doesNotMatch((await ben.get(`${root}/members`)).text, /would like to join/)
  assert.match((await ada.get('/')).text, /Requests to join.*?1 person would like to join/s)
  assert.deepEqual([(await ada.json('/')).json.requests.length, (await ben.json('/')).json.requests], [1, []])
  const find = await eve.get('/communities')
  assert.match(find.text, /Your request is waiting/)
  assert.match((await eve.get(`${root}/joining`)).text, /You asked to join on/)
})

test('only those who look after members see the queue and answer', async () => {
  const id = await firstId()
  assert.equal((await ada.json(`/people/${people.eve.id}`)).json.name, 'Eve Okoro', 'who answers sees who asks')
  assert.equal((await ben.json(`/people/${people.eve.id}`)).status, 404)
  for (const end of ['approval', 'refusal']) {
    assert.equal((await ben.send(`${queue}/${id}/${end}`)).status, 403)
    assert.equal((await eve.send(`${queue}/${id}/${end}`)).status, 404)
    assert.equal((await site.as('visitor').send(`${queue}/${id}/${end}`)).status, 401)
    assert.equal((await ada.send(`${queue}/nowhere/${end}`)).status, 404)
    const elsewhere = await eve.send(`/c/${site.cast.elsewhere.slug}/members/requests/${id}/${end}`)
    assert.equal(elsewhere.status, 404, 'a request is answered only in its own community')
  }
  assert.equal((await ben.get(queue)).status, 403)
  assert.equal((await eve.get(queue)).status, 404)
})

test('an approved person is a member, hears of it once, and needs no invitation', async () => {
  const id = await firstId()
  const answers = await Promise.all([ada, site.as('owen')].map((one) => one.send(`${queue}/${id}/approval`)))
  assert.deepEqual(codes(answers), [200, 'request_settled'])
  assert.deepEqual(await waiting(), [])
  assert.equal((await eve.json(root)).status, 200)
  const { rows } = await pool.query(
    `select array(select role from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id) as roles,
       array(select source from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id) as sources,
       came_at from membership m where community_id = $1 and person_id = $2`,
    [community.id, people.eve.id],
  )
  assert.deepEqual(rows, [{ roles: [], sources: ['request'], came_at: null }])
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'invite-waiting')
  await sendMails(site)
  const mails = newMails()
  assert.deepEqual(
    mails.map(({ subject, to }) => [subject, to]),
    [['You are a member of First-line leaders now', 'eve@example.org']],
  )
  const { notices } = (await eve.json('/inbox')).json
  assert.deepEqual(
    notices.map((one: { kind: string; address: string }) => [one.kind, one.address]),
    [['join_approved', root]],
  )
  assert.equal((await eve.send(`${root}/requests`, { answer: 'Again' })).json.code, 'member_already')
})

test('a declined person is told, with the sentence that was written, and may ask again', async () => {
  const nia = await stranger('Nia Brook')
  await nia.client.send(`${root}/requests`, { answer: 'Nobody yet.' })
  const declined = await ada.post(`${queue}/${await firstId()}/refusal`, { reason: 'Come back once you lead a team.' })
  assert.equal(declined.headers.location, queue)
  await sendMails(site)
  const told = newMails().find(({ to }) => to === 'nia-brook@example.org')
  assert.equal(told?.subject, 'Your request to join First-line leaders was declined')
  assert.match(told?.text ?? '', /Come back once you lead a team\./)
  assert.equal((await nia.client.json(root)).status, 404)
  assert.equal((await ada.json(`/people/${nia.id}`)).status, 404, 'who asks no more shows nothing any more')
  const page = await nia.client.get(`${root}/joining`)
  assert.match(page.text, /Your last request was declined\.[\s\S]*Come back once you lead a team\./)
  const reasons = await recorded('join_request.declined')
  assert.doesNotMatch(JSON.stringify(reasons), /Come back/, 'what somebody wrote is no fact')
  assert.equal((await nia.client.send(`${root}/requests`, { answer: 'Three people now.' })).json.request, 'waiting')
  assert.deepEqual(await waiting(), [['Nia Brook', 'Three people now.']])
})

test('once one of those who look after members has answered, or its sender withdrew it, a request is read in all inboxes', async () => {
  const other = await stranger('Second Manager')
  await join(site, other.id, 'manager')
  const unread = async () =>
    (await Promise.all([ada, other.client].map((one) => one.json('/inbox')))).map(
      ({ json }) =>
        json.notices.filter((one: { kind: string; isUnread: boolean }) => one.kind === 'join_request' && one.isUnread)
          .length,
    )
  await runJobs(site, 'notify-of-activity')
  const before = await unread()
  const ask = async (name: string) => {
    const { client } = await stranger(name)
    await client.send(`${root}/requests`, { answer: 'Two teams.' })
    await runJobs(site, 'notify-of-activity')
    assert.deepEqual(
      await unread(),
      before.map((n) => n + 1),
    )
    return client
  }
  await ask('Asks Once')
  const { items } = (await ada.json(queue)).json
  await other.client.send(`${queue}/${items.at(-1).id}/refusal`)
  await runJobs(site, 'notify-of-activity')
  assert.deepEqual(await unread(), before)
  const sender = await ask('Asks Too')
  await sender.send(`${root}/requests/withdrawal`)
  await runJobs(site, 'notify-of-activity')
  assert.deepEqual(await unread(), before)
  await pool.query('delete from membership where person_id = $1', [other.id])
})

test('a request is withdrawn by its sender, and answered no more', async () => {
  assert.equal((await site.as('visitor').send(`${root}/requests/withdrawal`)).status, 401)
  const pia = await stranger('Pia Lund')
  assert.equal((await pia.client.send(`${root}/requests/withdrawal`)).json.code, 'no_request_waits')
  await pia.client.send(`${root}/requests`, { answer: 'Two.' })
  const { items } = (await ada.json(queue)).json
  const { id } = items.find((one: { name: string }) => one.name === 'Pia Lund')
  assert.equal((await pia.client.post(`${root}/requests/withdrawal`)).headers.location, `${root}/joining`)
  assert.equal((await ada.send(`${queue}/${id}/approval`)).json.code, 'request_settled')
  await sendMails(site)
  const told = newMails().filter(({ subject }) => subject?.includes('Pia'))
  assert.deepEqual(told, [], 'nobody is mailed about what does not wait any more')
})

test('a community that closed or was archived meanwhile takes no request, and says so', async () => {
  const quinn = await stranger('Quinn Rae')
  await quinn.client.get(`${root}/joining`)
  const set = (column: 'joining' | 'status', value: string) =>
    pool.query(`update community set ${column} = $1 where id = $2`, [value, community.id])
  await set('joining', 'closed')
  const closed = await quinn.client.post(`${root}/requests`, { answer: 'Five.' })
  assert.equal(closed.status, 409)
  assert.match(closed.text, /takes no requests to join/)
  await set('joining', 'open')
  assert.match((await quinn.client.get(`${root}/joining`)).text, />Join</)
  assert.equal((await quinn.client.send(`${root}/requests`, { answer: 'Five.' })).json.code, 'joining_open')
  await set('joining', 'request')
  await set('status', 'archived')
  assert.equal((await quinn.client.send(`${root}/requests`, { answer: 'Five.' })).json.code, 'joining_archived')
  assert.equal((await ada.send(`${queue}/${people.eve.id}/approval`)).json.code, 'community_archived')
  await set('status', 'active')
})

test('whoever became a member in another way waits no more, and may ask anew after leaving', async () => {
  const rex = await stranger('Rex Tan')
  await rex.client.send(`${root}/requests`, { answer: 'One.' })
  await join(site, rex.id)
  assert.ok(!(await waiting()).flat().includes('Rex Tan'))
  await rex.client.post(`${root}/leaving`)
  assert.ok(!(await waiting()).flat().includes('Rex Tan'), 'an old request does not come back')
  assert.equal((await rex.client.json(`${root}/joining`)).json.request, null)
  assert.equal((await rex.client.send(`${root}/requests`, { answer: 'Two.' })).json.request, 'waiting')
  assert.deepEqual((await waiting()).at(-1), ['Rex Tan', 'Two.'])
})

test('where a leader adds somebody who asked, nobody has a request to answer any more, and no notice of it', async () => {
  const tia = await stranger('Tia Moor')
  await tia.client.send(`${root}/requests`, { answer: 'Six.' })
  await runJobs(site, 'notify-of-activity')
  const unread = async () =>
    (
      await pool.query(
        `select from notice n join activity a on a.id = n.activity_id join join_request r on r.id = a.object_id
         where r.person_id = $1 and n.kind = 'join_request' and n.read_at is null`,
        [tia.id],
      )
    ).rowCount
  assert.ok(Number(await unread()) > 0)
  assert.equal((await ada.send(`${root}/members/accounts/${tia.id}`, { member: 'yes' })).status, 200)
  await runJobs(site, 'notify-of-activity')
  assert.equal(await unread(), 0)
  assert.equal((await recorded('join_request.overtaken')).length, 1)
  await tia.client.post(`${root}/leaving`)
  assert.equal((await tia.client.json(`${root}/joining`)).json.request, null)

  // Who asks to come back after a removal, and is brought back by taking that back.
  await ada.send(`${root}/members/accounts/${tia.id}`, { member: 'yes' })
  await ada.send(`${root}/members/${tia.id}/removal`)
  assert.equal((await tia.client.send(`${root}/requests`, { answer: 'Let me back.' })).status, 200)
  assert.equal((await ada.send(`${root}/members/${tia.id}/return`)).status, 200)
  assert.ok(!(await waiting()).some(([name]: string[]) => name === 'Tia Moor'))
})

test('two requests of one person in one moment are one', async () => {
  const sam = await stranger('Sam Ito')
  const before = (await recorded('join_request.sent')).length
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => sam.client.send(`${root}/requests`, { answer: 'Ten.' })),
  )
  assert.deepEqual(codes(answers), [200, 200, 200, 200, 200])
  assert.equal((await recorded('join_request.sent')).length, before + 1)
})

test('a long queue goes on where a page ends', async () => {
  await pool.query(
    `with made as (
       insert into person (name, email, handle) select 'Asker ' || n, 'asker' || n || '@example.org', 'asker-' || n
       from generate_series(1, 65) n returning id)
     insert into join_request (community_id, person_id) select $1, id from made`,
    [community.id],
  )
  const seen = new Set<string>()
  let pages = 0
  for (let next: string | null = ''; next !== null; pages++) {
    const { json } = await ada.json(`${queue}${next ? `?after=${next}` : ''}`)
    for (const one of json.items) seen.add(one.id)
    next = json.next
  }
  assert.equal(pages, 3)
  assert.equal(seen.size, (await ada.json(`${root}/members`)).json.requests)
})
