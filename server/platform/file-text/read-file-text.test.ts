/** The words in files of each kind, as the helper process reads them, and what files come to that are locked, broken or hostile. */
import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, describe, test } from 'node:test'
import { mostCharacters } from '#server/platform/file-text/gathering.ts'
import { readFileText } from '#server/platform/file-text/read-file-text.ts'
import { diskFiles } from '#server/platform/files.ts'
import { detectMediaType } from '#server/platform/media-type.ts'
import * as made from '#tests/support/made-files.ts'

const folder = await mkdtemp(join(tmpdir(), 'guildhall-texts-'))
after(() => rm(folder, { recursive: true }))
const files = diskFiles(folder)

/** Takes a file in as an upload is taken in, and reads it. */
async function textOf(name: string, content: Uint8Array | string) {
  const received = await files.receive(Readable.from([Buffer.from(content)]), name, 1e9)
  assert.ok(typeof received === 'object')
  const told = await detectMediaType(received.head, name)
  assert.ok('mediaType' in told, name)
  const text = await readFileText(files, { id: received.id, name, bytes: received.bytes, mediaType: told.mediaType })
  assert.ok(text !== 'busy')
  return text
}

const read = (text: string) => ({ state: 'read', text, isCut: false })
const without = (state: string) => ({ state, text: '', isCut: false })

describe('the words in', () => {
  test('a PDF, page after page; a word that a line breaks is whole', async () => {
    const pdf = made.pdfOfPages([['Feedback that helps', 'is about beha-', 'viour.'], ['Ask first.']])
    assert.deepEqual(await textOf('feedback.pdf', pdf), read('Feedback that helps\nis about behaviour.\nAsk first.'))
  })

  test('a .docx: its paragraphs and footnotes, and nothing that was taken out or stands twice', async () => {
    const moved =
      '<w:moveFrom><w:r><w:t>old place</w:t></w:r></w:moveFrom><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>'
    const box =
      '<mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent>'
    const body = `${made.paragraph('Zuhören &amp; fragen')}<w:p/><w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>${moved}</w:p>${box}`
    const footnotes = { 'word/footnotes.xml': `<w:footnotes>${made.paragraph('See page 4')}</w:footnotes>` }
    assert.deepEqual(
      await textOf('plan.docx', await made.docxOf(body, footnotes)),
      read('Zuhören & fragen\none two\nboxSee page 4'),
    )
  })

  test('a .pptx: slide ten comes after slide nine', async () => {
    const slides = Array.from({ length: 10 }, (_, i) => `Slide ${i + 1}`)
    assert.deepEqual(await textOf('talk.pptx', await made.pptxOf(slides)), read(slides.join('\n')))
  })

  test('an .xlsx: texts of cells, and what formulas say, without numbers', async () => {
    const rows =
      '<row><c t="s"><v>0</v></c><c><v>42</v></c><c t="str"><f>A1&amp;"!"</f><v>Budget!</v></c><c t="inlineStr"><is><t>beside</t></is></c></row>'
    assert.deepEqual(
      await textOf('plan.xlsx', await made.xlsxOf(['Budget', 'Owner'], rows)),
      read('Budget\nOwner\nBudget!\nbeside'),
    )
  })

  test('an .odt, an .ods and an .odp', async () => {
    const body =
      '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Title</text:h><text:p>One<text:s/>two</text:p>'
    for (const ending of ['odt', 'ods', 'odp'])
      assert.deepEqual(await textOf(`plan.${ending}`, await made.openDocumentOf(body)), read('Title\nOne two'))
  })

  test('captions, WebVTT and SubRip: what is said, without times, notes and styles', async () => {
    const vtt =
      'WEBVTT - A talk\n\nSTYLE\n::cue { color: red }\n\nNOTE made by hand\n\nfirst\n00:01.000 --> 00:04.000 align:start\n<v Ada>Hello, <i>all</i> &amp; welcome\n\n00:04.000 --> 00:06.000\nHello, all &amp; welcome\nto the talk\n'
    assert.deepEqual(await textOf('talk.vtt', vtt), read('Hello, all & welcome\nto the talk'))
    const srt =
      '1\r\n00:00:01,000 --> 00:00:04,000\r\nGuten Tag\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000\r\n<b>alle</b>\r\n'
    assert.deepEqual(await textOf('talk.srt', srt), read('Guten Tag\nalle'))
  })

  test('texts as they were written: Markdown, CSV, and one from an old Windows program', async () => {
    assert.deepEqual(await textOf('notes.md', '# Notes\n\n- one\n'), read('# Notes\n- one'))
    assert.deepEqual(await textOf('people.csv', 'name,town\nJosé,Málaga\n'), read('name,town\nJosé,Málaga'))
    assert.deepEqual(await textOf('old.txt', Buffer.from('Gr\xfc\xdfe', 'latin1')), read('Grüße'))
  })

  test('a very long file are its first ones', async () => {
    const { state, text, isCut } = await textOf('long.txt', 'word '.repeat(200_000))
    assert.deepEqual({ state, isCut }, { state: 'read', isCut: true })
    assert.ok(text.length <= mostCharacters && text.length > mostCharacters - 10)
    const pages = await textOf('long.docx', await made.docxOf(made.paragraph('word '.repeat(100)).repeat(2_000)))
    assert.ok(pages.isCut && pages.text.length > mostCharacters * 0.9)
  })
})

