/** Whether invitations leave is told as it is; what waited is sent when a leader says so; and the silent are invited again. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { nextPage } from '#tests/support/next-page.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

describe('where no mail server is set', async () => {
  const site = await openSite({ ROLES: 'web,worker' })
  const owen = site.as('owen')
  const draft = '/c/data-storytelling'

  const saidAfter = async (path: string, fields: Record<string, string> = {}) =>
    nextPage(owen, await owen.post(path, fields))

  test('the steps say what to set and whom to ask, and the button what will happen', async () => {
    await owen.send('/c/new', { name: 'Data storytelling', purpose: 'We tell what numbers mean.', hue: 285 })
    await owen.send(`${draft}/members`, { people: 'ada@example.org, ben@example.org', confirmed: true })
    const page = (await owen.get(draft)).text
    assert.match(page, /Six steps to the opening/)
    assert.match(page, /SMTP_URL=smtp:/)
    assert.match(page, /Open; 2 invitations wait for a mail server/)
    assert.doesNotMatch(page, /Open and invite|Send me a test mail|gets one mail/)
    await owen.send(`${draft}/members/${site.cast.people.ada.id}/roles`, { standing: 'leader' })
    const hers = (await site.as('ada').get(draft)).text
    assert.match(hers, /Owen Hale can set one/)
    assert.doesNotMatch(hers, /SMTP_URL/)
    assert.equal((await owen.send(`${draft}/mail-test`)).json.code, 'mail_waits')
  })

  test('every other page of a draft shows its progress, and a link to the next step', async () => {
    const { text } = await owen.get(`${draft}/members`)
    assert.match(text, /1 of 6 steps done/)
    assert.match(text, /href="\/c\/data-storytelling#step-resource"[^>]*>Next: Something useful/)
    assert.doesNotMatch((await site.as('ben').get(`/c/${site.cast.community.slug}/members`)).text, /steps done/)
  })

  test('after opening, no sentence says that mails are on their way', async () => {
    assert.match(await saidAfter(`${draft}/opening`), /2 invitations wait for a mail server/)
    const members = await owen.get(`${draft}/members`)
    assert.match(members.text, /No mail can leave this site/)
    assert.match(members.text, /not mailed yet/)
    assert.doesNotMatch(members.text, /Invite again|Send the /)
    assert.equal((await owen.send(`${draft}/members/invitations`, { who: 'not_mailed' })).json.code, 'mail_waits')
    const adding = { people: 'nia@example.net', confirmed: 'yes' }
    assert.match(await saidAfter(`${draft}/members`, adding), /Their invitation waits/)
  })

  test('a Ping says before and after that nobody is mailed', async () => {
    const { json } = await owen.send(`${draft}/pings`, {
      question: 'What first?',
      options: ['This', 'That'],
      hours: 24,
    })
    const preview = (await owen.get(json.address)).text
    assert.match(preview, /Send; it waits on the site, nobody is mailed/)
    assert.doesNotMatch(preview, /by mail<|Send to \d|Send me a test/)
    assert.match(await saidAfter(`${json.address}/sending`), /Nobody was mailed: 4 mails wait/)
    assert.match((await owen.get(json.address)).text, /Nobody was mailed: this site has no mail server/)
    assert.equal((await owen.send(`${json.address}/mailing`)).json.code, 'mail_waits')
  })
})

describe('once mail leaves', async () => {
  const mailbox = await openMailbox()
  after(() => mailbox.close())
  const site = await openSite({ ROLES: 'web,worker', SMTP_URL: mailbox.url })
  const { cast } = site
  const ada = site.as('ada')
  const home = `/c/${cast.community.slug}`
  const pool = site.platform.database.writePool
  const sentTo = (who: CastName) =>
    mailbox.messages
      .filter((mail) => JSON.stringify(mail.to).includes(`${who}@example.org`))
      .map((mail) => mail.subject)
  const stateOf = async (who: CastName) => {
    const { json } = await ada.json(`${home}/members`)
    return json.items.find(({ personId }: { personId: string }) => personId === cast.people[who].id)?.coming?.state
  }

  /** As if this had been made while there was no mail server. */
  async function keep(kind: string, aboutId: string, who: CastName): Promise<void> {
    await pool.query(
      `insert into mail (kind, person_id, about_kind, about_id, community_id, payload, state)
       values ($1, $2, $1, $3, $4, $5, 'kept')`,
      [kind, cast.people[who].id, aboutId, cast.community.id, { invitedBy: cast.people.ada.id }],
    )
  }

  test('kept mails are offered to the leader and the owner, and are sent only when they say so', async () => {
    for (const who of ['ben', 'cleo', 'dov'] as const) await keep('invitation', crypto.randomUUID(), who)
    await pool.query(`update membership set came_at = app_now() where person_id = $1`, [cast.people.ada.id])
    assert.match((await ada.get(home)).text, /3 members were not mailed/)
    assert.match((await site.as('owen').get('/outbox')).text, /Send the 3 invitations that waited/)
    assert.doesNotMatch((await site.as('ben').get(home)).text, /not mailed/)
    assert.equal(await stateOf('dov'), 'not_mailed')
    assert.equal(mailbox.messages.length, 0)

    await pool.query(
      `insert into mail_choice (community_id, person_id, kind, choice) values ($1, $2, 'invitation', 'off')`,
      [cast.community.id, cast.people.cleo.id],
    )
    await ada.send(`${home}/members/${cast.people.ben.id}/removal`)
    const done = await ada.send(`${home}/members/invitations`, { who: 'not_mailed' })
    assert.equal(done.status, 200, done.text)
    await mailbox.waitFor((mail) => JSON.stringify(mail.to).includes('dov@example.org'))
    assert.deepEqual(sentTo('dov'), ['Ada Lindqvist invites you to First-line leaders'])
    assert.deepEqual([...sentTo('ben'), ...sentTo('cleo')], [], 'people who left, or want none, get none')
    assert.doesNotMatch((await ada.get(home)).text, /not mailed/)
  })

  test('a person who was just mailed is not mailed again; after two days without a visit they are, once', async () => {
    const again = `${home}/members/${cast.people.dov.id}/invitation`
    await waitFor(async () => (await stateOf('dov')) === 'mailed')
    assert.equal((await ada.send(again)).json.code, 'invited_lately')
    await site.shiftClock('3 days')
    assert.equal(await stateOf('dov'), 'silent')
    assert.match((await ada.get(`${home}/members`)).text, /Invite the silent one again/)
    assert.equal((await ada.send(`${home}/members/invitations`, { who: 'silent' })).json.invited, 1)
    assert.equal((await ada.send(again)).json.code, 'invited_lately')
    await mailbox.waitFor(() => sentTo('dov').length === 2)
    await site.as('dov').post(`${home}/visits`)
    assert.equal(await stateOf('dov'), 'came')
    assert.equal((await ada.send(again)).json.code, 'invited_lately')
  })

  test('an open Ping can be mailed to those who were not; a closed one cannot', async () => {
    const { json } = await ada.send(`${home}/pings`, { question: 'Which one?', options: ['A', 'B'], hours: 24 })
    await ada.send(`${json.address}/sending`)
    await mailbox.waitFor(
      (mail) => mail.subject === 'Which one?' && JSON.stringify(mail.to).includes('dov@example.org'),
    )
    await pool.query(`update mail set state = 'kept', sent_at = null where kind = 'ping' and person_id = $1`, [
      cast.people.dov.id,
    ])
    assert.match((await ada.get(json.address)).text, /Send the mail that waited/)
    assert.match((await site.as('owen').get('/outbox')).text, /Which one\?/)
    assert.equal((await site.as('dov').send(`${json.address}/mailing`)).status, 403)
    assert.equal((await ada.send(`${json.address}/mailing`)).json.mails, 1)
    await mailbox.waitFor(() => sentTo('dov').filter((subject) => subject === 'Which one?').length === 2)
    assert.equal((await ada.send(`${json.address}/mailing`)).json.code, 'nothing_waits')
    await pool.query(`update mail set state = 'kept', sent_at = null where kind = 'ping'`)
    await ada.send(`${json.address}/closing`, { why: 'Enough' })
    assert.equal((await ada.send(`${json.address}/mailing`)).json.code, 'ping_not_open')
    assert.doesNotMatch((await site.as('owen').get('/outbox')).text, /that waited/)
  })

  test('only those who look after members see who has come, and only they invite again', async () => {
    const seen = (await site.as('dov').json(`${home}/members`)).json
    assert.equal(seen.absent, null)
    assert.ok(seen.items.every(({ coming }: { coming: unknown }) => coming === null))
    const all = (await site.as('dov').json(`${home}/members?came=no`)).json
    assert.equal(all.items.length, seen.items.length)
    assert.equal((await site.as('dov').send(`${home}/members/invitations`, { who: 'silent' })).status, 403)
    assert.equal((await site.as('eve').send(`${home}/members/invitations`, { who: 'silent' })).status, 404)
    assert.equal((await site.as('eve').send(`${home}/members/${cast.people.dov.id}/invitation`)).status, 404)
  })

  test('a test mail reaches the person who asked for it, and ticks the step of a draft', async () => {
    const owen = site.as('owen')
    const draft = (await owen.send('/c/new', { name: 'Tried first', purpose: 'We try.', hue: 162 })).json.slug
    const isDone = async () =>
      (await owen.json(`/c/${draft}`)).json.steps.steps.find(({ key }: { key: string }) => key === 'mail').isDone
    assert.equal(await isDone(), false)
    assert.match((await owen.get(`/c/${draft}`)).text, /Send me a test mail/)
    assert.equal((await owen.send(`/c/${draft}/mail-test`)).status, 200)
    await mailbox.waitFor((mail) => mail.subject === 'Mail from Guildhall arrives')
    await waitFor(isDone, 'the step is not ticked')
    assert.match((await owen.get('/site/settings')).text, /The mail server took your test/)
  })
})
