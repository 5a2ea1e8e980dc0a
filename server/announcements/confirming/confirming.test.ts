/** Confirming that one has read an announcement: on the site, and by the button in its mail. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { confirmLink, openingsOfMail } from '#server/announcements/confirming/confirm-link.ts'
import { announcementLive } from '#server/announcements/live.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { openingsOf } from '#server/platform/mail/acts/openings.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { cast } = site
const root = `/c/${cast.community.slug}/announcements`
const [ada, ben, cleo, anyone] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('visitor')]
const sql = async (text: string, values: unknown[] = []) => (await site.database.db.writePool.query(text, values)).rows

let address = ''
let id = ''

beforeEach(async () => {
  forgetCounts()
  for (const table of ['entry', 'mail', 'activity', 'mail_choice']) await sql(`delete from ${table}`)
  await sql(dropJobs)
  ;(mailbox.messages as unknown[]).length = 0
  const words = { title: 'New rules', source: 'Please read.', asksConfirmation: true, publish: true }
  ;({ address, id } = (await ada.send(root, words)).json)
})

const keyOf = (who: CastName) => ({ announcementId: id, personId: cast.people[who].id, version: 1 })
const linkOf = (who: CastName) => confirmLink.address(site.platform.secrets, keyOf(who))
const mailTo = (who: CastName) =>
  mailbox.waitFor((one) => [one.to].flat()[0]?.value[0]?.address === cast.people[who].email)
const confirmed = async () =>
  (await sql('select p.name from announcement_confirmation x join person p on p.id = x.person_id order by 1')).map(
    ({ name }) => name,
  )
/** As if the links of this person's mail had been opened, so many milliseconds from now. */
function opened(who: CastName, links: readonly string[], fromNow: number): void {
  const of = openingsOfMail(keyOf(who))
  for (const link of links) openingsOf(site.platform).note({ of, link, at: Date.now() + fromNow })
}

test('a member confirms by a button, having read who sees it, and may take it back', async () => {
  const page = (await ben.get(address)).text
  assert.match(
    page,
    /Please confirm.*Ada Lindqvist and those who lead here see who has confirmed\..*0 of 3 have confirmed/s,
  )
  assert.match((await ben.get('/')).text, /New rules.*Please confirm.*1 announcement to confirm/s)
  assert.equal((await ben.post(`${address}/confirmation`)).status, 303)
  assert.equal((await ben.send(`${address}/confirmation`)).status, 200, 'a second press changes nothing')
  assert.deepEqual(await confirmed(), ['Ben Reyes'])
  assert.match((await ben.get(address)).text, /You have confirmed.*1 of 3 have confirmed/s)
  assert.doesNotMatch((await ben.get('/')).text, /New rules/)
  await ben.send(`${address}/confirmation/undo`)
  assert.deepEqual(await confirmed(), [])
})

test('members see how many have confirmed and never who; those who lead see who has not', async () => {
  await ben.send(`${address}/confirmation`)
  assert.match((await cleo.get(address)).text, /1 of 3 have confirmed/)
  assert.doesNotMatch(JSON.stringify((await cleo.json(address)).json), /Ben Reyes/)
  for (const who of ['ben', 'cleo', 'dov'] as const)
    assert.equal((await site.as(who).json(`${address}/readers`)).status, 403)
  assert.equal((await site.as('eve').json(`${address}/readers`)).status, 404)
  for (const who of ['ada', 'owen'] as const)
    assert.match(
      (await site.as(who).get(`${address}/readers`)).text,
      /Not confirmed.*Cleo Marsh.*Dov Adler.*Confirmed <span.*Ben Reyes/s,
    )
})

test('neither its sender, nor who is no member, nor anybody where nothing is asked confirms', async () => {
  for (const who of ['ada', 'owen'] as const)
    assert.equal((await site.as(who).send(`${address}/confirmation`)).json.code, 'confirmation_of_others')
  assert.equal((await site.as('eve').send(`${address}/confirmation`)).status, 404)
  const { json } = await ada.send(root, { title: 'Plain', source: 'Plain.', publish: true })
  assert.equal((await ben.send(`${json.address}/confirmation`)).json.code, 'no_confirmation_asked')
  assert.deepEqual(await confirmed(), [])
})

test('the mail leads to a light page; opening it confirms nothing, its button does, and undo takes it back', async () => {
  await sendMails(site)
  const mail = await mailTo('ben')
  const link = linkOf('ben')
  assert.match(mail.text ?? '', new RegExp(`/read/[^\\s]+/site.*I have read this\\s+\\S+${link}\\s`, 's'))
  assert.doesNotMatch((await mailTo('ada')).text ?? '', /I have read this/, 'its sender confirms nothing')
  const page = await anyone.get(link)
  assert.match(page.text, /From Ada Lindqvist.*New rules.*I have read this.*Confirming as <b[^>]*>Ben Reyes/s)
  assert.ok(page.text.length < 10_240, `${page.text.length} bytes`)
  assert.equal(page.headers['cache-control'], 'no-store')
  assert.deepEqual(await confirmed(), [])
  const pressed = await anyone.post(link)
  assert.deepEqual([pressed.status, pressed.headers.location], [303, link])
  assert.deepEqual(await confirmed(), ['Ben Reyes'])
  assert.match((await anyone.get(link)).text, /Thank you\..*undo/s)
  await anyone.post(`${link}/undo`)
  assert.deepEqual(await confirmed(), [])
})

