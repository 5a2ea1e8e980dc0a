/**
 * What a file is, told by its first bytes; its name only says which of a family it is (a .docx is a zip). Pure.
 */
import { type Refusal, refusal } from '#server/platform/refuse.ts'

/** What shows in a page by itself, and how. Everything else is only ever downloaded. */
const inPlace: Readonly<Record<string, 'picture' | 'pdf' | 'video' | 'audio' | 'captions'>> = {
  'image/png': 'picture',
  'image/jpeg': 'picture',
  'image/gif': 'picture',
  'image/webp': 'picture',
  'image/avif': 'picture',
  'application/pdf': 'pdf',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/ogg': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'text/vtt': 'captions',
}

/** How a file shows in a page; null where it is only downloaded. */
export function showsAs(mediaType: string): 'picture' | 'pdf' | 'video' | 'audio' | 'captions' | null {
  return inPlace[mediaType] ?? null
}

export const activeContent = refusal(
  'file_active',
  422,
  'A web page or an SVG drawing can carry a program, so it is not kept. Send it as a PDF or as a PNG.',
)
export const falseName = refusal(
  'file_false_name',
  422,
  'This file is not what its name says, so it was not kept. Export it again, or give it its true ending.',
)

/** A kind of file, or why it is refused. */
export type Told = { readonly mediaType: string } | { readonly refused: Refusal }

/**
 * Tells what a file is.
 * @param head its first bytes, 4 KB are enough
 * @param name its name, for its ending
 * @returns the media type (`application/octet-stream` for what we do not know), or the refusal of active content
 *   and of a file whose ending promises a picture, a PDF, a film or captions that its bytes are not
 */
export function tellMediaType(head: Uint8Array, name: string): Told {
  const ending = endingOf(name)
  const promised = byEnding[ending]
  const found = byBytes(head)
  if (found === 'active' || activeEndings.has(ending)) return { refused: activeContent }
  if (found) return { mediaType: refine(found, ending) }
  if (promised && mustMatch.has(promised)) return { refused: falseName }
  return { mediaType: isText(head) ? (promised ?? 'text/plain') : 'application/octet-stream' }
}

/** The ending of a name in lower case without its dot, or `''`. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

const byEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  ogv: 'video/ogg',
  wav: 'audio/wav',
  vtt: 'text/vtt',
  md: 'text/markdown',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  epub: 'application/epub+zip',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

const activeEndings = new Set([
  'html',
  'htm',
  'xhtml',
  'shtml',
  'mht',
  'mhtml',
  'svg',
  'svgz',
  'xml',
  'js',
  'mjs',
  'swf',
  'hta',
])

/** Types that are shown or played: here the ending may not promise what the bytes are not. */
const mustMatch = new Set([...Object.keys(inPlace), 'video/quicktime'])

const zipFamily = new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub'])
const oleFamily = new Set(['doc', 'xls', 'ppt'])

function refine(found: string, ending: string): string {
  if (found === 'application/zip' && zipFamily.has(ending)) return byEnding[ending] as string
  if (found === 'application/x-ole-storage' && oleFamily.has(ending)) return byEnding[ending] as string
  if (found === 'video/mp4' && ending === 'm4a') return 'audio/mp4'
  if (found === 'audio/ogg' && ending === 'ogv') return 'video/ogg'
  return found
}

function byBytes(head: Uint8Array): string | 'active' | null {
  const starts = (hex: string, at = 0) => Buffer.from(head.subarray(at, at + hex.length / 2)).toString('hex') === hex
  const says = (text: string, at = 0) => Buffer.from(head.subarray(at, at + text.length)).toString('latin1') === text
  if (starts('89504e470d0a1a0a')) return 'image/png'
  if (starts('ffd8ff')) return 'image/jpeg'
  if (says('GIF87a') || says('GIF89a')) return 'image/gif'
  if (says('RIFF') && says('WEBP', 8)) return 'image/webp'
  if (says('RIFF') && says('WAVE', 8)) return 'audio/wav'
  if (says('%PDF-')) return 'application/pdf'
  if (says('ftyp', 4)) return byBrand(Buffer.from(head.subarray(8, 12)).toString('latin1'))
  if (starts('1a45dfa3')) return Buffer.from(head.subarray(0, 64)).includes('webm') ? 'video/webm' : 'video/x-matroska'
  if (says('OggS')) return 'audio/ogg'
  if (says('ID3') || starts('fffb') || starts('fff3') || starts('fff2')) return 'audio/mpeg'
  if (starts('504b0304')) return 'application/zip'
  if (starts('d0cf11e0a1b11ae1')) return 'application/x-ole-storage'
  if (says('{\\rtf')) return 'application/rtf'
  const text = beginning(head)
  if (/^WEBVTT(\s|$)/.test(text)) return 'text/vtt'
  return looksActive(text) ? 'active' : null
}

function byBrand(brand: string): string {
  if (brand === 'avif' || brand === 'avis') return 'image/avif'
  if (brand.startsWith('heic') || brand.startsWith('mif1')) return 'image/heic'
  if (brand === 'qt  ') return 'video/quicktime'
  return brand.startsWith('M4A') ? 'audio/mp4' : 'video/mp4'
}

/** The first letters of a text, whatever its encoding, without byte order mark and leading blanks. */
function beginning(head: Uint8Array): string {
  return Buffer.from(head)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart()
}

/** Would a browser, left to guess, take it for a page or a drawing? Comments and declarations before the first tag are passed over. */
function looksActive(text: string): boolean {
  const bare = text.replace(/^(\s|<\?[^>]*>|<!--[\s\S]*?-->|<!doctype[^>]*>)+/i, (before) =>
    /<!doctype\s+(html|svg)/i.test(before) ? '<html' : '',
  )
  return (
    /^<(html|head|body|script|svg|iframe|style|title|meta|link|a|p|div|table|img|h1|br|form)\b/i.test(bare) ||
    /^<\?xml/i.test(text)
  )
}

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  // The head may end within a letter: what is left of it is no sign of a binary file.
  const text = new TextDecoder('utf-8').decode(head.length >= 4096 ? head.subarray(0, -4) : head)
  return !text.slice(0, -2).includes('\ufffd')
}
