/** Mails about moderation: what was done, by whom and why, once, and to nobody who may not read there any more. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example' })
const { people, community } = site.cast
const db = site.database.db.write
const ada = site.as('ada')
const root = `/c/${community.slug}/discussions`

/** Runs the due jobs: notices are written, gathered and mailed. */
async function mailed() {
  for (const task of ['notify-of-activity', 'gather-replies', 'gather-moderation']) await runJobs(site, task)
  await sendMails(site)
  return mailbox.messages.filter(({ subject }) => /moderated|moderiert/.test(subject ?? ''))
}

async function states(): Promise<string[]> {
  const rows = await db
    .selectFrom('mail')
    .select(['state', 'why'])
    .where('kind', '=', 'moderation')
    .orderBy('id')
    .execute()
  return rows.map(({ state, why }) => (why ? `${state} ${why}` : state))
}

beforeEach(async () => {
  await mailed()
  for (const table of ['notice', 'mail', 'mail_choice'] as const) await db.deleteFrom(table).execute()
  ;(mailbox.messages as unknown[]).length = 0
})

test('what a moderator did in ten minutes is one mail: what, where, by whom and why, and no words of anybody', async () => {
  const thread = await startThread(site, 'ben', 'Loud talk', 'Opening words.')
  const mine = await writePost(site, 'ben', thread, 'Loud words.')
  await writePost(site, 'cleo', thread, 'Secret words of Cleo.', mine)
  await ada.send(`${root}/${thread.id}/posts/${mine}/removal`, { why: 'Said twice' })
  await ada.send(`${root}/${thread.id}/title`, { title: 'Calm talk' }, 'PUT')
  await ada.send(`${root}/${thread.id}/lock`, { why: 'Too heated' })
  const [mail, ...more] = await mailed()
  assert.deepEqual(more, [])
  assert.equal([mail?.to].flat()[0]?.value[0]?.address, 'ben@example.org')
  assert.equal(mail?.subject, '3 things you wrote were moderated')
  const text = mail?.text ?? ''
  assert.match(text, /Ada Lindqvist, who leads here, removed what you said in “Calm talk”\./)
  assert.match(text, /Why: Said twice/)
  assert.match(text, /locked your discussion “Calm talk”/)
  assert.match(text, /because it is about what you wrote in First-line leaders/)
  assert.doesNotMatch(text, /Loud words|Secret words|Opening words/)
  assert.match(JSON.stringify(mail?.headers.get('list')), /unsubscribe/)
  assert.match(text, /https:\/\/guild\.example\/u\//)
  assert.equal((await mailed()).length, 1, 'no act is mailed twice')
})

test('what was read on the site, or undone meanwhile, is not mailed', async () => {
  const thread = await startThread(site, 'ben', 'Quiet talk')
  const [one, two] = [await writePost(site, 'ben', thread, 'One.'), await writePost(site, 'ben', thread, 'Two.')]
  await ada.send(`${root}/${thread.id}/posts/${one}/removal`, { why: 'Oh' })
  await runJobs(site, 'notify-of-activity')
  await site.as('ben').send('/inbox/readings')
  assert.deepEqual(await mailed(), [])
  await ada.send(`${root}/${thread.id}/lock`, { why: 'Too heated' })
  for (const task of ['notify-of-activity', 'gather-moderation']) await runJobs(site, task)
  await ada.send(`${root}/${thread.id}/unlock`)
  assert.deepEqual(await mailed(), [])
  assert.deepEqual(await states(), ['dropped done'])
  await site.as('ben').send(`${root}/${thread.id}/posts/${two}/removal`)
  assert.deepEqual(await mailed(), [], 'what one does oneself is no news')
})

test('people who left or turned it off get none; the mail is in its recipient’s language', async () => {
  const thread = await startThread(site, 'cleo', 'Late talk')
  const posts: string[] = []
  for (const who of ['ben', 'cleo', 'dov'] as const) posts.push(await writePost(site, who, thread, `Here is ${who}.`))
  await site.as('cleo').send(`/inbox/settings/${community.slug}`, { moderation: 'off' })
  for (const post of posts) await ada.send(`${root}/${thread.id}/posts/${post}/removal`, { why: 'Enough' })
  for (const task of ['notify-of-activity', 'gather-moderation']) await runJobs(site, task)
  const ofBen = db.updateTable('membership').where('person_id', '=', people.ben.id)
  await ofBen.set({ ended_at: new Date() }).execute()
  await db.updateTable('person').set({ locale: 'de' }).where('id', '=', people.dov.id).execute()
  const mails = await mailed()
  await ofBen.set({ ended_at: null }).execute()
  assert.deepEqual(
    mails.map(({ to, subject }) => `${[to].flat()[0]?.value[0]?.address}: ${subject}`),
    ['dov@example.org: Etwas, das du geschrieben hast, wurde moderiert'],
  )
  assert.deepEqual((await states()).toSorted(), ['dropped left', 'dropped opted_out', 'handed_over'])
})
