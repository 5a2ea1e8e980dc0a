import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { hour } from '#server/platform/clock.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { answersOf, draftOne, sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const root = `/c/${cast.community.slug}/pings`
const ada = site.as('ada')
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const words = { question: 'What holds you back?', options: answersOf, hours: '48' }

beforeEach(async () => {
  await sql('delete from ping')
  await sql('delete from mail')
  await sql('delete from mail_choice')
  await sql(dropJobs)
})

describe('writing', () => {
  test('people who may send see the form; a member gets 403; a stranger gets 404', async () => {
    const form = await ada.get(`${root}/new`)
    assert.equal(form.status, 200)
    assert.equal(form.text.match(/name="options"/g)?.length, 9, 'nine rows, without script')
    assert.equal((await site.as('ben').get(`${root}/new`)).status, 403)
    assert.equal((await site.as('eve').get(`${root}/new`)).status, 404)
    assert.equal((await site.as('visitor').get(`${root}/new`)).status, 303)
    assert.equal((await site.as('ben').post(root, words)).status, 403)
    assert.equal((await site.as('eve').post(root, words)).status, 404)
  })

  test('a form leads to the preview of the mail, and only its writer finds it', async () => {
    const answer = await ada.post(root, { ...words, closesAt: '', voiceId: '' })
    assert.equal(answer.status, 303)
    const address = String(answer.headers.location)
    const preview = await ada.get(address)
    assert.match(preview.text, /Send; it waits on the site, nobody is mailed/)
    assert.match(preview.text, /Wednesday|Thursday|Friday|Saturday|Sunday|Monday|Tuesday/)
    for (const who of ['ben', 'owen', 'eve'] as const) assert.equal((await site.as(who).get(address)).status, 404, who)
    const list = await ada.json(root)
    assert.equal(list.json.drafts.length, 1)
    assert.equal((await site.as('owen').json(root)).json.drafts.length, 0)
  })

  test('all that is wrong is said at once, each at its field, and what was typed is still there', async () => {
    const typed = {
      question: ' ',
      options: ['Yes', '', 'Yes', 'n'.repeat(201)],
      hours: 'until',
      closesAt: '2020-01-01T10:00',
      voiceId: cast.people.eve.id,
    }
    const fields = ['question', 'options.2', 'options.3', 'options.4', 'closesAt', 'voiceId']
    const answer = await ada.post(root, typed)
    assert.equal(answer.status, 422)
    for (const field of fields.slice(0, -1))
      assert.match(answer.text, new RegExp(`<p class="wrong" id="\\w+-${field}-wrong"`), field)
    assert.match(answer.text, /<li>Choose one from the list\.<\/li>/, 'also of a field that is not on the form')
    assert.deepEqual(
      [...answer.text.matchAll(/name="(\w+)"[^>]* autofocus/g)].map(([, name]) => name),
      ['question'],
    )
    assert.match(answer.text, /value="n{201}"/)
    assert.match(answer.text, /value="2020-01-01T10:00"/)
    const rows = await ada.post(root, { ...words, options: ['Yes', '', 'Yes'] })
    assert.match(rows.text, /Fill this answer in[\s\S]*This is the same as answer 1\./)
    assert.match(rows.text, /value="What holds you back\?"/)
    const said = await ada.send(root, typed)
    assert.deepEqual([said.status, Object.keys(said.json.fields)], [422, fields])
    const odd = await ada.send(root, { ...typed, hours: 5, voiceId: 'nobody' })
    assert.deepEqual(Object.keys(odd.json.fields), [...fields.slice(0, 4), 'hours', 'voiceId'])
    assert.deepEqual(Object.keys((await ada.send(root, {})).json.fields), ['question', 'options.1'])
    const json = await ada.send(root, { question: 'Q', options: Array.from({ length: 10 }, (_, i) => `A${i}`) })
    assert.deepEqual([json.status, Object.keys(json.json.fields)], [422, ['options.10']])
    assert.equal((await sql('select from ping')).rowCount, 0)
  })

  test('a closing hour within seven days is taken where the community allows it, and as it is sent still does', async () => {
    const inSixDays = { question: 'Q', options: answersOf, closesAt: new Date(Date.now() + 144 * hour).toISOString() }
    const refused = await ada.send(root, inSixDays)
    assert.match(refused.json.fields.closesAt, /open for 3 days at most here/)
    assert.match((await ada.get(`${root}/new`)).text, /within 3 days/)
    await sql('update community set longest_ping = 168')
    assert.match((await ada.get(`${root}/new`)).text, /within 7 days/)
    const draft = await ada.send(root, inSixDays)
    assert.equal(draft.status, 201)
    const beyond = await ada.send(root, { ...inSixDays, closesAt: new Date(Date.now() + 169 * hour).toISOString() })
    assert.match(beyond.json.fields.closesAt, /open for 7 days at most here/)
    await sql('update community set longest_ping = 72')
    assert.equal((await ada.send(`${draft.json.address}/sending`)).json.code, 'end_over')
    await sql('update community set longest_ping = 168')
    assert.equal((await ada.send(`${draft.json.address}/sending`)).status, 200)
    await sql('update community set longest_ping = 72')
    assert.equal(
      (await site.as('ben').json(draft.json.address)).json.ping.closesAt,
      inSixDays.closesAt,
      'it stays open',
    )
  })

  test('a closing hour in the past, too far away, or none at all is refused; a good one is read on the writer’s clock', async () => {
    const until = (closesAt: string) => ada.send(root, { ...words, hours: 'until', closesAt })
    for (const bad of [
      '2020-01-01T10:00',
      '2099-01-01T10:00',
      '',
      'tomorrow',
      '2026-02-31T10:00',
      '2026-13-01T10:00Z',
    ]) {
      const answer = await until(bad)
      assert.deepEqual([answer.status, Object.keys(answer.json.fields)], [422, ['closesAt']], bad)
    }
    const inADay = new Date(Date.now() + 24 * hour)
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Lisbon',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    const answer = await until(local.format(inADay).replace(' ', 'T'))
    assert.equal(answer.status, 201, answer.text)
    const { rows } = await sql('select closes_at from ping')
    assert.equal(Math.trunc(rows[0].closes_at.getTime() / 60_000), Math.trunc(inADay.getTime() / 60_000))
  })

  test('a draft is changed and deleted by its writer, until it is sent', async () => {
    const draft = await draftOne(site)
    const change = { ...words, question: 'Another one?', options: ['Yes', 'No'] }
    const changed = await ada.send(`${root}/${draft.id}/draft`, change, 'PUT')
    assert.equal(changed.status, 200, changed.text)
    assert.match((await ada.get(`${root}/${draft.id}/draft`)).text, /Another one\?/)
    for (const who of ['ben', 'owen', 'eve'] as const)
      assert.equal((await site.as(who).send(`${root}/${draft.id}/draft`, change)).status, 404, who)
    assert.equal((await ada.send(`${draft.address}/removal`)).status, 200)
    assert.equal((await ada.get(draft.address)).status, 404)
    const sent = await sendOne(site)
    for (const act of ['draft', 'removal', 'sending', 'test']) {
      const answer = await ada.send(`${sent.address}/${act}`, change)
      assert.deepEqual([answer.status, answer.json.code], [409, 'ping_sent'], act)
    }
    // Its form, still open in another tab, leads to the sent Ping, not to the same refusal again.
    const form = await ada.get(`${sent.address}/draft`)
    assert.deepEqual([form.status, form.headers.location], [303, sent.address])
  })

  test('the preview shows the mail in a frame of its own, with links that lead nowhere', async () => {
    const draft = await draftOne(site)
    const mail = await ada.get(`${draft.address}/mail`)
    assert.equal(mail.status, 200)
    assert.match(String(mail.headers['content-security-policy']), /sandbox; frame-ancestors 'self'/)
    assert.match(mail.text, /I don’t find the words/)
    assert.doesNotMatch(mail.text, /<(img|script|link)\b/)
    assert.equal((await site.as('ben').get(`${draft.address}/mail`)).status, 404)
  })

  test('a third Ping within a week is warned of, and not refused', async () => {
    await sendOne(site)
    await sendOne(site)
    const draft = await draftOne(site)
    assert.match((await ada.get(draft.address)).text, /This would be the 3rd Ping within a week/)
    assert.equal((await ada.send(`${draft.address}/sending`)).status, 200)
  })
})

