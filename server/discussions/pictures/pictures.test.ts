/** A picture in a text: seen by the readers of the text, and deleted where no text shows it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { sweepFiles } from '#server/toolkit/sweep-files.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'
import { fieldValues, readPage } from '#tests/support/well-formed.ts'

const site = await openSite()
const root = `/c/${site.cast.community.slug}`
const path = `${root}/discussions/pictures`
const photo = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#357' } })
  .jpeg()
  .toBuffer()
const send = (who: 'ben' | 'eve', bytes: Uint8Array | string = photo, accept?: string) =>
  sendFiles(site, who, path, { shows: 'A [calm] sea' }, { picture: { name: 'sea.jpg', bytes } }, accept)

async function bring(): Promise<{ address: string; markdown: string }> {
  const { status, text } = await send('ben')
  assert.equal(status, 201, text)
  return JSON.parse(text)
}

test('a picture comes as WebP of its own size, and the line that shows it says what it shows', async () => {
  const { address, markdown } = await bring()
  assert.equal(markdown, `![A calm sea](${address})`)
  const said = await site.as('ben').send(`${root}/discussions`, { title: 'By the sea', source: `Look:\n\n${markdown}` })
  assert.match(
    (await site.as('cleo').get(said.json.address)).text,
    new RegExp(`<img src="${address}" alt="A calm sea" loading="lazy"`),
  )
  const file = await fetchFile(site, 'cleo', address)
  assert.equal(file.headers['content-type'], 'image/webp')
  assert.equal((await sharp(file.bytes).metadata()).width, 1600)
})

test('a picture is seen by the readers of a text that shows it, and until then by its uploader', async () => {
  const { address, markdown } = await bring()
  const seenBy = async () =>
    Promise.all((['ben', 'cleo'] as const).map(async (who) => (await fetchFile(site, who, address)).status))
  assert.deepEqual(await seenBy(), [200, 404])
  await writePost(site, 'cleo', await startThread(site, 'cleo', 'What is there?'), markdown)
  assert.deepEqual(await seenBy(), [200, 404], 'its address opens nothing to who may not see it')
  const thread = await startThread(site, 'ben', 'Look')
  const post = await writePost(site, 'ben', thread, 'Wait …')
  await site.as('ben').post(`${root}/discussions/${thread.id}/posts/${post}`, { source: markdown })
  assert.deepEqual(await seenBy(), [200, 200])
  await site.as('ben').post(`${root}/discussions/${thread.id}/posts/${post}`, { source: 'Without it.' })
  assert.deepEqual(await seenBy(), [200, 404], 'it is taken out of the post')
  assert.equal((await fetchFile(site, 'ada', address)).status, 200, 'moderators see what the post said')
  await site.as('ben').post(`${root}/discussions/${thread.id}/posts/${post}`, { source: markdown })
  assert.deepEqual(await seenBy(), [200, 200])
  await site.as('ben').post(`${root}/discussions/${thread.id}/posts/${post}/removal`, {})
  assert.deepEqual(await seenBy(), [200, 404], 'it goes with its post')
})

test('nobody of another community sees it or can add one', async () => {
  const { address } = await bring()
  assert.equal((await fetchFile(site, 'eve', address)).status, 404)
  assert.equal((await send('eve')).status, 404)
})

test('what is no picture is refused in words; without script a page gives the line', async () => {
  const { status, text } = await send('ben', 'no picture')
  assert.equal(status, 422)
  assert.match(JSON.parse(text).fields.picture, /not a picture we can read/)
  const page = await send('ben', photo, 'text/html')
  assert.match(page.text, /<textarea readonly[^>]*>\n!\[A calm sea\]\(\/files\/[\w-]{22}\)<\/textarea>/)
  assert.match((await site.as('ben').get(path)).text, /type="file"/)
})

test('without script a picture is brought in the form one writes in, and the next page goes on with all of it', async () => {
  const ben = site.as('ben')
  const form = (await ben.get(`${root}/discussions/new`)).text
  const [, to = ''] = /<button[^>]* name="to" value="([^"]+)"[^>]* formenctype="multipart\/form-data"/.exec(form) ?? []
  assert.equal(to, `source ${root}/discussions`)
  const typed = { title: 'By the lake', kind: 'question', source: 'Look:', to, shows: 'A lake' }
  const bringing = (bytes: Uint8Array | string) =>
    sendFiles(site, 'ben', path, typed, { picture: { name: 'lake.jpg', bytes } }, 'text/html')

  const refused = await bringing('no picture')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /not a picture we can read/)
  const page = await bringing(photo)
  for (const { text } of [refused, page]) {
    const read = readPage(text)
    assert.deepEqual(read.mistakes, [])
    assert.match(text, /name="title" value="By the lake"/)
    assert.match(text, /name="kind" value="question"/)
    assert.match(text, new RegExp(`<form[^>]* action="${root}/discussions"`))
  }
  assert.deepEqual(fieldValues(readPage(refused.text), 'source'), ['Look:'])
  const [source = ''] = fieldValues(readPage(page.text), 'source')
  assert.match(source, /^Look:\n\n!\[A lake\]\(\/files\/[\w-]{22}\)$/)

  const unsent = await ben.post(`${root}/discussions`, { ...typed, picture: 'lake.jpg' })
  assert.equal(unsent.status, 422)
  assert.match(unsent.text, /not in the text yet/)
  const begun = await ben.post(`${root}/discussions`, { ...typed, source })
  assert.match((await ben.get(String(begun.headers.location))).text, /<img src="\/files\/[^"]+" alt="A lake"/)
})

test('a picture that no text shows goes after a month; one in a post stays', async () => {
  const [unused, used] = [await bring(), await bring()]
  await site.as('ben').send(`${root}/discussions`, { title: 'With it', source: used.markdown })
  await sweepFiles(site.platform)
  assert.equal((await fetchFile(site, 'ben', unused.address)).status, 200)
  await site.shiftClock('31 days')
  await sweepFiles(site.platform)
  assert.equal((await fetchFile(site, 'ben', unused.address)).status, 404)
  assert.equal((await fetchFile(site, 'ben', used.address)).status, 200)
})
