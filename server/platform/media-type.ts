/**
 * What a file is, told by its first bytes; its name only says which of a family it is (a .docx is a zip).
 * A library knows the signatures. What it leaves open is decided here as browsers do (WHATWG MIME Sniffing, ISO 14496-12).
 */
import { fileTypeFromBuffer } from 'file-type'
import { endingOf, promisedType, refinedType } from '#server/platform/media-endings.ts'
import { type Refusal, refusal } from '#server/platform/refuse.ts'
import { decodeText } from '#server/platform/text-encoding.ts'

/** Types that a page shows by itself, and how. Everything else is only downloaded. */
const shownInline: Readonly<Record<string, 'picture' | 'pdf' | 'video' | 'audio' | 'captions'>> = {
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
  'audio/aac': 'audio',
  'audio/flac': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'audio/webm': 'audio',
  'text/vtt': 'captions',
}

/** How a file shows in a page; null where it is only downloaded. */
export function showsAs(mediaType: string): 'picture' | 'pdf' | 'video' | 'audio' | 'captions' | null {
  return shownInline[mediaType] ?? null
}

export const activeContent = refusal(
  'file_active',
  422,
  'A web page, an SVG drawing or a script can carry a program, so it is not kept. Send it as a PDF, as a PNG, or as a text that ends in .txt.',
)
export const falseName = refusal(
  'file_false_name',
  422,
  'This file is not what its name says, so it was not kept. Export it again, or give it its true ending.',
)

/** A kind of file, or why it is refused. */
export type DetectedType = { readonly mediaType: string } | { readonly refused: Refusal }

/** Endings that programs open as a page or run, whatever is in the file. */
const activeEndings = new Set('html htm xhtml xht shtml mht mhtml svg svgz js mjs swf hta'.split(' '))

/** Types that are shown or played: here the ending may not promise what the bytes are not. */
const mustMatch = new Set([...Object.keys(shownInline), 'video/quicktime', 'image/heic'])

/**
 * Detects what a file is.
 * @param head its first bytes, 4 KB are enough
 * @param name its name, for its ending
 * @returns the media type (`text/plain` for any text that we do not know, `application/octet-stream` for anything else), or the
 *   refusal of active content and of a file whose ending promises a picture, a PDF, a film or captions that its bytes are not
 */
export async function detectMediaType(head: Uint8Array, name: string): Promise<DetectedType> {
  if (activeEndings.has(endingOf(name))) return { refused: activeContent }
  const promised = promisedType(name)
  const mustBe = promised !== null && mustMatch.has(promised)
  const text = decodeText(head, 'beginning')
  if (text !== null && looksLikePage(text)) {
    // As text it is served as text, and no browser guesses; under the name of a picture or a film it is a trap.
    return mustBe ? { refused: activeContent } : { mediaType: textType(promised) }
  }
  const found = await byBytes(head, endingOf(name))
  if (mustBe && !mustMatch.has(found ?? '')) return { refused: falseName }
  if (found) return { mediaType: refinedType(found, name) }
  return { mediaType: text === null ? (promised ?? 'application/octet-stream') : textType(promised) }
}

function textType(promised: string | null): string {
  return promised?.startsWith('text/') ? promised : 'text/plain'
}

/** Types for which we use another name than the library. */
const ourNames: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/x-flac': 'audio/flac',
}

async function byBytes(head: Uint8Array, ending: string): Promise<string | null> {
  const latin = Buffer.from(head).toString('latin1')
  if (latin.startsWith('ftyp', 4)) return byBrands(latin)
  const known = (await byLibrary(head)) ?? bySignature(latin, ending) ?? (await byPaddedSound(head, ending))
  if (known === 'application/xml') return null
  // Films from before files named their brands begin with their parts. An MP4 and a QuickTime film then look the same.
  if (known === 'video/quicktime') return mp4Endings.has(ending) ? 'video/mp4' : known
  if (known === 'video/webm' || known === 'video/matroska') return onlySounds(latin) ? 'audio/webm' : known
  return known && (ourNames[known] ?? known)
}