describe('trying', () => {
  test('a test goes to its writer alone, as often as they ask', async () => {
    const draft = await draftOne(site)
    await ada.send(`${draft.address}/test`)
    await ada.send(`${draft.address}/test`)
    const { rows } = await sql('select person_id, kind from mail')
    assert.deepEqual(rows, Array(2).fill({ person_id: cast.people.ada.id, kind: 'ping_test' }))
    assert.equal((await site.as('ben').send(`${draft.address}/test`)).status, 404)
  })
})

describe('sending', () => {
  test('opens it, mails every member once, gives ballots, opens its discussion, plans its end: in one transaction', async () => {
    const draft = await draftOne(site)
    const answer = await ada.post(`${draft.address}/sending`)
    assert.equal(answer.status, 303)
    const cookie = /[^,;\s]*said=[^;]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? ''
    assert.match((await ada.get(String(answer.headers.location), { cookie })).text, /Your Ping is open/)
    const {
      rows: [ping],
    } = await sql(
      'select state, sent_by, threshold, could_answer, extract(epoch from closes_at - sent_at)::int as open from ping',
    )
    assert.deepEqual(ping, {
      state: 'open',
      sent_by: cast.people.ada.id,
      threshold: 5,
      could_answer: 4,
      open: 48 * 3600,
    })
    const members = ['ada', 'ben', 'cleo', 'dov'].map((name) => cast.people[name as 'ada'].id).sort()
    const ids = async (table: string) =>
      (await sql(`select person_id from ${table} order by 1`)).rows.map((row) => row.person_id)
    assert.deepEqual([await ids('ballot'), await ids("mail where kind = 'ping'")], [members, members])
    assert.equal((await sql('select from thread where entry_id = $1', [draft.id])).rowCount, 1)
    const [closing] = await waitingJobs(site, 'close-ping')
    assert.deepEqual([closing?.payload, closing?.key], [{ pingId: draft.id }, `close-ping/${draft.id}`])
    const { rows: acts } = await sql("select facts from activity where verb = 'ping.sent' and object_id = $1", [
      draft.id,
    ])
    assert.deepEqual(acts, [{ facts: {} }])
    assert.equal((await waitingJobs(site, 'notify-of-activity')).length, 1)
  })

  test('whom no mail reaches gets none, and may answer on the page', async () => {
    await sql("insert into mail_choice (person_id, community_id, kind, choice) values ($1, $2, 'ping', 'off')", [
      cast.people.ben.id,
      cast.community.id,
    ])
    await sql('update person set bounced_at = now() where id = $1', [cast.people.cleo.id])
    const draft = await draftOne(site)
    assert.match((await ada.get(draft.address)).text, /2 members get no Ping by mail/)
    assert.equal((await ada.send(`${draft.address}/sending`)).json.mails, 2)
    const vote = await site.as('ben').send(`${draft.address}/vote`, { optionId: draft.options[0] }, 'PUT')
    assert.equal(vote.status, 200)
    assert.equal(vote.json.couldAnswer, 4)
    await sql('update person set bounced_at = null')
  })

  test('pressed twice it goes out once', async () => {
    const draft = await draftOne(site)
    const answers = await Promise.all([1, 2, 3].map(() => ada.send(`${draft.address}/sending`)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
    assert.equal((await sql("select from mail where kind = 'ping'")).rowCount, 4)
  })

  test('nobody but its writer sends it', async () => {
    const draft = await draftOne(site)
    for (const who of ['ben', 'owen', 'eve'] as const)
      assert.equal((await site.as(who).send(`${draft.address}/sending`)).status, 404, who)
    assert.equal((await site.as('visitor').send(`${draft.address}/sending`)).status, 401)
  })

  test('a community that is a draft sends nothing to anybody, nor a test; one that is archived changes nothing', async () => {
    const draft = await draftOne(site)
    await sql("update community set status = 'draft' where id = $1", [cast.community.id])
    try {
      for (const act of ['sending', 'test']) {
        const answer = await ada.send(`${draft.address}/${act}`)
        assert.deepEqual([answer.status, answer.json.code], [409, 'community_draft'], act)
      }
      const page = await ada.get(draft.address)
      assert.match(page.text, /still a draft/)
      assert.match(page.text, /4 members, once the community is open/)
      assert.doesNotMatch(page.text, /no Ping by mail/)
      assert.doesNotMatch(page.text, /\/sending"/)
      await sql("update community set status = 'archived' where id = $1", [cast.community.id])
      assert.equal((await ada.send(`${draft.address}/sending`)).json.code, 'community_archived')
      assert.equal((await ada.send(root, words)).json.code, 'community_archived')
    } finally {
      await sql("update community set status = 'active' where id = $1", [cast.community.id])
    }
    assert.equal((await sql('select from mail')).rowCount, 0)
    assert.equal((await ada.send(`${draft.address}/sending`)).status, 200)
  })

  test('a picked hour that passed meanwhile stops it', async () => {
    const draft = await draftOne(site, { closesAt: new Date(Date.now() + hour).toISOString() })
    await site.shiftClock('2 hours')
    try {
      const answer = await ada.post(`${draft.address}/sending`)
      assert.equal(answer.status, 409)
      assert.match(answer.text, /chosen closing time has passed/)
    } finally {
      await site.shiftClock('0')
    }
  })

  test('its sender sees how the mails went; a member does not', async () => {
    const ping = await sendOne(site)
    await sendMails(site)
    const { mailing } = (await ada.json(ping.address)).json
    const reminder = { remindsAt: null, remindedAt: null }
    assert.deepEqual(mailing, {
      handedOver: 0,
      inDigest: 0,
      kept: 4,
      waiting: 0,
      failed: 0,
      unconfirmed: 0,
      canMail: 0,
      ...reminder,
    })
    assert.equal((await site.as('ben').json(ping.address)).json.mailing, null)
  })
})
