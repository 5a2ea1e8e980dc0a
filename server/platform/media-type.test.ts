import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameWithEnding } from '#server/platform/media-endings.ts'
import { activeContent, detectMediaType, falseName, showsAs } from '#server/platform/media-type.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const told = async (head: Uint8Array, name: string) => {
  const found = await detectMediaType(head, name)
  return 'refused' in found ? found.refused.code : found.mediaType
}

const png = bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13])
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0])
const zip = bytes('PK', [3, 4, 20, 0])

test('the bytes decide, not the name', async () => {
  assert.equal(await told(png, 'cover.png'), 'image/png')
  assert.equal(await told(jpeg, 'cover.png'), 'image/jpeg')
  assert.equal(await told(bytes('GIF89a'), 'a.gif'), 'image/gif')
  assert.equal(await told(bytes('RIFF', [1, 0, 0, 0], 'WEBPVP8 '), 'a.webp'), 'image/webp')
  assert.equal(await told(bytes('%PDF-1.7\n'), 'plan'), 'application/pdf')
  assert.equal(await told(bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 2, 0]), 'talk.mp4'), 'video/mp4')
  assert.equal(await told(bytes([0, 0, 0, 24], 'ftypqt  '), 'talk.mov'), 'video/quicktime')
  assert.equal(await told(bytes([0, 0, 0, 24], 'ftypavif'), 'a.avif'), 'image/avif')
  assert.equal(await told(bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm'), 'talk.webm'), 'video/webm')
  assert.equal(await told(bytes('OggS'), 'talk.ogv'), 'video/ogg')
  assert.equal(await told(bytes('ID3', [3, 0]), 'talk.mp3'), 'audio/mpeg')
})

