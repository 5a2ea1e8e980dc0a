/** People who never asked for mail get little of it: so many a day, none twice, and nothing before they were invited. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { app } from '#server/app.ts'
import { inviteWaitingJob } from '#server/communities/jobs.ts'
import { strangersADay } from '#server/communities/members/stranger.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { nextPage } from '#tests/support/next-page.ts'
import { draftOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { community, people } = site.cast
const db = site.database.db.write
const root = `/c/${community.slug}`
const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))

let count = 0
const addresses = (many: number) => Array.from({ length: many }, () => `new${count++}@example.net`).join('\n')
const add = async (who: 'ada' | 'owen', text: string) =>
  (await site.as(who).send(`${root}/members`, { people: text, confirmed: true })).json
const waiting = async () =>
  (await db.selectFrom('membership').select('person_id').where('invited_at', 'is', null).execute()).length
const forget = async () => {
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('person').where('email', 'like', '%@example.net').execute()
}

test('above the daily limit people become members, and get their invitation the next day', async () => {
  assert.equal((await add('ada', addresses(500))).invited, 500)
  const more = await add('ada', addresses(120))
  assert.deepEqual([more.added, more.invited, more.waiting], [120, strangersADay.byOneLeader - 500, 20])
  const page = await site.as('ada').post(`${root}/members`, { people: 'one@example.net', confirmed: 'yes' })
  assert.equal(page.status, 303)
  assert.match(await nextPage(site.as('ada'), page), /21 are new to this site and get one within/)

  // The site's owners and admins have no limit; people who have been here are no strangers.
  assert.equal((await add('owen', 'two@example.net')).waiting, 0)
  await inviteWaitingJob.run(site.platform, {})
  await forget()
})

test('a member who waits for an invitation gets no other mail, no Ping either, until it was sent', async () => {
  await add('ada', addresses(500))
  await add('ada', addresses(101))
  assert.equal(await waiting(), 1)
  const ping = await draftOne(site)
  const { mails } = (await site.as('ada').send(`${ping.address}/sending`)).json
  assert.equal(mails, 604)

  await inviteWaitingJob.run(site.platform, {})
  assert.equal(await waiting(), 1, 'not within the same day')
  await site.shiftClock('25 hours')
  await inviteWaitingJob.run(site.platform, {})
  assert.equal(await waiting(), 0)
  await site.shiftClock('0')
  await forget()
})

test('a repeated invitation counts in the daily limit, and is sent at most once a day over all communities', async () => {
  const again = async (who = 'invitations', body: object = { who: 'silent' }) => {
    const { json } = await site.as('ada').send(`${root}/members/${who}`, body)
    return json.code ?? [json.invited, json.waiting]
  }
  await add(
    'ada',
    `nia@example.net
${addresses(30)}`,
  )
  await db.updateTable('mail').set({ state: 'handed_over', sent_at: sql`app_now()` }).execute()
  await site.shiftClock('3 days')
  const nia = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'nia@example.net')
    .executeTakeFirstOrThrow()
  const elsewhere = `/c/${site.cast.elsewhere.slug}/members`
  await site.as('eve').send(elsewhere, { people: 'nia@example.net', confirmed: true })
  assert.equal(await again(`${nia.id}/invitation`, {}), 'enough_for_today')

  await add('ada', addresses(500))
  await add('ada', addresses(strangersADay.byOneLeader - 510))
  assert.deepEqual(await again(), [10, 24])
  assert.equal(await again(), 'enough_for_today')
  await site.shiftClock('97 hours')
  assert.deepEqual(await again(), [24, 0])
  await site.shiftClock('0')
  await forget()
})

test('a stranger who is removed and added again is not mailed again within a day', async () => {
  await add('ada', 'nia@example.net')
  const nia = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'nia@example.net')
    .executeTakeFirstOrThrow()
  await site.as('ada').send(`${root}/members/${nia.id}/removal`)
  const again = await add('ada', 'nia@example.net')
  assert.deepEqual([again.added, again.invited, again.waiting], [1, 0, 1])
  await site.shiftClock('25 hours')
  await inviteWaitingJob.run(site.platform, {})
  assert.equal(await waiting(), 0)
  await site.shiftClock('0')
  await forget()
})

test('an invitation has no link that a person typed, neither in its names nor in the purpose', async () => {
  const evil = 'http://evil.example/prize'
  await db
    .updateTable('person')
    .set({ name: `Win at ${evil}` })
    .where('id', '=', people.ada.id)
    .execute()
  await db
    .updateTable('community')
    .set({ name: `Refund at ${evil}`, purpose: `Click ${evil} now @all <x>` })
    .where('id', '=', community.id)
    .execute()
  await add('ada', `"Prize ${evil}" <nia@example.net>`)
  const look = await site.look()
  const mail = await db.selectFrom('mail').select('id').where('kind', '=', 'invitation').executeTakeFirstOrThrow()
  const shown = await showMail(look, kinds, mail.id, 'live')
  assert.ok(shown && 'subject' in shown.words)
  const { subject, from, html, text } = shown.words
  assert.equal(subject, 'Win at invites you to Refund at')
  assert.equal(shown.mail.name, 'Prize')
  for (const part of [subject, from, html.toString(), text]) assert.doesNotMatch(part ?? '', /evil|@all/)
  await sendMails(site)
})
