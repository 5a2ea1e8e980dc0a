/** While no mail leaves a site, nobody is locked out without being told, and its sign-in page says what helps. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { app } from '#server/app.ts'
import { firstOwnerAddress } from '#server/identity/become-first-owner.ts'
import { longestStreak } from '#server/identity/sign-in-limits.ts'
import { type Attempt, attempts } from '#server/identity/sign-in-pass.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { publicUrl } = site.platform.config
const db = site.database.db.write
const english = { 'accept-language': 'en' }
await sql`truncate person cascade`.execute(db)
const mira = openJar(site.server, publicUrl)
const visitor = openJar(site.server, publicUrl)
const owner = { name: 'Mira Stone', email: 'mira@example.org' }
const password = 'a long enough one'

test('the first owner is offered a password, a language and a time zone, and the site uses them', async () => {
  const address = (await firstOwnerAddress(site.platform)) ?? ''
  const page = (await mira.get(address, { 'accept-language': 'de' })).text
  assert.match(page, /<option value="de" selected>/)
  assert.match(page, /<own-zone>.*name="zone"/s)
  assert.match(page, /type="password"/)
  assert.doesNotMatch(page, /<details class="more"/)
  await mira.post(address, { ...owner, password: '', locale: 'de', zone: 'America/Buenos_Aires' })
  const { json } = await mira.json('/site/settings')
  assert.deepEqual([json.locale, json.zone], ['de', 'America/Buenos_Aires'])
  const made = await mira.send('/c/new', { name: 'First', purpose: 'We begin.', hue: 162 })
  assert.equal(made.json.zone, 'America/Buenos_Aires', 'and so does its first community')
})

test('a person without a password who signs out is asked to set one first, and may sign out all the same', async () => {
  const asked = await mira.post('/sign-out')
  assert.equal(asked.headers.location, '/sign-out')
  assert.equal((await mira.get('/account')).status, 200, 'still signed in')
  const page = (await mira.get('/sign-out', english)).text
  assert.match(page, /Set a password first/)
  assert.match(page, /name="anyway" value="yes"/)
  assert.equal((await mira.post('/sign-out/password', { password: 'short' })).status, 422)
  const done = await mira.post('/sign-out/password', { password })
  assert.equal(done.headers.location, '/sign-in')
  assert.equal((await mira.json('/account')).status, 401)
})

test('without a mail server the sign-in page promises no mail, takes the password, and names the operator’s command', async () => {
  const page = (await visitor.get('/sign-in', english)).text
  assert.match(page, /bin\/guildhall signin --email/)
  assert.doesNotMatch(page, /Mail me a sign-in link|comes to it/)
  const wrong = await visitor.post('/sign-in/password', { email: owner.email, password: 'not this one' }, english)
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /This mail address and password don’t match\.</)
  assert.equal((await mira.post('/sign-in/password', { email: owner.email, password })).status, 303)
  assert.equal((await mira.get('/sign-out')).headers.location, '/', 'a person with a password is not asked')
  assert.equal((await mira.post('/sign-out')).headers.location, '/sign-in')
})

test('a person who asks for a sign-in mail all the same reads that none comes, and what to do', async () => {
  const asked = await visitor.post('/sign-in', { email: owner.email }, english)
  const page = (await visitor.get(String(asked.headers.location), english)).text
  assert.match(page, /Nothing was mailed to <b dir="ltr">mira@example\.org<\/b>/)
  assert.match(page, /bin\/guildhall signin --email/)
  assert.doesNotMatch(page, /outbox|Look in your mail|six digits/i)
})

test('the demo says what lies in its outbox: a mail with link and code, or with a link alone', async () => {
  const attempt = (way: Attempt['way']) =>
    attempts.seal(site.platform.secrets, { passId: randomUUID(), address: owner.email, way, isHidden: false })
  const page = async (way: Attempt['way']) => (await visitor.get(`/sign-in/code?attempt=${attempt(way)}`, english)).text
  await sql`update site set demo_started_at = app_now()`.execute(db)
  assert.match(await page('code'), /the mail with link and code lies in its outbox/)
  for (const way of ['link', 'newest'] as const) {
    assert.match(await page(way), /the newest mail with a link lies in its outbox/)
    assert.doesNotMatch(await page(way), /code lies|six digits/)
  }
  await sql`update site set demo_started_at = null`.execute(db)
})

test('a link that is over, and a password change without proof, send nobody to a mail that can’t come', async () => {
  const over = await visitor.post('/sign-in/nothing-of-the-kind', {}, english)
  assert.equal(over.status, 409)
  assert.match(over.text, /The people who run this site can make you a new one/)
  assert.equal((await mira.post('/sign-in/password', { email: owner.email, password })).status, 303)
  await db.updateTable('person').set({ locale: 'en' }).execute()
  await site.shiftClock('11 minutes')
  const unproven = await mira.post('/account/password', { current: '', password: 'another fine day' })
  assert.equal(unproven.status, 403)
  assert.match(unproven.text, /sign in again, then come back here/)
  assert.doesNotMatch(unproven.text, /mailed to you/)
})

test('a password that is off says, on the page and in the mail about it, who can make a link', async () => {
  const guess = () => visitor.post('/sign-in/password', { email: owner.email, password: 'not this one' }, english)
  await guess()
  await sql`update sign_in_streak set wrong = ${longestStreak - 1} where kind = 'password'`.execute(db)
  assert.equal((await guess()).status, 422)
  const off = await guess()
  assert.equal(off.status, 409)
  assert.match(off.text, /its password is off\. The people who run this site can make you a link/)
  await runJobs(site, 'mail-password-off')
  const { id } = await db.selectFrom('mail').select('id').where('kind', '=', 'password_off').executeTakeFirstOrThrow()
  const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))
  const shown = await showMail(await site.look(), kinds, id, 'live')
  const text = shown && 'words' in shown && shown.words && 'text' in shown.words ? shown.words.text : ''
  assert.match(text, /No mail leaves this site, so ask the people who run it for one/)
  assert.doesNotMatch(text, /by mail/)
})
