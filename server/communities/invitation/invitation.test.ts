/** One press in an invitation signs in, the first time; what is forwarded, forged, over or late does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invitationLink } from '#server/communities/invitation/invitation.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite({ SMTP_URL: 'smtp://127.0.0.1:25' })
const { cast, platform } = site
const { publicUrl } = platform.config
const pool = platform.database.writePool
const home = `/c/${cast.community.slug}`
const jar = () => openJar(site.server, publicUrl)

/** As if this one of the cast had just been added and never signed in. Gives the path behind the mail's button. */
async function invite(who: CastName): Promise<string> {
  const { id } = cast.people[who]
  await pool.query('delete from session where user_id = $1', [id])
  await pool.query('update person set email_verified = false where id = $1', [id])
  await pool.query('update membership set came_at = null, welcomed_at = null where person_id = $1', [id])
  const { rows } = await pool.query(
    `insert into mail (kind, person_id, about_kind, about_id, community_id, payload, state, sent_at)
     values ('invitation', $1, 'invitation', $2, $3, $4, 'handed_over', app_now()) returning id,
       (select mail_version from person where id = $1) as version`,
    [id, crypto.randomUUID(), cast.community.id, { invitedBy: cast.people.ada.id }],
  )
  return invitationLink.address(platform.secrets, rows[0])
}

test('the page of an invitation says who invites whom to what; opening it changes nothing, its button joins', async () => {
  const link = await invite('dov')
  const dov = jar()
  for (let i = 0; i < 3; i++) {
    const { status, text } = await dov.get(link)
    assert.equal(status, 200)
    assert.match(text, /Ada Lindqvist invites you to First-line leaders/)
    assert.match(text, /We get better at what we do in First-line leaders/)
    assert.match(text, /Join as Dov Adler/)
  }
  assert.equal((await dov.json('/account')).status, 401)
  const done = await dov.post(link)
  assert.equal(done.headers.location, home)
  assert.equal((await dov.json('/account')).json.name, 'Dov Adler')
  assert.equal((await dov.get(link)).headers.location, home, 'signed in already, one is simply there')
})

test('an invitation works once; a person who opens it again is led to sign in, with their address filled in', async () => {
  const link = await invite('dov')
  const [one, other] = [jar(), jar()]
  const answers = await Promise.all([one.post(link), other.post(link)])
  assert.deepEqual(answers.map(({ headers }) => headers.location).sort(), [home, link].sort())
  const later = jar()
  const { text } = await later.get(link)
  assert.match(text, /You have been here before, Dov Adler/)
  assert.match(text, /name="email" value="dov@example.org"/)
  assert.doesNotMatch(text, /Join as/)
  await later.post(link)
  assert.equal((await later.json('/account')).status, 401)
})

test('a person who has signed in before, or has a role, is not signed in by an invitation, which may have been forwarded', async () => {
  const known = await invite('ben')
  await pool.query('update person set email_verified = true where id = $1', [cast.people.ben.id])
  const leader = await invite('ada')
  for (const link of [known, leader]) {
    const stranger = jar()
    assert.doesNotMatch((await stranger.get(link)).text, /Join as/)
    await stranger.post(link)
    assert.equal((await stranger.json('/account')).status, 401)
  }
})

test('a reader who is signed in as somebody else is told so first', async () => {
  const browser = jar()
  await browser.post(await invite('dov'))
  const { text } = await browser.get(await invite('cleo'))
  assert.match(text, /In this browser you are signed in as Dov Adler\. Joining signs you in as Cleo Marsh instead\./)
})

test('a forged, removed or outdated invitation tells nothing; an expired one says what to do', async () => {
  const link = await invite('cleo')
  const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  const words = /Cleo|First-line|Ada/
  assert.equal((await jar().get(forged)).status, 404)
  assert.doesNotMatch((await jar().get(forged)).text, words)

  await site.shiftClock('31 days')
  const late = await jar().get(link)
  assert.match(late.text, /This invitation has expired/)
  assert.doesNotMatch(late.text, /Join as/)
  await site.shiftClock('0 days')

  await pool.query('update person set mail_version = mail_version + 1 where id = $1', [cast.people.cleo.id])
  assert.doesNotMatch((await jar().get(link)).text, words)
  await pool.query('update person set mail_version = mail_version - 1 where id = $1', [cast.people.cleo.id])
  assert.match((await jar().get(link)).text, /Join as Cleo/)

  await site.as('ada').send(`${home}/members/${cast.people.cleo.id}/removal`)
  const over = await jar().get(link)
  assert.match(over.text, /This invitation no longer works/)
  assert.doesNotMatch(over.text, words)
  assert.equal((await jar().post(link)).status, 409)
  await site.as('ada').send(`${home}/members`, { people: 'cleo@example.org', confirmed: true })
  assert.match(
    (await jar().get(link)).text,
    /This invitation no longer works/,
    'a person who is added again is invited again',
  )
})
