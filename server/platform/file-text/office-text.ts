/**
 * The words of a document, a sheet or slides: a ZIP whose parts are XML. Parts are unpacked in pieces and read as they come, so
 * that a small file that unpacks to a huge one takes no memory. The parser knows no entities of a document's own, so none grow.
 */
import { TextDecoder } from 'node:util'
import { Parser } from 'htmlparser2'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { NoText } from '#server/platform/file-text/file-text.ts'
import type { Gathering } from '#server/platform/file-text/gathering.ts'
import { type OfficeWords, officeWords } from '#server/platform/file-text/office-words.ts'

/** The most that is unpacked of a file, in bytes. */
const mostUnpacked = 100_000_000
const mostParts = 20_000
/** Elements within each other; no program writes as many. */
const mostNested = 1_000

/** Why reading stops in the midst. */
class Stop extends Error {
  readonly why: NoText | 'full'
  constructor(why: NoText | 'full') {
    super(why)
    this.why = why
  }
}

/** Gathers the words of a file of an office program. @returns why there are none, or null */
export async function gatherOffice(bytes: Buffer, mediaType: string, gathering: Gathering): Promise<NoText | null> {
  const rules = officeWords[mediaType]
  if (!rules) return 'not_read_kind'
  try {
    const zip = await fromBufferPromise(bytes)
    const parts = await listParts(zip)
    const left = { bytes: mostUnpacked }
    const manifest = parts.find(({ fileName }) => fileName === 'META-INF/manifest.xml')
    if (manifest) await readPart(zip, manifest, left, () => manifestReader())
    const wanted = inOrder(parts, rules.parts)
    if (!wanted.some(({ fileName }) => rules.parts[0]?.test(fileName))) return 'unreadable'
    for (const part of wanted) await readPart(zip, part, left, () => wordsReader(rules, gathering))
    return null
  } catch (problem) {
    const why = problem instanceof Stop ? problem.why : 'unreadable'
    if (why === 'full') return null
    // What was read until there is found all the same.
    if (why === 'locked' || gathering.text() === '') return why
    gathering.cut()
    return null
  }
}

async function listParts(zip: ZipFile): Promise<Entry[]> {
  const parts: Entry[] = []
  for await (const part of zip.eachEntry()) {
    if (parts.length >= mostParts) throw new Stop('too_large')
    parts.push(part)
  }
  return parts
}

/** The parts with words, in the order of their rules; slide 10 after slide 9. */
function inOrder(parts: readonly Entry[], rules: readonly RegExp[]): Entry[] {
  const byName = new Intl.Collator('en', { numeric: true })
  return rules.flatMap((rule) =>
    parts.filter(({ fileName }) => rule.test(fileName)).toSorted((a, b) => byName.compare(a.fileName, b.fileName)),
  )
}

/** What hears the elements and the text of a part. */
interface PartReader {
  opens(name: string, attributes: Readonly<Record<string, string>>): void
  closes?(name: string): void
  says?(text: string): void
}

async function readPart(zip: ZipFile, part: Entry, left: { bytes: number }, reader: () => PartReader): Promise<void> {
  if (part.isEncrypted()) throw new Stop('locked')
  const { opens, closes, says } = reader()
  let nested = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        nested += 1
        if (nested > mostNested) throw new Stop('too_large')
        opens(localName(name), attributes)
      },
      onclosetag(name) {
        nested -= 1
        closes?.(localName(name))
      },
      ontext: says,
    },
    { xmlMode: true },
  )
  let decoder: TextDecoder | null = null
  for await (const chunk of await zip.openReadStreamPromise(part)) {
    left.bytes -= chunk.length
    if (left.bytes < 0) throw new Stop('too_large')
    decoder ??= new TextDecoder(encodingOf(chunk))
    parser.write(decoder.decode(chunk, { stream: true }))
  }
  parser.end()
}

/** `w:t` is `t`: programs choose the prefix. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** The list of parts that OpenDocument has says which of them a password locks. */
function manifestReader(): PartReader {
  return {
    opens(name) {
      if (name === 'encryption-data') throw new Stop('locked')
    },
  }
}

function wordsReader({ words, ends, blanks, skipped, isWords }: OfficeWords, gathering: Gathering): PartReader {
  // How deep in elements whose text counts, and in those whose text does not.
  let within = 0
  let without = 0
  const open: boolean[] = []
  let isAfterWords = false
  const add = (text: string) => {
    // A thousand empty cells are no thousand lines.
    if (isAfterWords || text.trim() !== '') {
      if (!gathering.add(text)) throw new Stop('full')
    }
    isAfterWords = text.trim() !== ''
  }
  return {
    opens(name, attributes) {
      const counts = words.has(name) && (isWords?.(name, attributes) ?? true)
      open.push(counts)
      if (counts) within += 1
      if (skipped.has(name)) without += 1
      if (blanks.has(name)) add(' ')
    },
    closes(name) {
      if (open.pop()) within -= 1
      if (skipped.has(name)) without -= 1
      if (ends.has(name)) add('\n')
    },
    says(text) {
      if (within > 0 && without === 0) add(text)
    },
  }
}
