/** Pictures that come with an answer by mail stand in its post; what else comes with it is named, and the text is kept whatever comes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SendMailOptions } from 'nodemailer'
import sharp from 'sharp'
import { type Answerable, notPosted, openMailedSite } from '#tests/support/mailed-site.ts'

const { site, db, program, mailAboutPost, mailsTo, pageOf, outcomes } = await openMailedSite()
const { people, community } = site.cast
const notTaken = () => mailsTo('ada', 'Not every file was taken')

/** A picture of one colour. */
const picture = (side = 200, background = 'teal') =>
  sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer()
type Attachment = NonNullable<SendMailOptions['attachments']>[number]
const attached = async (filename: string | false, side?: number): Promise<Attachment> => ({
  filename,
  content: await picture(side),
  contentType: 'image/png',
})
const inline = async (cid: string, side?: number): Promise<Attachment> => ({
  ...(await attached(`${cid}.png`, side)),
  cid,
  contentDisposition: 'inline',
})

/** Ada's latest post in a thread. */
async function posted({ thread }: Answerable): Promise<string | undefined> {
  const post = await db
    .selectFrom('post')
    .select('source')
    .where('thread_id', '=', thread.id)
    .where('author_id', '=', people.ada.id)
    .where('is_opening', '=', false)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  // The addresses of pictures differ every time.
  return post?.source.replace(/\/files\/[\w-]+/g, '/files/…')
}
const files = () =>
  db.selectFrom('file').select(['id', 'removed_at']).where('use', '=', 'post').orderBy('uploaded_at').execute()

test('a picture stands where its author put it, or below the text, and the readers see it', async () => {
  const sent = await mailAboutPost('Photos')
  await program.answer(site, sent.mail, {
    text: 'Before the picture.\n\nBehind it.',
    html: `<div>Before the picture.</div><div><img src="cid:whiteboard" alt="x"></div><div>Behind it.</div>
<div class="gmail_quote"><div class="gmail_attr">On Tue, Dec 1, 2026 at 10:00 AM Cleo wrote:</div><blockquote class="gmail_quote">Look <img src="cid:theirs"></blockquote></div>`,
    attachments: [await inline('whiteboard'), await inline('theirs'), await attached('The [old] beach.PNG')],
  })
  assert.equal(
    await posted(sent),
    'Before the picture.\n\n![whiteboard](/files/…)\n\nBehind it.\n\n![The old beach](/files/…)',
    'what is quoted is not theirs',
  )
  const [, address = ''] = /<img src="(\/files\/[\w-]+)"[^>]*alt="The old beach"/.exec(await pageOf(sent.thread)) ?? []
  const shown = await site.as('ben').get(address)
  assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/webp'])
  assert.equal((await site.as('eve').get(address)).status, 404)
  assert.deepEqual(await notTaken(), [])
})

test('logos of signatures, small decorations and what counts openings are no pictures of the post', async () => {
  const sent = await mailAboutPost('Logos')
  await program.answer(site, sent.mail, {
    text: 'Fine.',
    html: `<div>Fine. <img src="cid:smile"></div><div class="gmail_signature">Ada<br><img src="cid:logo"></div><img src="cid:pixel" width="1"><img src="https://tracker.example/p.gif">`,
    attachments: [
      await inline('logo'),
      await inline('smile', 20),
      await inline('pixel', 1),
      await attached('dot.png', 1),
    ],
  })
  assert.equal(await posted(sent), 'Fine.')
  assert.deepEqual(await notTaken(), [])
})

test('a photo without a word is an answer; without a name it is called what it is', async () => {
  const sent = await mailAboutPost('From a phone')
  await program.answer(site, sent.mail, { text: '', attachments: [await attached(false)] })
  assert.equal(await posted(sent), '![Picture](/files/…)')
})

test('other files are named in a mail, and broken or hostile pictures are a sentence; the text stands all the same', async () => {
  const sent = await mailAboutPost('Other files')
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  const whole = await picture()
  await program.answer(site, sent.mail, {
    text: 'All I have.',
    attachments: [
      { filename: 'plan.pdf', content: '%PDF-1.7 …', contentType: 'application/pdf' },
      { filename: 'cut.png', content: whole.subarray(0, whole.length / 2), contentType: 'image/png' },
      { filename: 'bomb.png', content: bomb, contentType: 'image/png' },
      { filename: 'page.jpg', content: '<svg onload="alert(1)">', contentType: 'image/jpeg' },
      { filename: 'smime.p7s', content: 'x', contentType: 'application/pkcs7-signature' },
    ],
  })
  assert.equal(await posted(sent), 'All I have.')
  const [told = '', ...others] = await notTaken()
  assert.deepEqual(others, [])
  assert.match(told, /Your answer was posted, but not every file/)
  assert.match(told, /plan\.pdf: This file was not taken\. Add it on the page\./)
  assert.match(told, /cut\.png: This picture is damaged/)
  assert.match(told, /bomb\.png: This picture has 81 million pixels/)
  assert.match(told, /page\.jpg: This is not a picture we can read/)
  assert.doesNotMatch(told, /smime/)
})

test('no more pictures are taken than a form takes', async () => {
  const sent = await mailAboutPost('Many pictures')
  const all = await Promise.all([...Array(12).keys()].map((n) => attached(`photo ${n + 1}.png`)))
  await program.answer(site, sent.mail, { text: 'Twelve.', attachments: all })
  assert.equal((await posted(sent))?.split('![photo').length, 11)
  const [told = ''] = await notTaken()
  assert.match(told, /photo 11\.png: No more than 10 pictures.*photo 12\.png/s)
})

test('pictures of an answer that nobody vouched for wait with it, and go with it', async () => {
  const sent = await mailAboutPost('Waits')
  const before = (await files()).length
  const plan = { filename: 'plan.pdf', content: '%PDF-1.7 …', contentType: 'application/pdf' }
  for (const text of ['Mine.', 'Not mine.'])
    await program.answer(site, sent.mail, { text, isSigned: false, attachments: [await attached('beach.png'), plan] })
  const ada = site.as('ada')
  const [mine, other] = (await ada.json('/inbox/answers')).json.answers
  const page = (await ada.get('/inbox/answers')).text
  assert.match(page, /Mine\.\s+\[Picture: beach\]/)
  assert.match(page, /These files are not posted with it: plan\.pdf\./)
  assert.equal(await posted(sent), undefined)
  assert.equal((await ada.send(`/inbox/answers/${mine.id}/posting`)).status, 200)
  assert.equal((await ada.send(`/inbox/answers/${other.id}/removal`)).status, 200)
  assert.equal(await posted(sent), 'Mine.\n\n![beach](/files/…)')
  assert.match(await pageOf(sent.thread), /alt="beach"/)
  assert.deepEqual(
    (await files()).slice(before).map(({ removed_at }) => removed_at !== null),
    [false, true],
    'that of the one is kept, that of the other is gone',
  )
})

test('of an answer that is refused no picture is kept', async () => {
  const sent = await mailAboutPost('Locked')
  await site.as('ada').send(`/c/${community.slug}/discussions/${sent.thread.id}/lock`, { why: 'Enough' })
  const before = await files()
  await program.answer(site, sent.mail, { text: 'Too late.', attachments: [await attached('beach.png')] })
  assert.deepEqual(await files(), before)
  assert.deepEqual(await outcomes(), ['refused'])
  assert.match((await mailsTo('ada', notPosted))[0] ?? '', /locked/)
})
