/**
 * Endings of file names: what each promises, and which one a downloaded file should have. Pure.
 */

/** The type that an ending promises. A file without an ending gets the first ending of its type. */
const promises: Readonly<Record<string, string>> = {
  png: 'image/png',
  apng: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  jfif: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  heif: 'image/heic',
  cr3: 'image/x-canon-cr3',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  qt: 'video/quicktime',
  webm: 'video/webm',
  weba: 'audio/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  m4b: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  ogv: 'video/ogg',
  wav: 'audio/wav',
  vtt: 'text/vtt',
  md: 'text/markdown',
  markdown: 'text/markdown',
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

/** Types that files with many different endings have inside; such a file is given an ending only where it has none. */
const containers: Readonly<Record<string, string>> = {
  'application/zip': 'zip',
  'application/rtf': 'rtf',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/csv': 'csv',
}

/** Containers whose bytes tell only the family, and the endings that may tell which member of it a file is. */
const families: Readonly<Record<string, ReadonlySet<string>>> = {
  'application/zip': new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub']),
  'application/x-cfb': new Set(['doc', 'xls', 'ppt']),
  'video/mp4': new Set(['m4a', 'm4b']),
  'video/webm': new Set(['weba']),
  'audio/ogg': new Set(['ogv']),
}

/** The ending of a name in lower case without its dot, or `''`. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** The media type that a name's ending promises; null where we know none. */
export function promisedType(name: string): string | null {
  return promises[endingOf(name)] ?? null
}

/** The media type of a file whose bytes told only a family. */
export function refinedType(found: string, name: string): string {
  const ending = endingOf(name)
  return families[found]?.has(ending) ? (promises[ending] as string) : found
}

/** The name of a downloaded file: the name it came with, and once the ending of what it is. */
export function nameWithEnding(name: string, mediaType: string): string {
  const ending = endingOf(name)
  const usual = Object.keys(promises).filter((one) => promises[one] === mediaType)
  const inside = containers[mediaType]
  if (inside) return ending === '' ? `${bare(name)}.${inside}` : name
  if (usual.length === 0 || usual.includes(ending)) return name
  // An ending that promises another type is removed; the ".1" of "Plan v2.1" promises none.
  const kept = promises[ending] ? name.slice(0, -ending.length - 1) : bare(name)
  return `${kept}.${usual[0]}`
}

function bare(name: string): string {
  return name.replace(/[.\s]+$/, '') || 'file'
}
