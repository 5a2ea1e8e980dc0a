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
  for (const task of ['notify-of-activity', 'gather-replies', 'gather-moderation', 'gather-moderation-waits'])
    await runJobs(site, task)
  await sendMails(site)
  return mailbox.messages.filter(({ subject }) => /moderat|moderiert/i.test(subject ?? ''))
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

test('what is about a person and no post is mailed too: a mute and its end, with the way to answer', async () => {
  const queue = `/c/${community.slug}/moderation`
  assert.equal((await ada.send(`${queue}/people/${people.ben.id}/mute`, { days: 7, why: 'Be kind' })).status, 200)
  const [mail] = await mailed()
  assert.equal(mail?.subject, 'Moderation in First-line leaders')
  assert.match(mail?.text ?? '', /Ada Lindqvist, who leads here, muted you for a time: you can read, but not write\./)
  assert.match(mail?.text ?? '', /Why: Be kind/)
  assert.match(mail?.text ?? '', /because it is about you in First-line leaders/)
  await ada.send(`${queue}/people/${people.ben.id}/unmute`)
  assert.match((await mailed())[1]?.text ?? '', /Ada Lindqvist let you write again\./)
  assert.deepEqual(await states(), ['handed_over', 'handed_over'])
})

test('two pages that are hidden are two lines of the mail', async () => {
  for (const title of ['One plan', 'Another plan']) {
    const page = await site.as('ben').send(`/c/${community.slug}/pages`, { title, source: 'Words' })
    assert.equal(page.status, 201, page.text)
    const queue = `/c/${community.slug}/moderation`
    await site.as('cleo').send(`${queue}/entries/${page.json.id}/report`, { reason: 'spam' })
    const one = (await ada.json(queue)).json.waiting.find((it: { title: string }) => it.title === title)
    assert.equal((await ada.send(`${queue}/cases/${one.id}/decision`, { act: 'hide' })).status, 200)
  }
  const mail = (await mailed()).find(({ subject }) => subject === '2 things you wrote were moderated')
  assert.match(mail?.text ?? '', /hid “One plan”[\s\S]*hid “Another plan”/)
})

test('what was decided before the mail leaves waits no more, and is not mailed to those who moderate', async () => {
  const thread = await startThread(site, 'ben', 'Loud talk')
  const post = await writePost(site, 'ben', thread, 'Loud words.')
  const queue = `/c/${community.slug}/moderation`
  await site.as('cleo').send(`${queue}/posts/${post}/report`, { reason: 'unkind' })
  await runJobs(site, 'notify-of-activity')
  const [one] = (await ada.json(queue)).json.waiting
  await ada.send(`${queue}/cases/${one.id}/decision`, { act: 'hide' })
  const subjects = (await mailed()).map(({ subject }) => subject)
  assert.deepEqual(subjects, ['Something you wrote was moderated'])
})
