/**
 * The process that reads a file from standard input and writes its words as JSON. It ends with an error where it cannot read it.
 * Started by read-file-text.ts, which limits its time and memory.
 */
import { buffer } from 'node:stream/consumers'
import { captionsText } from '#server/platform/file-text/captions-text.ts'
import type { FileText, NoText } from '#server/platform/file-text/file-text.ts'
import { openGathering } from '#server/platform/file-text/gathering.ts'
import type { WayToRead } from '#server/platform/file-text/read-file-text.ts'
import { decodeText } from '#server/platform/text-encoding.ts'

const { way, mediaType } = JSON.parse(process.argv[2] ?? '{}') as { way: WayToRead; mediaType: string }

const gathering = openGathering()
const bytes = await buffer(process.stdin)
const why = await gather()
const text = why === null ? gathering.text() : ''
const answer: FileText = { state: why ?? (text === '' ? 'empty' : 'read'), text, isCut: text !== '' && gathering.isCut }
process.stdout.end(JSON.stringify(answer))

async function gather(): Promise<NoText | null> {
  // Each process reads one file: the libraries for the other kinds are not loaded.
  if (way === 'pdf') {
    const { gatherPdf } = await import('#server/platform/file-text/pdf-text.ts')
    return gatherPdf(new Uint8Array(bytes), gathering)
  }
  if (way === 'office') {
    const { gatherOffice } = await import('#server/platform/file-text/office-text.ts')
    return gatherOffice(bytes, mediaType, gathering)
  }
  if (way === 'compound') return isLockedPackage() ? 'locked' : 'not_read_kind'
  const said = decodeText(bytes)
  if (said === null) return 'unreadable'
  gathering.add(way === 'captions' ? captionsText(said) : said)
  return null
}

/** Office programs put a document with a password into the container of their older kinds, under this name. */
function isLockedPackage(): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}
