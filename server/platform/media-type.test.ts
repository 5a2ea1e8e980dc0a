import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activeContent, falseName, showsAs, tellMediaType } from '#server/platform/media-type.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const told = (head: Uint8Array, name: string) => {
  const found = tellMediaType(head, name)
  return 'refused' in found ? found.refused.code : found.mediaType
}

const png = bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13])
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0])
const zip = bytes('PK', [3, 4, 20, 0])

test('the bytes decide, not the name', () => {
  assert.equal(told(png, 'cover.png'), 'image/png')
  assert.equal(told(jpeg, 'cover.png'), 'image/jpeg')
  assert.equal(told(bytes('GIF89a'), 'a.gif'), 'image/gif')
  assert.equal(told(bytes('RIFF', [1, 0, 0, 0], 'WEBPVP8 '), 'a.webp'), 'image/webp')
  assert.equal(told(bytes('%PDF-1.7\n'), 'plan'), 'application/pdf')
  assert.equal(told(bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 2, 0]), 'talk.mp4'), 'video/mp4')
  assert.equal(told(bytes([0, 0, 0, 24], 'ftypqt  '), 'talk.mov'), 'video/quicktime')
  assert.equal(told(bytes([0, 0, 0, 24], 'ftypavif'), 'a.avif'), 'image/avif')
  assert.equal(told(bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm'), 'talk.webm'), 'video/webm')
  assert.equal(told(bytes('OggS'), 'talk.ogv'), 'video/ogg')
  assert.equal(told(bytes('ID3', [3, 0]), 'talk.mp3'), 'audio/mpeg')
})

test('a name refines what its bytes allow', () => {
  assert.match(told(zip, 'agenda.docx'), /wordprocessingml/)
  assert.equal(told(zip, 'all.zip'), 'application/zip')
  assert.equal(told(bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old.xls'), 'application/vnd.ms-excel')
  assert.equal(told(bytes('# Meetings\n- one'), 'meetings.md'), 'text/markdown')
  assert.equal(told(bytes('a;b\n1;2'), 'figures.csv'), 'text/csv')
  assert.equal(told(Buffer.from('Grüße an alle'), 'note.txt'), 'text/plain')
  assert.equal(told(bytes([0, 1, 2, 3]), 'thing.bin'), 'application/octet-stream')
})

test('captions are WebVTT, with or without a byte order mark', () => {
  assert.equal(told(bytes('WEBVTT\n\n00:00.000 --> 00:01.000\nHello'), 'en.vtt'), 'text/vtt')
  assert.equal(told(bytes([0xef, 0xbb, 0xbf], 'WEBVTT\n'), 'en.vtt'), 'text/vtt')
  assert.equal(told(bytes('1\n00:00:00,000 --> 00:00:01,000\nHello'), 'en.vtt'), falseName.code)
})

test('what can carry a program is refused, whatever it calls itself', () => {
  const pages = [
    '<!doctype html><title>x</title>',
    '\n\n  <HTML><body>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">',
    '<?xml version="1.0"?><svg/>',
    '<!-- a picture --><svg>',
    '<script>alert(1)</script>',
  ]
  for (const page of pages) {
    assert.equal(told(bytes(page), 'cover.png'), activeContent.code, page)
    assert.equal(told(bytes([0xef, 0xbb, 0xbf], page), 'cover.jpg'), activeContent.code, page)
    assert.equal(told(Buffer.from(page, 'utf16le'), 'cover.jpg'), activeContent.code, page)
  }
  assert.equal(told(bytes('hello'), 'page.html'), activeContent.code)
  assert.equal(told(bytes('hello'), 'drawing.SVG'), activeContent.code)
})

test('an ending that promises what the bytes are not is refused', () => {
  assert.equal(told(bytes('hello'), 'cover.png'), falseName.code)
  assert.equal(told(bytes([0, 1, 2, 3]), 'talk.mp4'), falseName.code)
  assert.equal(told(bytes('MZ', [0, 1]), 'report.pdf'), falseName.code)
})

test('only a safe few show in place', () => {
  assert.equal(showsAs('image/png'), 'picture')
  assert.equal(showsAs('application/pdf'), 'pdf')
  for (const other of ['image/svg+xml', 'text/html', 'application/zip', 'text/plain', 'image/heic'])
    assert.equal(showsAs(other), null, other)
})
