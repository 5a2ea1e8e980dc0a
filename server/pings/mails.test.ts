import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { answersOf, ballotOf, draftOne, type MadePing, sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { cast } = site
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
let ping: MadePing

const mailTo = (who: 'ada' | 'ben' | 'cleo' | 'dov') =>
  mailbox.waitFor((one) => [one.to].flat()[0]?.value[0]?.address === cast.people[who].email)
const state = async (who: 'ben') =>
  (await sql("select state, why from mail where person_id = $1 and kind = 'ping'", [cast.people[who].id])).rows[0]

beforeEach(async () => {
  await sql('delete from ping')
  await sql('delete from mail')
  await sql(dropJobs)
  ;(mailbox.messages as unknown[]).length = 0
  await sql("update person set locale = 'de', time_zone = 'America/New_York' where id = $1", [cast.people.cleo.id])
  ping = await sendOne(site)
})

test('each member gets one mail, also who never signed in: the question as subject, from the asker and the community', async () => {
  await sendMails(site)
  assert.equal(mailbox.messages.length, 4)
  const mail = await mailTo('dov')
  assert.equal(mail.subject, 'What holds you back most?')
  assert.equal(mail.from?.value[0]?.name, 'Ada Lindqvist, First-line leaders')
})

test('each answer is a bordered row that is a link, 48 pixels high, without image or outside resource', async () => {
  await sendMails(site)
  const { html } = await mailTo('ben')
  const { links } = await ballotOf(site, cast.people.ben.id, ping)
  for (const link of links) {
    assert.ok(String(html).includes(`href="${site.platform.config.publicUrl}${link}"`), link)
  }
  assert.equal(String(html).match(/height="48"/g)?.length, 3)
  assert.doesNotMatch(String(html), /<(img|script|link|iframe)\b|url\(|@import/)
})

test('the text part has the same words and links', async () => {
  await sendMails(site)
  const { text = '' } = await mailTo('ben')
  const { links } = await ballotOf(site, cast.people.ben.id, ping)
  for (const words of [
    ...answersOf,
    ...links,
    'press Send on the page that opens',
    'You get this because you are a member',
  ]) {
    assert.ok(text.includes(words), words)
  }
})

test('says until when in its reader’s language and zone, and names the zone', async () => {
  await sql("update ping set closes_at = '2030-01-15T17:00:00Z' where id = $1", [ping.id])
  await sendMails(site)
  assert.match((await mailTo('ben')).text ?? '', /Open until Tuesday 15 Jan, 17:00 WET/)
  assert.match((await mailTo('cleo')).text ?? '', /Offen bis Dienstag, 15\. Jan\., 12:00 GMT-5/)
})

test('can be stopped with one click, and is sorted by the community’s Pings', async () => {
  await sendMails(site)
  const { headerLines } = await mailTo('ben')
  const line = (key: string) => headerLines.find((one) => one.key === key)?.line ?? ''
  assert.match(line('list-id'), /<first-line-leaders\.pings\./)
  assert.match(line('list-unsubscribe'), /<http.+\/u\//)
  assert.match(line('list-unsubscribe-post'), /List-Unsubscribe=One-Click$/)
})

test('is not sent to people who left, turned it off or have another address since, or after the end', async () => {
  const dropped = async (change: string, back: string) => {
    await sql(change)
    await sendMails(site)
    await sql(back)
    const { state: is, why } = await state('ben')
    await sql("update mail set state = 'waiting', why = null, sent_at = null")
    for (const { id } of (await sql('select id from mail')).rows)
      await sql("select graphile_worker.add_job('send-mail', json_build_object('mailId', $1::uuid))", [id])
    return `${is} ${why}`
  }
  const who = `'${cast.people.ben.id}'`
  assert.equal(
    await dropped(
      `update membership set ended_at = now() where person_id = ${who}`,
      `update membership set ended_at = null where person_id = ${who}`,
    ),
    'dropped left',
  )
  const off = `insert into mail_choice values (${who}, '${cast.community.id}', 'ping', 'off')`
  assert.equal(await dropped(off, 'delete from mail_choice'), 'dropped opted_out')
  assert.equal(
    await dropped(
      `update person set mail_version = 2 where id = ${who}`,
      `update person set mail_version = 1 where id = ${who}`,
    ),
    'dropped gone',
  )
  assert.equal(
    await dropped(
      `update ping set closes_at = app_clock() - interval '1 second'`,
      `update ping set closes_at = app_clock() + interval '1 day'`,
    ),
    'dropped over',
  )
})

test('a test says so in its subject, and its links lead to the preview', async () => {
  const draft = await draftOne(site, { question: 'Try me?' })
  await site.as('ada').send(`${draft.address}/test`)
  await sendMails(site)
  const mail = await mailbox.waitFor((one) => one.subject === 'Test: Try me?')
  assert.ok(mail.text?.includes(`${site.platform.config.publicUrl}${draft.address}`))
  assert.doesNotMatch(mail.text ?? '', /\/b\//)
})

test('a mail that is made twice has the same words', async () => {
  await sendMails(site)
  const first = (await mailTo('ben')).html
  await sql("update mail set state = 'waiting', why = null, sent_at = null, held_until = null where person_id = $1", [
    cast.people.ben.id,
  ])
  ;(mailbox.messages as unknown[]).length = 0
  await sql(
    "select graphile_worker.add_job('send-mail', json_build_object('mailId', id)) from mail where person_id = $1",
    [cast.people.ben.id],
  )
  await sendMails(site)
  assert.equal((await mailTo('ben')).html, first)
})
