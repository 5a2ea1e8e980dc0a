/**
 * Reads the words in a file, in a process of its own, which gets no settings, little memory and some seconds. What a file unpacks
 * to, how it nests, and how much of it is kept have limits of their own there.
 */
import type { FileText, NoText } from '#server/platform/file-text/file-text.ts'
import { officeWords } from '#server/platform/file-text/office-words.ts'
import type { FileStore } from '#server/platform/files.ts'
import { runLimited } from '#server/platform/limited/run-limited.ts'
import { endingOf } from '#server/platform/media-endings.ts'

/** How a kind of file is read; `compound`: the container of older office programs, and of documents with a password. */
export type WayToRead = 'pdf' | 'office' | 'compound' | 'captions' | 'text'

/** The largest files that are read, in bytes: they lie in the memory of the process. */
const mostBytes = 100_000_000
const mostTextBytes = 20_000_000

const compound = new Set([
  'application/x-cfb',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
])

/** How a file is read; null for kinds that are not. */
function wayToRead({ mediaType, name }: { mediaType: string; name: string }): WayToRead | null {
  if (mediaType === 'application/pdf') return 'pdf'
  if (mediaType in officeWords) return 'office'
  if (compound.has(mediaType)) return 'compound'
  if (mediaType === 'text/vtt' || (mediaType === 'text/plain' && endingOf(name) === 'srt')) return 'captions'
  return mediaType.startsWith('text/') ? 'text' : null
}

/** A file in the store. */
export interface FileToRead {
  readonly id: string
  readonly mediaType: string
  readonly name: string
  /** Its size in bytes. */
  readonly bytes: number
}

/** The words in a file, or why there are none; `busy` where too many uploads are being read. */
export async function readFileText(files: FileStore, file: FileToRead): Promise<FileText | 'busy'> {
  const way = wayToRead(file)
  if (way === null) return noText('not_read_kind')
  const isText = way === 'text' || way === 'captions'
  if (file.bytes > (isText ? mostTextBytes : mostBytes)) return noText('too_large')
  const ran = await runLimited({
    program: new URL('./text-process.ts', import.meta.url),
    argument: { way, mediaType: file.mediaType },
    source: () => files.read(file.id),
    heapMb: 256,
    mayUse: { memoryMb: 900, workMs: 20_000 },
    patienceMs: 60_000,
    isInBackground: true,
  })
  if (ran === 'busy') return ran
  if (ran.isDone) return JSON.parse(ran.wrote.toString()) as FileText
  return noText(ran.isKilled ? 'too_large' : 'unreadable')
}

function noText(state: NoText): FileText {
  return { state, text: '', isCut: false }
}