describe('no words, with the reason, come from', () => {
  test('a PDF with a password, a document with one of either family', async () => {
    const [owner, user] = ['o', 'u'].map((one) => `(${one.repeat(32)})`)
    const objects = [...pages('2 0 R'), `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${owner} /U ${user} >>`]
    const id = `[(${'i'.repeat(16)}) (${'i'.repeat(16)})]`
    assert.deepEqual(await textOf('locked.pdf', made.pdfOf(objects, `/Encrypt 3 0 R /ID ${id}`)), without('locked'))
    const compound = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(1016),
      Buffer.from('EncryptedPackage', 'utf16le'),
      createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(2048)),
    ])
    assert.deepEqual(await textOf('locked.docx', compound), without('locked'))
    const sealed = await made.openDocumentOf(
      '',
      '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
    )
    assert.deepEqual(await textOf('locked.odt', sealed), without('locked'))
  })

  test('a scan, an empty document, an old .doc, an unknown kind', async () => {
    assert.deepEqual(await textOf('scan.pdf', made.pdfOfPages([[]])), without('empty'))
    assert.deepEqual(await textOf('empty.docx', await made.docxOf('<w:p/>')), without('empty'))
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)])
    assert.deepEqual(await textOf('old.doc', old), without('not_read_kind'))
    assert.deepEqual(await textOf('some.zip', await made.zipOf({ 'a.txt': 'A' })), without('not_read_kind'))
  })

  test('broken files: cut off, without their main part, of no shape at all', async () => {
    const whole = await made.docxOf(made.paragraph('word '.repeat(1000)))
    for (const [name, bytes] of [
      ['cut.docx', whole.subarray(0, whole.length / 2)],
      ['other.docx', await made.zipOf({ '[Content_Types].xml': 'x', 'a.xml': '<a/>' })],
      ['broken.pdf', Buffer.from('%PDF-1.7\nnothing')],
    ] as const)
      assert.deepEqual(await textOf(name, bytes), without('unreadable'), name)
  })

  test('a loop of pages', async () => {
    assert.deepEqual(await textOf('loop.pdf', made.pdfOf(pages('2 0 R 2 0 R'))), without('unreadable'))
  })

  test('bombs: what unpacks to very much, nests without end, or grows by entities', async () => {
    const huge = await made.docxOf(made.paragraph(' '.repeat(101_000_000)))
    assert.ok(huge.length < 1_000_000)
    assert.deepEqual(await textOf('huge.docx', huge), without('too_large'))
    assert.deepEqual(await textOf('deep.docx', await made.docxOf('<a>'.repeat(100_000))), without('too_large'))
    const page = made.pdfStream(Buffer.alloc(1_000_000_000, ' '))
    const bomb = made.pdfOf([
      ...pages('3 0 R'),
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
      page,
    ])
    assert.deepEqual(await textOf('huge.pdf', bomb), without('too_large'))
    const entities = [
      '<!ENTITY a0 "laughter">',
      ...Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`),
    ]
    const laughs = await made.zipOf({
      '[Content_Types].xml': '',
      'word/document.xml': `<!DOCTYPE w [${entities.join('')}]><w:document>${made.paragraph('before &a12; after')}</w:document>`,
    })
    assert.deepEqual(await textOf('laughs.docx', laughs), read('before &a12; after'))
  })
})

/** The catalog of a PDF and its tree of pages. */
function pages(kids: string): string[] {
  return ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count 1000000 >>`]
}