test('a name refines what its bytes allow', async () => {
  assert.match(await told(zip, 'agenda.docx'), /wordprocessingml/)
  assert.equal(await told(zip, 'all.zip'), 'application/zip')
  assert.equal(
    await told(bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old.xls'),
    'application/vnd.ms-excel',
  )
  assert.equal(await told(bytes('# Meetings\n- one'), 'meetings.md'), 'text/markdown')
  assert.equal(await told(bytes('a;b\n1;2'), 'figures.csv'), 'text/csv')
  assert.equal(await told(Buffer.from('Grüße an alle'), 'note.txt'), 'text/plain')
  assert.equal(await told(bytes([0, 1, 2, 3]), 'thing.bin'), 'application/octet-stream')
})

test('captions are WebVTT, with or without a byte order mark', async () => {
  assert.equal(await told(bytes('WEBVTT\n\n00:00.000 --> 00:01.000\nHello'), 'en.vtt'), 'text/vtt')
  assert.equal(await told(bytes([0xef, 0xbb, 0xbf], 'WEBVTT\n'), 'en.vtt'), 'text/vtt')
  assert.equal(await told(bytes('1\n00:00:00,000 --> 00:00:01,000\nHello'), 'en.vtt'), falseName.code)
})

test('what can carry a program is refused, whatever it calls itself', async () => {
  const pages = [
    '<!doctype html><title>x</title>',
    '\n\n  <HTML><body>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">',
    '<?xml version="1.0"?><svg/>',
    '<!-- a picture --><svg>',
    '<script>alert(1)</script>',
  ]
  for (const page of pages) {
    assert.equal(await told(bytes(page), 'cover.png'), activeContent.code, page)
    assert.equal(await told(bytes([0xef, 0xbb, 0xbf], page), 'cover.jpg'), activeContent.code, page)
    assert.equal(await told(Buffer.from(page, 'utf16le'), 'cover.jpg'), activeContent.code, page)
  }
  assert.equal(await told(bytes('hello'), 'page.html'), activeContent.code)
  assert.equal(await told(bytes('hello'), 'drawing.SVG'), activeContent.code)
})

test('an ending that promises what the bytes are not is refused', async () => {
  assert.equal(await told(bytes('hello'), 'cover.png'), falseName.code)
  assert.equal(await told(bytes([0, 1, 2, 3]), 'talk.mp4'), falseName.code)
  assert.equal(await told(bytes('MZ', [0, 1]), 'report.pdf'), falseName.code)
})

test('a text may begin with a tag, or be XML: it is kept, and leaves as a text', async () => {
  assert.equal(await told(bytes('<p align="center">\n# Meetings'), 'README.md'), 'text/markdown')
  assert.equal(await told(bytes('<a name="top"></a>\n# Meetings'), 'list.markdown'), 'text/markdown')
  assert.equal(await told(bytes('<title>Notes of Monday'), 'notes.txt'), 'text/plain')
  assert.equal(await told(bytes('<?xml version="1.0"?><opml version="2.0"/>'), 'feeds.opml'), 'text/plain')
  assert.equal(await told(bytes('<?xml version="1.0"?><plan/>'), 'plan.xml'), 'text/plain')
  assert.equal(await told(Buffer.from('\ufeffNotes of Monday', 'utf16le'), 'notes.txt'), 'text/plain')
  assert.equal(await told(bytes('Gr\xfc\xdfe an alle'), 'notes.txt'), 'text/plain')
})

test('a PDF may have lines of a printer before it', async () => {
  for (const before of ['\ufeff', '\r\n', '\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n'])
    assert.equal(await told(Buffer.from(`${before}%PDF-1.4\n`), 'plan.pdf'), 'application/pdf', JSON.stringify(before))
  assert.equal(await told(bytes(' '.repeat(1025), '%PDF-1.4\n'), 'plan.pdf'), falseName.code)
  assert.equal(
    await told(bytes('# How %PDF-1.4 begins'), 'notes.md'),
    'text/markdown',
    'a text that names the mark stays one',
  )
  assert.equal(await told(bytes('A file begins %PDF-1.4'), 'notes.txt'), 'text/plain')
})

test('QuickTime films that begin with their parts are films', async () => {
  assert.equal(await told(bytes([0, 0, 0, 8], 'skip', [0, 0, 4, 0], 'mdat'), 'talk.mov'), 'video/quicktime')
  assert.equal(await told(bytes([0, 0, 0, 20], 'pnot', [0, 0, 0, 0]), 'talk.mov'), 'video/quicktime')
  assert.equal(await told(bytes([0, 0, 0, 8], 'wide', [0, 0, 4, 0], 'mdat'), 'talk.mov'), 'video/quicktime')
  assert.equal(await told(bytes([0, 0, 0, 80], 'moov', [0, 0, 0, 108], 'mvhd'), 'talk.mov'), 'video/quicktime')
  assert.equal(await told(bytes([0, 0, 4, 0], 'mdat', [0, 0, 0, 0]), 'talk.mov'), 'video/quicktime')
})

test('an MP4 from before brands is an MP4 where its name says so, and plays in the page', async () => {
  for (const part of ['moov', 'mdat', 'free', 'skip', 'wide'])
    for (const [name, type] of [
      ['talk.mp4', 'video/mp4'],
      ['talk.m4a', 'audio/mp4'],
      ['talk.mov', 'video/quicktime'],
    ] as const)
      assert.equal(await told(bytes([0, 0, 0, 80], part, [0, 0, 0, 108], 'mvhd'), name), type, `${part} in ${name}`)
  assert.equal(await told(bytes([0, 0, 0, 20], 'ftypqt  ', [0, 0, 0, 0], 'qt  '), 'talk.mp4'), 'video/quicktime')
})

test('a fragment of an MP4 is an MP4; a text that names its parts stays a text', async () => {
  for (const part of ['styp', 'moof', 'sidx', 'emsg', 'prft'])
    assert.equal(
      await told(bytes([0, 0, 0, 24], part, 'msdh', [0, 0, 0, 0], 'msdhmsix'), 'part.mp4'),
      'video/mp4',
      part,
    )
  assert.equal(await told(bytes([0, 0, 0, 24], 'stypcmfs', [0, 0, 0, 0], 'cmfs'), 'part.m4a'), 'audio/mp4')
  assert.equal(await told(bytes('The styp box, explained'), 'boxes.txt'), 'text/plain')
})

test('a raw photo of a Canon is a photo and no film', async () => {
  const photo = bytes([0, 0, 0, 24], 'ftypcrx ', [0, 0, 0, 1], 'crx isom')
  assert.equal(await told(photo, 'IMG_0001.CR3'), 'image/x-canon-cr3')
  assert.equal(await told(photo, 'talk.mp4'), falseName.code)
  assert.equal(nameWithEnding('IMG_0001', 'image/x-canon-cr3'), 'IMG_0001.cr3')
})

test('all brands of a file are read, and an unknown one is no film', async () => {
  const branded = (...brands: string[]) =>
    bytes([0, 0, 0, 12 + 4 * brands.length], 'ftyp', brands[0] as string, [0, 0, 0, 0], ...brands.slice(1))
  assert.equal(await told(branded('mif1', 'miaf', 'avif'), 'a.avif'), 'image/avif')
  assert.equal(await told(branded('mif1', 'heic'), 'a.heic'), 'image/heic')
  assert.equal(await told(branded('abcd', 'mp42'), 'a.mp4'), 'video/mp4')
  assert.equal(await told(branded('abcd', 'wxyz'), 'a.bin'), 'application/octet-stream')
  assert.equal(await told(branded('abcd', 'wxyz'), 'a.mp4'), falseName.code)
})

test('sound is sound: MP3 of every kind, and a voice note kept as WebM', async () => {
  for (const second of [0xfa, 0xfb, 0xf2, 0xf3])
    assert.equal(await told(bytes([0xff, second, 0x90, 0x64], Array(40).fill(0)), 'talk.mp3'), 'audio/mpeg')
  const webm = (...codecs: string[]) =>
    bytes(
      [0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84],
      'webm',
      ...codecs.flatMap((one) => [[0x86, 0x80 + one.length], one]),
    )
  assert.equal(await told(webm('A_OPUS'), 'note.webm'), 'audio/webm')
  assert.equal(await told(webm('V_VP9', 'A_OPUS'), 'talk.webm'), 'video/webm')
})

test('a wave of more than 4 GB is a wave, and an MP3 may begin with zeros', async () => {
  for (const sign of ['RIFF', 'RF64', 'BW64'])
    assert.equal(await told(bytes(sign, [255, 255, 255, 255], 'WAVEds64'), 'talk.wav'), 'audio/wav', sign)
  for (const zeros of [1, 4, 417, 4000]) {
    const padding = Array(zeros).fill(0)
    assert.equal(await told(bytes(padding, [0xff, 0xfb, 0x90, 0x64], Array(40).fill(0)), 'talk.mp3'), 'audio/mpeg')
    assert.equal(await told(bytes(padding, 'ID3', [3, 0]), 'talk.mp3'), 'audio/mpeg')
    assert.equal(await told(bytes(padding, 'MZ', [1, 2]), 'talk.mp3'), falseName.code)
  }
  assert.equal(await told(bytes(Array(4096).fill(0)), 'talk.mp3'), falseName.code)
})

test('a file leaves with the ending of what it is, once', () => {
  assert.equal(nameWithEnding('Handbook', 'application/pdf'), 'Handbook.pdf')
  assert.equal(nameWithEnding('Handbook.PDF', 'application/pdf'), 'Handbook.PDF')
  assert.equal(nameWithEnding('Plan v2.1', 'application/pdf'), 'Plan v2.1.pdf')
  assert.equal(nameWithEnding('cover.png', 'image/jpeg'), 'cover.jpg')
  assert.equal(nameWithEnding('photo.jpeg', 'image/jpeg'), 'photo.jpeg')
  assert.equal(nameWithEnding('feeds.opml', 'text/plain'), 'feeds.opml')
  assert.equal(nameWithEnding('notes', 'text/plain'), 'notes.txt')
  assert.equal(nameWithEnding('thing', 'application/octet-stream'), 'thing')
})

test('only a safe few show in place', async () => {
  assert.equal(showsAs('image/png'), 'picture')
  assert.equal(showsAs('application/pdf'), 'pdf')
  for (const other of ['image/svg+xml', 'text/html', 'application/zip', 'text/plain', 'image/heic'])
    assert.equal(showsAs(other), null, other)
})
