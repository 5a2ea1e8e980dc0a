/** Answers by mail that cannot be posted, or not at once: each ends, posts nothing by halves, and its author reads why. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { notPosted, openMailedSite } from '#tests/support/mailed-site.ts'

const { site, db, program, mailAboutPost, mailsTo, pageOf, outcomes } = await openMailedSite({
  TRUSTED_PROXIES: 'loopback',
})
const { people, community } = site.cast
const told = async () => (await mailsTo('ada', notPosted)).join('\n')
const waiting = async () => (await site.as('ada').json('/inbox/answers')).json.answers.length

test('three hundred quoted levels are quoted, and the answer above them stands', async () => {
  const { thread, mail } = await mailAboutPost('Deep')
  const levels = Array.from({ length: 300 }, (_, i) => `${'>'.repeat(i + 1)} Level ${i} of it`).join('\n')
  await program.answer(site, mail, {
    text: `From above.\n\n${levels}`,
    html: `<div>From above.</div>${'<blockquote type="cite">Level of it'.repeat(300)}`,
  })
  const page = await pageOf(thread)
  assert.match(page, /From above\./)
  assert.doesNotMatch(page, /Level/)
})

test('an answer to a thread that was removed says that it is gone', async () => {
  const { thread, mail } = await mailAboutPost('Removed')
  await db
    .updateTable('entry')
    .set({ removed_at: new Date() })
    .where('id', '=', ({ selectFrom }) => selectFrom('thread').select('entry_id').where('id', '=', thread.id))
    .execute()
  await program.answer(site, mail, { text: 'Into the void.' })
  assert.match(await told(), /What you answered is not there any more, or not open to you\. Nothing was posted\./)
  assert.deepEqual(await outcomes(), ['refused'])
})

test('an answer to a post that was removed meanwhile says so', async () => {
  const { post, mail, thread } = await mailAboutPost('Without its post')
  await site.as('cleo').send(`/c/${community.slug}/discussions/${thread.id}/posts/${post}/removal`)
  await program.answer(site, mail, { text: 'To nobody.' })
  assert.doesNotMatch(await pageOf(thread), /To nobody/)
  assert.match(await told(), /removed|not there any more/)
})

test('who has left posts nothing, and reads nothing of what goes on there', async () => {
  const { thread, mail } = await mailAboutPost('Left')
  const mine = db.updateTable('membership').where('person_id', '=', people.ada.id)
  await mine.set({ ended_at: new Date() }).execute()
  await program.answer(site, mail, { text: 'I am gone.' })
  assert.match(await told(), /not there any more, or not open to you/)
  assert.doesNotMatch(await told(), /begin with a question/)
  await mine.set({ ended_at: null }).execute()
  assert.doesNotMatch(await pageOf(thread), /I am gone/)
})

test('an answer of more than a post may have is told so, and is not tried again', async () => {
  const { mail, thread } = await mailAboutPost('Long')
  const content = await sharp({ create: { width: 99, height: 99, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const attachments = [{ filename: 'a.png', content, contentType: 'image/png' }]
  await program.answer(site, mail, { text: 'All of it. '.repeat(9000), attachments })
  assert.match(await told(), /It was too long/)
  assert.deepEqual(await outcomes(), ['refused'])
  assert.doesNotMatch(await pageOf(thread), /All of it/)
  assert.deepEqual(await db.selectFrom('file').select('id').where('use', '=', 'post').execute(), [])
})

test('a mail of nearly twenty megabytes is taken: its text stands, its file is named', async () => {
  const { mail, thread } = await mailAboutPost('Large')
  const film = { filename: 'film.mp4', content: Buffer.alloc(14_000_000, 1), contentType: 'video/mp4' }
  await program.answer(site, mail, { text: 'The film.', attachments: [film] })
  assert.match(await pageOf(thread), /The film\./)
  assert.match((await mailsTo('ada', 'Not every file was taken'))[0] ?? '', /film\.mp4: This file was not taken/)
  await assert.rejects(
    program.answer(site, mail, { attachments: [{ ...film, content: Buffer.alloc(16_000_000, 1) }] }),
    /552/,
  )
})

test('letters that no text may have are left out', async () => {
  const { mail, thread } = await mailAboutPost('Zero')
  await program.answer(site, mail, { text: 'Be\u0000fore and after.', subject: 'Re: \u0000' })
  assert.match(await pageOf(thread), /Before and after\./)
})

/** What the site's own mail server writes above a mail that it hands on. */
const by = (name: string, ip: string) => ({
  Received: `from ${name} (${name} [${ip}]) by mx.guild.example with ESMTP; Tue, 1 Dec 2026 10:00:00 +0000`,
})

test('the sending machine vouches for an answer that our mail server hands on; behind a forwarder it does not', async () => {
  program.records.set('example.org', 'v=spf1 ip4:203.0.113.5 -all')
  program.records.set('forward.example', 'v=spf1 ip4:198.51.100.7 -all')
  const { mail, thread } = await mailAboutPost('Forwarded')
  const unsigned = { isSigned: false }
  await program.answer(site, mail, {
    ...unsigned,
    text: 'From its own server.',
    headers: by('mail.example.org', '203.0.113.5'),
  })
  assert.match(await pageOf(thread), /From its own server/)
  const forwarder = by('forward.example', '198.51.100.7')
  await program.answer(site, mail, { ...unsigned, text: 'As it was forwarded.', headers: forwarder })
  await program.answer(site, mail, {
    ...unsigned,
    text: 'In another name.',
    headers: forwarder,
    envelopeFrom: 'srs0=ada@forward.example',
  })
  assert.doesNotMatch(await pageOf(thread), /As it was forwarded|In another name/)
  assert.equal(await waiting(), 2)
  await program.answer(site, mail, { text: 'Signed, whoever forwards it.', headers: forwarder })
  assert.match(await pageOf(thread), /Signed, whoever forwards it/)
  assert.equal(await waiting(), 2)
  await db.deleteFrom('unconfirmed_answer').execute()
})
