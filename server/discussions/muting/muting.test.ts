/** Muting a discussion from its mail: a link, a light page, a button, and a way back. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { muteLink } from '#server/discussions/muting/mute-link.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { people, community } = site.cast
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
const stateOf = async (threadId: string) =>
  (await query('select state from thread_follow where thread_id = $1 and person_id = $2', [threadId, people.ben.id]))[0]
    ?.state ?? null

beforeEach(forgetCounts)

test('the link in the mail leads to a page whose button mutes, and whose other button undoes that', async () => {
  const thread = await startThread(site, 'ben', 'How loud')
  await writePost(site, 'cleo', thread, 'Very.')
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
  await sendMails(site)
  const mail = await mailbox.waitFor(({ subject }) => subject === 'Re: How loud')
  const [, link = ''] = /Mute this discussion\s+\S+?(\/mute\/\S+)/.exec(mail.text ?? '') ?? []
  assert.ok(String(mail.html).includes(link), mail.text)
  const phone = openJar(site.server, site.platform.config.publicUrl)
  const page = await phone.get(link)
  assert.match(page.text, /How loud.*unless somebody mentions you/s)
  assert.doesNotMatch(page.text, /src=|href="http|Very\./)
  assert.equal(await stateOf(thread.id), 'following', 'opening mutes nothing')

  const pressed = await phone.post(link)
  assert.equal(await stateOf(thread.id), 'muted')
  assert.match((await phone.get(String(pressed.headers.location))).text, /This discussion is muted/)
  await phone.post(link)
  await writePost(site, 'cleo', thread, 'Still.')
  await runJobs(site, 'notify-of-activity')
  const told = await query('select from notice where person_id = $1 and at > (select min(at) from notice)', [
    people.ben.id,
  ])
  assert.deepEqual(told, [])

  await phone.post(`${link}/undo`, { was: 'following' })
  assert.equal(await stateOf(thread.id), 'following')
})

test('a link that was cut, of somebody who moved or left, or of another’s discussion, does nothing', async () => {
  const thread = await startThread(site, 'ben', 'Quiet')
  const key = { threadId: thread.id, personId: people.ben.id, version: 1 }
  const link = muteLink.address(site.platform.secrets, key)
  const phone = openJar(site.server, site.platform.config.publicUrl)
  const statuses = async (address: string) => [(await phone.get(address)).status, (await phone.post(address)).status]
  assert.deepEqual(await statuses(link.slice(0, -2)), [404, 404])
  const elsewhere = muteLink.address(site.platform.secrets, { ...key, personId: people.eve.id })
  assert.deepEqual(await statuses(elsewhere), [404, 404])
  await query('update person set mail_version = 2 where id = $1', [people.ben.id])
  assert.deepEqual(await statuses(link), [404, 404])
  await query('update person set mail_version = 1 where id = $1', [people.ben.id])
  await query('update membership set ended_at = app_now() where person_id = $1', [people.ben.id])
  assert.deepEqual(await statuses(link), [404, 404])
  await query('update membership set ended_at = null where person_id = $1', [people.ben.id])
  assert.equal(await stateOf(thread.id), 'following')
})

test('leaving by mail asks for the six-digit code: the page about stopping mails leads there', async () => {
  const stop = await site.work(async ({ platform }) => {
    const { unsubscribeLink } = await import('#server/platform/mail/unsubscribe.ts')
    return unsubscribeLink.address(platform.secrets, {
      personId: people.cleo.id,
      communityId: community.id,
      kind: 'reply',
    })
  })
  const phone = openJar(site.server, site.platform.config.publicUrl)
  const { text } = await phone.get(stop)
  assert.doesNotMatch(text, new RegExp(people.cleo.email))
  const [, whom = ''] = /name="whom" value="([^"]+)"/.exec(text) ?? []
  assert.match(text, new RegExp(`name="to" value="/c/${community.slug}/leaving"`))
  const asked = await phone.post('/sign-in/whom', { whom, to: `/c/${community.slug}/leaving` })
  await runJobs(site, 'mail-sign-in')
  await sendMails(site)
  const mail = await mailbox.waitFor(({ to }) => [to].flat()[0]?.value[0]?.address === people.cleo.email)
  const [code = ''] = /\b\d{6}\b/.exec(mail.text ?? '') ?? []
  const attempt = new URL(String(asked.headers.location), 'http://x').searchParams.get('attempt') ?? ''
  const led = await phone.post('/sign-in/code', { attempt, code })
  assert.equal(led.headers.location, `/c/${community.slug}/leaving`)
  assert.equal((await phone.post(`/c/${community.slug}/leaving`)).status, 303)
  const left = await query('select ended_at is not null as gone from membership where person_id = $1', [people.cleo.id])
  assert.deepEqual(left, [{ gone: true }])
})
