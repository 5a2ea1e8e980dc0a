/** An invitation link in the hands of somebody who has no account. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { created } from '#tests/support/created.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
const site = await openSite({ SMTP_URL: mailbox.url })
after(() => mailbox.close())
const { community } = site.cast
const ada = site.as('ada')
const pool = site.platform.database.writePool
const root = `/c/${community.slug}`
const jar = () => openJar(site.server, site.platform.config.publicUrl)

beforeEach(() => forgetCounts())

async function make(sent: object = {}): Promise<{ path: string; id: string }> {
  const [{ address, id }] = (await created(ada.send(`${root}/members/links`, sent))).links
  return { path: new URL(address).pathname, id }
}

/** Asks for an account, and gives what was mailed to the address. */
async function askFor(path: string, email: string, name = 'Nia Brook') {
  const before = mailbox.messages.length
  const asked = await jar().post(`${path}/account`, { name, email })
  await runJobs(site, 'mail-sign-in')
  await runJobs(site, 'mail-joining')
  await sendMails(site)
  return { asked, mails: mailbox.messages.slice(before) }
}

const linkIn = (text = '') => /\/joining\/[\w-]+/.exec(text)?.[0] ?? assert.fail(`no link in ${text}`)
const personOf = async (email: string) =>
  (await pool.query('select id, name, email_verified from person where email = $1', [email])).rows[0]

test('the mail that was asked for makes the account by one press, and lets its owner in', async () => {
  const { path, id } = await make({ uses: 2 })
  const { asked, mails } = await askFor(path, 'Nia@Example.net')
  assert.equal(asked.headers.location, `${path}?asked=yes`)
  assert.match((await jar().get(`${path}?asked=yes`)).text, /Look in your mail/)
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ['Join First-line leaders'],
  )
  assert.equal(await personOf('nia@example.net'), undefined, 'asking makes nobody')
  const link = linkIn(mails[0]?.text)
  const nia = jar()
  for (let i = 0; i < 2; i++) {
    const page = await nia.get(link)
    assert.match(page.text, /Join as Nia Brook/)
    assert.match(page.text, /This makes your account with the address nia@example\.net/)
  }
  assert.equal(await personOf('nia@example.net'), undefined, 'opening makes nobody')
  const done = await nia.post(link)
  assert.equal(done.headers.location, root)
  assert.equal((await nia.json('/account')).json.name, 'Nia Brook')
  assert.equal((await nia.json(root)).json.community.isMember, true)
  assert.deepEqual((await personOf('nia@example.net')).email_verified, true)
  const list = (await ada.json(`${root}/members/links`)).json.links
  assert.equal(list.find((one: { id: string }) => one.id === id).uses, 1)
  const again = jar()
  assert.match((await again.get(link)).text, /There is an account with the address nia@example\.net already/)
  assert.equal((await again.post(link)).headers.location, link)
  assert.equal((await again.json('/account')).status, 401, 'a used mail signs nobody in')
})

test('an address that has an account gets the usual mail to sign in, which leads back; the answer is the same', async () => {
  const { path } = await make()
  const { asked, mails } = await askFor(path, 'eve@example.org', 'Not Eve')
  assert.equal(asked.headers.location, `${path}?asked=yes`)
  assert.equal(mails.length, 1)
  assert.doesNotMatch(mails[0]?.text ?? '', /\/joining\//)
  const signIn = /\/sign-in\/[\w-]+/.exec(mails[0]?.text ?? '')?.[0] ?? assert.fail('no link to sign in')
  const eve = jar()
  assert.equal((await eve.post(signIn)).headers.location, path)
  assert.match((await eve.get(path)).text, /You are signed in as Eve Okoro/)
  assert.equal((await eve.post(path)).headers.location, root)
})

test('two presses at once make one account', async () => {
  const { path } = await make()
  const { mails } = await askFor(path, 'ola@example.net', 'Ola Quist')
  const link = linkIn(mails[0]?.text)
  const [one, other] = [jar(), jar()]
  const answers = await Promise.all([one.post(link), other.post(link)])
  assert.deepEqual(answers.map(({ headers }) => headers.location).toSorted(), [root, link].toSorted())
  assert.equal((await pool.query(`select from person where email = 'ola@example.net'`)).rows.length, 1)
})

test('a link that is used up meanwhile makes no account', async () => {
  const { path } = await make({ uses: 1 })
  const [pia, quin] = [
    linkIn((await askFor(path, 'pia@example.net', 'Pia Lund')).mails[0]?.text),
    linkIn((await askFor(path, 'quin@example.net', 'Quin Rae')).mails[0]?.text),
  ]
  const answers = await Promise.all([jar().post(pia), jar().post(quin)])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
  const { rows } = await pool.query(`select from person where email in ('pia@example.net', 'quin@example.net')`)
  assert.equal(rows.length, 1, 'both or neither')
})

test('a mail that is too old, forged, or whose link was revoked, says what to do', async () => {
  const { path, id } = await make({ until: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10) })
  const link = linkIn((await askFor(path, 'rex@example.net', 'Rex Tan')).mails[0]?.text)
  await site.shiftClock('8 days')
  const late = await jar().get(link)
  assert.match(late.text, /This mail no longer works/)
  assert.ok(late.text.includes(path), 'it leads to the link, by which a new one comes')
  assert.equal((await jar().post(link)).status, 409)
  await site.shiftClock('0 days')
  await ada.send(`${root}/members/links/${id}/revocation`)
  assert.match((await jar().get(link)).text, /This mail no longer works/)
  assert.equal((await jar().post(link)).status, 409)
  const forged = link.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  assert.equal((await jar().get(forged)).status, 404)
  assert.equal(await personOf('rex@example.net'), undefined)
})

test('what was typed wrong is said, and kept', async () => {
  const { path } = await make()
  const { asked } = await askFor(path, 'no address', 'Sam Ito')
  assert.equal(asked.status, 422)
  assert.match(asked.text, /value="Sam Ito"/)
})

test('where no mail leaves, the page says whom to ask', async () => {
  const quiet = await openSite({ DEMO: 'off' })
  const [{ address }] = (await created(quiet.as('ada').send(`/c/${quiet.cast.community.slug}/members/links`))).links
  const page = await openJar(quiet.server, quiet.platform.config.publicUrl).get(new URL(address).pathname)
  assert.match(page.text, /can’t send mail yet/)
  assert.doesNotMatch(page.text, /Mail me a link/)
})
