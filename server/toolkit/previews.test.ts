/**
 * Small pictures of files: a PDF's first page, a picture shrunk, drawn once, shown to people who may see the file.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { drawPreviews } from '#server/toolkit/draw-previews.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = '/c/first-line-leaders/toolkit'
const ada = site.as('ada')
const paper = readFileSync(new URL('../../demo/files/en/strategy.pdf', import.meta.url))

async function uploaded(name: string, bytes: Buffer) {
  const answer = await sendFiles(site, 'ada', root, {}, { file: { name, bytes } })
  assert.equal(answer.status, 201, answer.text)
  return JSON.parse(answer.text).id as string
}
const shown = async (id: string) => (await ada.json(`${root}/${id}`)).json.resource

describe('a small picture', () => {
  test('of a PDF is its first page: in the list, and on its page where the browser shows no PDF', async () => {
    const id = await uploaded('strategy.pdf', paper)
    assert.equal((await shown(id)).thumbnail, null)
    await drawPreviews(site.platform)
    const { thumbnail, preview } = await shown(id)
    assert.equal(thumbnail, preview)
    const sent = await fetchFile(site, 'ben', preview)
    assert.equal(sent.headers['content-type'], 'image/webp')
    const { width = 0, height = 0 } = await sharp(sent.bytes).metadata()
    assert.ok(width >= 1000 && height > width, `${width} × ${height}`)
    // A page that was drawn has ink on it.
    const { channels } = await sharp(sent.bytes).stats()
    assert.ok((channels[0]?.stdev ?? 0) > 5, 'the page is empty')
    assert.match((await site.as('ben').get(root)).text, new RegExp(`<img class="thumb" src="${thumbnail}"`))
    assert.match(
      (await site.as('ben').get(`${root}/${id}`)).text,
      new RegExp(`class="first-page"[^>]*><img src="${preview}"`),
    )
  })

  test('is for those who may see the file, and for nobody else', async () => {
    const { resources } = (await ada.json(root)).json
    const { thumbnail } = resources.find((one: { thumbnail: string | null }) => one.thumbnail)
    assert.equal((await fetchFile(site, 'eve', thumbnail)).status, 404)
  })

  test('of a picture is the picture, shrunk', async () => {
    const large = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#264' } })
      .jpeg()
      .toBuffer()
    const id = await uploaded('board.jpg', large)
    await drawPreviews(site.platform)
    const sent = await fetchFile(site, 'ben', (await shown(id)).thumbnail)
    assert.equal((await sharp(sent.bytes).metadata()).width, 1200)
  })

  test('is not tried twice for a file that can’t be drawn, and gives way to one that somebody chose', async () => {
    const broken = await uploaded('broken.pdf', Buffer.from('%PDF-1.7\nnothing'))
    await drawPreviews(site.platform)
    await drawPreviews(site.platform)
    assert.equal((await shown(broken)).thumbnail, null)
    const tried = await site.platform.database.writePool.query(
      'select count(*)::int as n from file where use = $1 and preview_tried_at is null',
      ['resource'],
    )
    assert.equal(tried.rows[0].n, 0)
    const still = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#264' } })
      .png()
      .toBuffer()
    const answer = await sendFiles(
      site,
      'ada',
      root,
      {},
      { file: { name: 'plan.pdf', bytes: paper }, thumbnail: { name: 'still.png', bytes: still } },
    )
    await drawPreviews(site.platform)
    const { thumbnail, preview } = await shown(JSON.parse(answer.text).id)
    assert.ok(preview && thumbnail && thumbnail !== preview)
  })
})