const mp4Endings = new Set(['mp4', 'm4v', 'm4a', 'm4b'])

async function byLibrary(head: Uint8Array): Promise<string | null> {
  return (await fileTypeFromBuffer(head))?.mime.split(';')[0] ?? null
}

/** An MP3 may have zeros before its first frame, as some recorders write it. Players pass over them. */
async function byPaddedSound(head: Uint8Array, ending: string): Promise<string | null> {
  const start = head.findIndex((byte) => byte !== 0)
  if (ending !== 'mp3' || start < 1) return null
  const sound = head.subarray(start)
  const isTagged = Buffer.from(sound.subarray(0, 3)).toString('latin1') === 'ID3'
  return isTagged || (await byLibrary(sound)) === 'audio/mpeg' ? 'audio/mpeg' : null
}

/** Types that the library does not know, or for which it wants to read further than the beginning that we have. */
function bySignature(latin: string, ending: string): string | null {
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (latin.startsWith('OggS')) return latin.slice(0, 512).includes('theora') ? 'video/ogg' : 'audio/ogg'
  if (latin.startsWith('ID3')) return 'audio/mpeg'
  // Waves longer than 4 GB (EBU Tech 3306, ITU-R BS.2088).
  if (/^(RF64|BW64)[\s\S]{4}WAVE/.test(latin)) return 'audio/wav'
  if (/^(skip|pnot)/.test(latin.slice(4))) return 'video/quicktime'
  // Fragments of a film that is sent in pieces (ISO 14496-12, 8.8 and 8.16). A box begins with its length, a text does not.
  if (/^\0[\s\S]{3}(styp|moof|sidx|emsg|prft)/.test(latin)) return 'video/mp4'
  // Readers of PDF look for its mark in the first 1,024 bytes: printers and mail programs write lines before it. A text may name it.
  const mayBePdf = ending === 'pdf' || ending === '' || /^[\s\xef\xbb\xbf]*%PDF-/.test(latin)
  return mayBePdf && latin.slice(0, 1024).includes('%PDF-') ? 'application/pdf' : null
}

/** The brands of an ISO media file, the major one and all it is compatible with; null where we know none of them. */
function byBrands(latin: string): string | null {
  const end = Math.min(latin.length, Math.max(16, Buffer.from(latin.slice(0, 4), 'latin1').readUInt32BE()))
  const major = latin.slice(8, 12)
  const brands = [major, ...(latin.slice(16, end).match(/[\s\S]{4}/g) ?? [])]
  const has = (pattern: RegExp) => brands.some((brand) => pattern.test(brand))
  if (major === 'qt  ') return 'video/quicktime'
  // Canon's raw photos say that they are compatible with films.
  if (major === 'crx ') return 'image/x-canon-cr3'
  if (/^(M4[ABP]|F4[AB]) $/.test(major)) return 'audio/mp4'
  if (has(/^avi[fs]$/)) return 'image/avif'
  if (has(/^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/)) return 'image/heic'
  if (has(/^(iso[m2-9]|mp4[12]|avc1|dash|mmp4|MSNV|M4V[HP ]|F4V |3g[2ep].|cmf[2c]|NDS[CHMPS])$/)) return 'video/mp4'
  return has(/^qt {2}$/) ? 'video/quicktime' : null
}

/** Are the tracks that this WebM announces (its codecs, RFC 9559) all of sound? A voice note is. */
function onlySounds(latin: string): boolean {
  const codecs = latin.match(/[AV]_[A-Z][A-Z0-9]+/g) ?? []
  return codecs.length > 0 && codecs.every((codec) => codec.startsWith('A_'))
}

/** Would a browser that guesses take it for a page, a drawing or XML? Comments and declarations before the first tag are skipped. */
function looksLikePage(text: string): boolean {
  const bare = text.trimStart().replace(/^(\s|<!--[\s\S]*?-->)+/, '')
  return /^<(\?xml|!doctype|html|head|body|script|svg|iframe|style|title|meta|link|a|p|div|table|img|h1|br|b|font|form)\b/i.test(
    bare,
  )
}
