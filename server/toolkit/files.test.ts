/**
 * Files: accepted by their real content, sent only to people who may read them, in ranges, and never as a page of ours.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { shortId } from '#server/platform/ids.ts'
import { disposition } from '#server/toolkit/serve-file.ts'
import { sweepFiles } from '#server/toolkit/sweep-files.ts'
import { barePage } from '#tests/support/bare-page.ts'
import { fetchFile, type Sent, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite({ UPLOAD_MAX: '200000' })
const root = '/c/first-line-leaders/toolkit'
const ada = site.as('ada')
const ben = site.as('ben')

const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(5000, 'film')])
const pdf = Buffer.from('%PDF-1.7\n%…\nendobj')
const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#264' } })
  .png()
  .toBuffer()
const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n'
const page = '<!doctype html><script>alert(1)</script>'
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

async function uploaded(file: Sent, fields: Record<string, string> = {}, more: Record<string, Sent> = {}) {
  const answer = await sendFiles(site, 'ada', root, fields, { file, ...more })
  assert.equal(answer.status, 201, answer.text)
  return (await ada.json(`${root}/${JSON.parse(answer.text).id}`)).json.resource
}

describe('taking in', () => {
  test('a film with captions and a picture plays in the page', async () => {
    const one = await uploaded(
      { name: 'why-I_write.mp4', bytes: film },
      {},
      { captions: { name: 'en.vtt', bytes: vtt }, thumbnail: { name: 'still.png', bytes: png } },
    )
    assert.deepEqual(
      [one.kind, one.title, one.file.mediaType, one.file.bytes],
      ['video', 'Why I write', 'video/mp4', film.length],
    )
    const text = (await ben.get(`${root}/${one.id}`)).text
    assert.match(text, new RegExp(`<video controls[^>]*src="${one.file.address}"[^>]*poster="${one.thumbnail}"`))
    assert.match(text, new RegExp(`<track kind="captions" src="${one.captions.address}" srclang="en"`))
    assert.match(text, /MP4, 5 kB/)
    const captions = await fetchFile(site, 'ben', one.captions.address)
    assert.deepEqual(
      [captions.status, captions.text, captions.headers['content-type']],
      [200, vtt, 'text/vtt; charset=utf-8'],
    )
    const still = await fetchFile(site, 'ben', one.thumbnail)
    assert.equal(still.headers['content-type'], 'image/webp')
    assert.equal((await sharp(still.bytes).metadata()).format, 'webp')
  })

  test('a PDF and a picture show in place, with their size', async () => {
    const paper = await uploaded({ name: 'Strategy 2027.pdf', bytes: pdf })
    assert.equal(paper.kind, 'document')
    assert.match((await ben.get(`${root}/${paper.id}`)).text, new RegExp(`<iframe src="${paper.file.address}`))
    const picture = await uploaded({ name: 'Whiteboard.png', bytes: png })
    assert.match(
      (await ben.get(`${root}/${picture.id}`)).text,
      new RegExp(`<img src="${picture.file.address}" alt="Whiteboard"`),
    )
  })

  test('anything else is offered for download', async () => {
    const zip = await uploaded(
      { name: 'agenda.docx', bytes: Buffer.from('PK\x03\x04 and so on', 'latin1') },
      { kind: 'template', howToUse: 'Print it.' },
    )
    assert.equal(zip.kind, 'template')
    const text = (await ben.get(`${root}/${zip.id}`)).text
    assert.match(text, /Word, \d+ byte/)
    assert.match(text, /How to use it/)
    assert.doesNotMatch(text, /<iframe|<video/)
  })

  test('a text that begins with a tag is kept, and leaves as a text to download, where nothing in it runs', async () => {
    const readme = await uploaded({ name: 'README.md', bytes: '<p align="center"><script>alert(1)</script>' })
    const sent = await fetchFile(site, 'ben', readme.file.address)
    assert.equal(sent.headers['content-type'], 'text/markdown')
    assert.match(String(sent.headers['content-disposition']), /^attachment; filename=README\.md$/)
    assert.match(String(sent.headers['content-security-policy']), /^sandbox; default-src 'none'/)
    assert.equal(sent.headers['x-content-type-options'], 'nosniff')
  })

  test('a file uploaded without its extension is downloaded with it, in both forms of the name', async () => {
    const one = await uploaded({ name: 'Überblick', bytes: pdf })
    const sent = await fetchFile(site, 'ben', `${one.file.address}?download=1`)
    assert.equal(
      sent.headers['content-disposition'],
      "attachment; filename=Uberblick.pdf; filename*=UTF-8''%C3%9Cberblick.pdf",
    )
  })

  test('a name keeps neither folders nor marks', async () => {
    const one = await uploaded({ name: '../../etc/pass<wd>.pdf', bytes: pdf })
    assert.equal(one.file.name, 'passwd.pdf')
    assert.ok(!readdirSync(join(site.platform.config.dataDir, '..')).includes('etc'))
  })

  test('a form with files says what is wrong in the form, and keeps what was typed', async () => {
    const answer = await sendFiles(
      site,
      'ada',
      root,
      { way: 'file', title: 'Typed "title"' },
      { file: { name: 'cover.png', bytes: drawing } },
      'text/html',
    )
    assert.equal(answer.status, 422)
    assert.match(answer.text, /can carry a program, so it is not kept/)
    assert.match(answer.text, /Typed &quot;title&quot;/)
  })
})

describe('a list given as a file', () => {
  const said = '# Übungen\n- [Grüße üben](http://wiki/gruesse)\n'
  for (const [encoding, bytes] of [
    ['UTF-16', Buffer.from(`\ufeff${said}`, 'utf16le')],
    ['Windows-1252', Buffer.from(said.replace('wiki', 'intranet:8080'), 'latin1')],
  ] as const) {
    test(`is read correctly in ${encoding}`, async () => {
      const list = { name: 'übungen.txt', bytes }
      const answer = await sendFiles(site, 'ada', `${root}/import`, { sure: 'on' }, { file: list })
      assert.equal(JSON.parse(answer.text).counts?.added, 1, answer.text)
      assert.equal((await ben.json(root)).json.resources[0].title, 'Grüße üben')
    })
  }

  test('is refused in words where it is something else', async () => {
    const answer = await sendFiles(site, 'ada', `${root}/import`, {}, { file: { name: 'list.md', bytes: png } })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /A list is a text/)
  })
})

describe('what is refused', () => {
  const wrong: [string, string, Record<string, Sent>, string, string][] = [
    ['an HTML "picture"', 'file', { file: { name: 'cover.png', bytes: page } }, 'file_active', 'file'],
    [
      'an SVG "picture"',
      'file',
      { file: { name: 'cover.png', bytes: drawing, type: 'image/png' } },
      'file_active',
      'file',
    ],
    ['an SVG', 'file', { file: { name: 'cover.svg', bytes: drawing } }, 'file_active', 'file'],
    [
      'a text that calls itself a PDF',
      'file',
      { file: { name: 'plan.pdf', bytes: 'hello' } },
      'file_false_name',
      'file',
    ],
    ['nothing at all', 'file', { file: { name: 'empty.pdf', bytes: '' } }, 'input_invalid', 'file'],
    [
      'more than the site takes',
      'file',
      { file: { name: 'large.pdf', bytes: Buffer.alloc(200_001, '%PDF-') } },
      'input_invalid',
      'file',
    ],
    [
      'captions that are none',
      'file',
      {
        file: { name: 'a.mp4', bytes: film },
        captions: { name: 'a.srt', bytes: '1\n00:00:00,000 --> 00:00:01,000\nHi' },
      },
      'input_invalid',
      'captions',
    ],
    ['an HTML thumbnail', 'link', { thumbnail: { name: 'cover.png', bytes: page } }, 'input_invalid', 'thumbnail'],
    ['an SVG thumbnail', 'link', { thumbnail: { name: 'cover.png', bytes: drawing } }, 'input_invalid', 'thumbnail'],
    ['a file where none belongs', 'link', { banner: { name: 'a.png', bytes: png } }, 'input_invalid', 'banner'],
  ]
  for (const [what, way, files, code, field] of wrong) {
    test(`${what}: with a sentence, and nothing is added`, async () => {
      const before = (await ada.json(root)).json.holdings.total
      const fields: Record<string, string> = way === 'link' ? { address: 'https://example.org/with-a-file' } : {}
      const answer = await sendFiles(site, 'ada', root, fields, files)
      const said = JSON.parse(answer.text)
      assert.deepEqual([answer.status, said.code], [422, code], answer.text)
      assert.match(said.fields[field], /\w+ \w+/)
      assert.equal((await ada.json(root)).json.holdings.total, before)
    })
  }

  test('a file from somebody who may not add, before a byte of it is kept', async () => {
    const kept = () => readdirSync(join(site.platform.config.dataDir, 'files'), { recursive: true }).length
    const before = kept()
    assert.equal((await sendFiles(site, 'ben', root, {}, { file: { name: 'a.pdf', bytes: pdf } })).status, 403)
    assert.equal(kept(), before)
    assert.equal((await sendFiles(site, 'eve', root, {}, { file: { name: 'a.pdf', bytes: pdf } })).status, 404)
  })
})

describe('sending out', () => {
  test('in ranges, as a HEAD, and once more only if changed', async () => {
    const { file } = await uploaded({ name: 'ranges.mp4', bytes: film })
    const whole = await fetchFile(site, 'ben', file.address)
    assert.deepEqual([whole.status, whole.bytes.equals(film), whole.headers['accept-ranges']], [200, true, 'bytes'])
    const part = await fetchFile(site, 'ben', file.address, { range: 'bytes=100-199' })
    assert.deepEqual(
      [part.status, part.headers['content-range'], part.bytes.equals(film.subarray(100, 200))],
      [206, `bytes 100-199/${film.length}`, true],
    )
    const beyond = await fetchFile(site, 'ben', file.address, { range: 'bytes=999999-' })
    assert.deepEqual([beyond.status, beyond.headers['content-range']], [416, `bytes */${film.length}`])
    const nothing = await fetchFile(site, 'ben', file.address, { range: 'bytes=-0' })
    assert.equal(nothing.status, 416)
    for (const range of [
      'bytes=10-5',
      'bytes=a-b',
      'bytes=-',
      'bytes',
      'lines=1-2',
      'bytes=-99999999999',
      'bytes=0-1,5-6',
    ]) {
      const all = await fetchFile(site, 'ben', file.address, { range })
      assert.deepEqual([all.status, all.bytes.equals(film), all.headers['accept-ranges']], [200, true, 'bytes'], range)
    }
    const tail = await fetchFile(site, 'ben', file.address, { range: 'bytes=-7' })
    assert.deepEqual([tail.status, tail.bytes.equals(film.subarray(-7))], [206, true])
    const others = await site.server.inject({ url: '/demo/faces/ada.svg', headers: { range: 'bytes=10-5' } })
    assert.equal(others.statusCode, 200)
    const head = await fetchFile(site, 'ben', file.address, {}, 'HEAD')
    assert.deepEqual([head.status, head.bytes.length, Number(head.headers['content-length'])], [200, 0, film.length])
    const again = await fetchFile(site, 'ben', file.address, { 'if-none-match': String(whole.headers.etag) })
    assert.equal(again.status, 304)
  })

  test('never as a page of ours, never kept by others', async () => {
    const { file } = await uploaded({ name: 'größe “so”.png', bytes: png })
    const { headers } = await fetchFile(site, 'ben', file.address)
    assert.match(String(headers['content-security-policy']), /^sandbox; default-src 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cache-control'], 'private, no-cache')
    assert.match(
      String(headers['content-disposition']),
      /^inline; filename="gro_e _so_\.png"; filename\*=UTF-8''gr%C3%B6%C3%9Fe%20%E2%80%9Cso%E2%80%9D\.png$/,
    )
    assert.match(
      String((await fetchFile(site, 'ben', `${file.address}?download=1`)).headers['content-disposition']),
      /^attachment;/,
    )
    const text = await uploaded({ name: 'notes.txt', bytes: 'only words' })
    assert.match(
      String((await fetchFile(site, 'ben', text.file.address)).headers['content-disposition']),
      /^attachment;/,
    )
    const paper = await uploaded({ name: 'paper.pdf', bytes: pdf })
    const policy = String((await fetchFile(site, 'ben', paper.file.address)).headers['content-security-policy'])
    assert.match(policy, /default-src 'none'.*frame-ancestors 'self'/)
    assert.doesNotMatch(policy, /sandbox/)
  })

  test('to members; to nobody else, not even whether it is there', async () => {
    const { file } = await uploaded({ name: 'members.pdf', bytes: pdf })
    for (const who of ['ada', 'ben', 'dov', 'owen'] as const)
      assert.equal((await fetchFile(site, who, file.address)).status, 200, who)
    const [strange, none] = [
      await fetchFile(site, 'eve', file.address),
      await fetchFile(site, 'eve', `/files/${shortId(site.cast.people.ada.id)}`),
    ]
    assert.deepEqual([strange.status, none.status], [404, 404])
    const bare = (text: string) => barePage(text).replaceAll(/\/files\/[\w-]{22}/g, '')
    assert.ok(bare(strange.text) === bare(none.text), 'what is not open looks like what is not there')
    assert.equal((await fetchFile(site, 'visitor', file.address)).status, 303)
    assert.equal((await fetchFile(site, 'ben', '/files/../../etc/passwd')).status, 404)
    assert.equal((await fetchFile(site, 'ben', '/files/nonsense')).status, 404)
  })

  test('of what is not open, to editors alone; of what is removed, to nobody', async () => {
    const one = await uploaded({ name: 'draft.pdf', bytes: pdf }, { status: 'draft' })
    assert.equal((await fetchFile(site, 'ben', one.file.address)).status, 404)
    assert.equal((await fetchFile(site, 'ada', one.file.address)).status, 200)
    await ada.send(`${root}/${one.id}/removal`)
    assert.equal((await fetchFile(site, 'ada', one.file.address)).status, 404)
    await ada.send(`${root}/${one.id}/return`)
    assert.equal((await fetchFile(site, 'ada', one.file.address)).status, 200)
  })

  test('to keep, only where the leader lets them', async () => {
    const one = await uploaded({ name: 'only-here.pdf', bytes: pdf }, { downloads: 'off' })
    assert.equal((await fetchFile(site, 'ben', one.file.address)).status, 200)
    assert.equal((await fetchFile(site, 'ben', `${one.file.address}?download=1`)).status, 403)
    assert.doesNotMatch((await ben.get(`${root}/${one.id}`)).text, /download=1/)
    assert.equal((await fetchFile(site, 'ada', `${one.file.address}?download=1`)).status, 200)
  })

  test('a profile’s photo, to those who share a community, and to leaders where they may find everybody', async () => {
    const received = await site.platform.files.receive(Readable.from([png]), 'me.png', 1_000_000)
    if (typeof received === 'string') throw new Error(received)
    const { id } = received
    await site.database.db.write
      .insertInto('file')
      .values({
        id,
        name: 'me.png',
        media_type: 'image/png',
        bytes: png.length,
        use: 'photo',
        uploaded_by: site.cast.people.ben.id,
      })
      .execute()
    for (const [who, status] of [
      ['ben', 200],
      ['ada', 200],
      ['owen', 200],
      ['eve', 200],
    ] as const) {
      assert.equal((await fetchFile(site, who, `/files/${shortId(id)}`)).status, status, who)
    }
    const leadersFind = (isOn: boolean) =>
      site.database.db.write.updateTable('site').set({ leaders_find: isOn }).execute()
    await leadersFind(false)
    assert.equal((await fetchFile(site, 'eve', `/files/${shortId(id)}`)).status, 404)
    await leadersFind(true)
  })

  test('a file of a draft community, only to who may edit it', async () => {
    const { file } = await uploaded({ name: 'secret.pdf', bytes: pdf })
    const set = (status: 'draft' | 'active') =>
      site.database.db.write.updateTable('community').set({ status }).where('id', '=', site.cast.community.id).execute()
    await set('draft')
    assert.equal((await fetchFile(site, 'ben', file.address)).status, 404)
    assert.equal((await fetchFile(site, 'ada', file.address)).status, 200)
    await set('active')
  })
})

describe('changing and sweeping', () => {
  test('another file takes the place of the first, which nobody reads any more', async () => {
    const one = await uploaded({ name: 'first.pdf', bytes: pdf }, {}, { thumbnail: { name: 'a.png', bytes: png } })
    const answer = await sendFiles(
      site,
      'ada',
      `${root}/${one.id}`,
      { title: 'Second', drop: 'thumbnail' },
      { file: { name: 'second.mp4', bytes: film } },
    )
    assert.equal(answer.status, 200, answer.text)
    const { resource } = (await ada.json(`${root}/${one.id}`)).json
    assert.deepEqual([resource.file.name, resource.kind, resource.thumbnail], ['second.mp4', 'video', null])
    assert.equal((await fetchFile(site, 'ada', one.file.address)).status, 404)
    assert.equal((await fetchFile(site, 'ada', one.thumbnail)).status, 404)
    const kept = await ada.send(`${root}/${one.id}`, { title: 'Third' })
    assert.equal(kept.status, 200)
    assert.equal((await ada.json(`${root}/${one.id}`)).json.resource.file.name, 'second.mp4')
  })

  test('a file that nothing refers to is deleted after an hour; others stay; running it twice does no harm', async () => {
    const { file } = await uploaded({ name: 'stays.pdf', bytes: pdf })
    const orphan = await site.platform.files.receive(Readable.from([pdf]), 'orphan.pdf', 1000)
    const young = await site.platform.files.receive(Readable.from([pdf]), 'young.pdf', 1000)
    if (typeof orphan === 'string' || typeof young === 'string') throw new Error('kept nothing')
    const path = (id: string) => {
      const place = site.platform.files.place(id)
      return join(place.root, place.name)
    }
    const old = new Date(Date.now() - 7_200_000)
    for (const id of [orphan.id, file.id]) utimesSync(path(id), old, old)
    const cutOff = join(site.platform.config.dataDir, 'files', 'incoming', randomUUID())
    writeFileSync(cutOff, 'half a f')
    utimesSync(cutOff, old, old)
    assert.ok((await sweepFiles(site.platform)) >= 1)
    assert.equal(await sweepFiles(site.platform), 0)
    const there = readdirSync(join(site.platform.config.dataDir, 'files'), { recursive: true }).map(String)
    assert.ok(!there.some((name) => name.endsWith(orphan.id)))
    assert.equal(existsSync(cutOff), false)
    assert.ok(there.some((name) => name.endsWith(young.id)) && there.some((name) => name.endsWith(file.id)))
  })

  test('what was taken out of use goes after a month, not before', async () => {
    const one = await uploaded({ name: 'replaced.pdf', bytes: pdf })
    await sendFiles(site, 'ada', `${root}/${one.id}`, { title: 'Replaced' }, { file: { name: 'new.pdf', bytes: pdf } })
    const row = () =>
      site.database.db.write.selectFrom('file').select('id').where('id', '=', one.file.id).executeTakeFirst()
    await sweepFiles(site.platform)
    assert.ok(await row())
    await site.shiftClock('31 days')
    await sweepFiles(site.platform)
    assert.equal(await row(), undefined)
    await site.shiftClock('0')
  })
})

test('a name is written for old programs and in full', () => {
  assert.equal(
    disposition('attachment', 'Rätsel "7".pdf'),
    `attachment; filename="Ratsel \\"7\\".pdf"; filename*=UTF-8''R%C3%A4tsel%20%227%22.pdf`,
  )
  assert.equal(
    disposition('inline', 'x\r\nSet-Cookie: y'),
    `inline; filename="x__Set-Cookie: y"; filename*=UTF-8''x%0D%0ASet-Cookie%3A%20y`,
  )
})