test('a machine that opens both links of the mail and presses confirms nothing; its person presses once more', async () => {
  const link = linkOf('ben')
  assert.equal((await anyone.get(`${link}/site`)).headers.location, address)
  await anyone.get(link)
  const pressed = await anyone.post(link)
  assert.equal(pressed.headers.location, `${link}?again=yes`)
  assert.deepEqual(await confirmed(), [])
  assert.match((await anyone.get(`${link}?again=yes`)).text, /press once more.*class="later"/s)
  const cleos = linkOf('cleo')
  opened('cleo', ['site', 'confirm'], -12_000)
  assert.equal((await anyone.post(cleos)).headers.location, cleos)
  assert.deepEqual(await confirmed(), ['Cleo Marsh'])
})

test('a machine that opens the other link after it pressed confirmed nothing either', async () => {
  await anyone.post(linkOf('ben'))
  await anyone.post(linkOf('cleo'))
  await anyone.get(`${linkOf('ben')}/site`)
  await runJobs(site, 'watch-mailed-confirmation')
  assert.deepEqual(await confirmed(), ['Cleo Marsh'])
})

test('the link is of one person and one announcement, and ends where they leave, change address, or it is withdrawn', async () => {
  const link = linkOf('ben')
  for (const forged of [link.slice(0, -1), `${link}x`, link.replace('/read/', '/read/x'), '/read/x'])
    assert.equal((await anyone.get(forged)).status, 404, forged)
  assert.equal((await cleo.post(link)).status, 403)
  assert.match((await cleo.get(link)).text, /This mail went to Ben Reyes, but you are signed in here as somebody else/)
  const refusedWhile = async (change: string, back: string) => {
    await sql(change, [cast.people.ben.id])
    const { status } = await anyone.post(link)
    await sql(back, [cast.people.ben.id])
    return status
  }
  assert.equal(
    await refusedWhile(
      'update membership set ended_at = now() where person_id = $1',
      'update membership set ended_at = null where person_id = $1',
    ),
    404,
  )
  assert.equal(
    await refusedWhile(
      'update person set mail_version = 2 where id = $1',
      'update person set mail_version = 1 where id = $1',
    ),
    404,
  )
  await ada.send(`${address}/withdrawal`)
  assert.equal((await anyone.post(link)).status, 409)
  assert.match((await anyone.get(link)).text, /This announcement was withdrawn/)
  assert.deepEqual(await confirmed(), [])
})

test('one reminder goes to those who have not confirmed and want such mails, and to nobody else', async () => {
  await ben.send(`${address}/confirmation`)
  await cleo.send(`/inbox/settings/${cast.community.slug}`, { announcement: 'off' }, 'PUT')
  await sendMails(site)
  ;(mailbox.messages as unknown[]).length = 0
  assert.equal((await ada.send(`${address}/reminder`)).json.mails, 1)
  await runJobs(site, 'notify-of-activity')
  await sendMails(site)
  assert.deepEqual(
    mailbox.messages.map(({ subject, to }) => [subject, [to].flat()[0]?.value[0]?.address]),
    [['Please confirm: New rules', cast.people.dov.email]],
  )
  assert.equal((await ada.send(`${address}/reminder`)).json.code, 'reminded_already')
  assert.match((await cleo.get('/inbox')).text, /Ada Lindqvist asks you to confirm that you have read “New rules”/)
  assert.doesNotMatch((await ben.get('/inbox')).text, /asks you to confirm/)
  assert.match((await ada.get(`${address}/readers`)).text, /They were reminded/)
})

test('a reminder is refused where nobody is left, and does not reach who confirms before it leaves', async () => {
  for (const who of ['ben', 'cleo'] as const) await site.as(who).send(`${address}/confirmation`)
  await ada.send(`${address}/reminder`)
  await site.as('dov').send(`${address}/confirmation`)
  await sendMails(site)
  assert.equal(mailbox.messages.filter(({ subject }) => subject?.startsWith('Please confirm')).length, 0)
  const other = (await ada.send(root, { title: 'O', source: 'O.', asksConfirmation: true, publish: true })).json.address
  for (const who of ['ben', 'cleo', 'dov'] as const) await site.as(who).send(`${other}/confirmation`)
  assert.equal((await ada.send(`${other}/reminder`)).json.code, 'nobody_to_remind')
  assert.equal((await ada.json(other)).json.announcement.remindedAt, null, 'nothing was kept of it')
})

test('an open page counts each confirmation', async () => {
  const look = await site.look()
  const before = await announcementLive.changes(look, id, 'readers', 'en', null)
  await ben.send(`${address}/confirmation`)
  const now = await announcementLive.changes(look, id, 'readers', 'en', before.version)
  assert.deepEqual(
    now.changes.map(({ html }) => html),
    ['1 of 3 have confirmed.'],
  )
})
