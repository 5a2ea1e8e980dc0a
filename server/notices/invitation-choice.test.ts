/** Invitations and Pings are stopped separately; a person who never came and declines hears no more of it. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { community } = site.cast
const db = site.database.db.write
const oneClick = { 'List-Unsubscribe': 'One-Click' }

beforeEach(async () => {
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('mail_choice').execute()
  await db.deleteFrom('person').where('email', '=', 'nia@example.net').execute()
  ;(mailbox.messages as unknown[]).length = 0
})

/** Ada adds Nia, who has no account yet or had one. Gives her id. */
async function addNia(): Promise<string> {
  const people = 'Nia Holm <nia@example.net>'
  const added = await site.as('ada').send(`/c/${community.slug}/members`, { people, confirmed: true })
  assert.equal(added.json.added, 1)
  const nia = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'nia@example.net')
    .executeTakeFirstOrThrow()
  return nia.id
}

async function removed(personId: string): Promise<void> {
  assert.equal((await site.as('ada').send(`/c/${community.slug}/members/${personId}/removal`)).status, 200)
}

const toNia = () => mailbox.messages.filter(({ to }) => [to].flat()[0]?.value[0]?.address === 'nia@example.net')

/** The mails Nia’s server has received so far, by subject. */
async function niaGot(): Promise<string[]> {
  await sendMails(site)
  return toNia().map(({ subject }) => subject ?? '')
}

/** The path of the link that stops such mails, as it stands in Nia’s latest mail with this subject. */
function linkIn(subject: string): string {
  const mail = toNia().findLast((one) => one.subject === subject)
  const [, url = ''] = /<(.+)>/.exec(mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? '') ?? []
  assert.ok(mail?.text?.includes(url), 'the same link stands in the mail')
  return new URL(url).pathname
}

const invitation = 'Ada Lindqvist invites you to First-line leaders'
const ping = 'What holds you back most?'

/** Makes earlier invitations a day old. */
async function aDayLater(): Promise<void> {
  await sql`update mail set created_at = created_at - interval '25 hours' where kind = 'invitation'`.execute(db)
}

/** Nia opens the community's page. */
async function niaCame(personId: string): Promise<void> {
  await db.updateTable('membership').set({ visited_at: new Date() }).where('person_id', '=', personId).execute()
}

test('a member who has visited can stop invitations and keep the Pings', async () => {
  const nia = await addNia()
  assert.deepEqual(await niaGot(), [invitation])
  const path = linkIn(invitation)
  assert.equal(unsubscribeLink.open(site.platform.secrets, path.slice('/u/'.length))?.kind, 'invitation')
  await niaCame(nia)
  assert.match((await site.as('visitor').get(path)).text, /no more invitations to First-line leaders/)
  assert.match((await site.as('visitor').post(path, oneClick)).text, /Invitations to First-line leaders no longer come/)

  await sendOne(site)
  assert.deepEqual(await niaGot(), [invitation, ping])
  await removed(nia)
  await aDayLater()
  await addNia()
  assert.deepEqual(await niaGot(), [invitation, ping])
  const ended = await db.selectFrom('mail').select(['kind', 'why']).where('state', '=', 'dropped').execute()
  assert.deepEqual(ended, [{ kind: 'invitation', why: 'opted_out' }])
})

test('a member who stopped Pings is still invited when added again', async () => {
  const nia = await addNia()
  await sendOne(site)
  assert.deepEqual(await niaGot(), [invitation, ping])
  await site.as('visitor').post(linkIn(ping), oneClick)
  await removed(nia)
  await aDayLater()
  await addNia()
  await sendOne(site, { question: 'And now?' })
  assert.deepEqual(await niaGot(), [invitation, ping, invitation])
})

test('the link in an invitation stops invitations alone, by somebody who never came too; a second button stops everything', async () => {
  const nia = await addNia()
  await niaGot()
  const path = linkIn(invitation)
  assert.match((await site.as('visitor').get(path)).text, /No mail at all from First-line leaders/)
  await site.as('visitor').post(path, oneClick)
  await sendOne(site)
  await removed(nia)
  await aDayLater()
  await addNia()
  assert.deepEqual(await niaGot(), [invitation, ping])

  await site.as('visitor').post(`${path}/everything`)
  assert.match((await site.as('visitor').get(path)).text, /Nothing from First-line leaders comes/)
  await sendOne(site, { question: 'And now?' })
  assert.deepEqual(await niaGot(), [invitation, ping])

  await site.as('visitor').post(`${path}/return`)
  assert.match((await site.as('visitor').get(path)).text, /Stop these mails\?/)
  await sendOne(site, { question: 'And again?' })
  assert.deepEqual(await niaGot(), [invitation, ping, 'And again?'])
})

test('a queued invitation is not sent once its recipient has stopped invitations', async () => {
  const nia = await addNia()
  await db
    .insertInto('mail_choice')
    .values({ person_id: nia, community_id: community.id, kind: 'invitation', choice: 'off' })
    .execute()
  assert.deepEqual(await niaGot(), [])
})
