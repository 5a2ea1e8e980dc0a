/** The words of a PDF, page after page. */
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { NoText } from '#server/platform/file-text/file-text.ts'
import type { Gathering } from '#server/platform/file-text/gathering.ts'

/** More pages than any book has that somebody wrote. */
const mostPages = 3_000
/** Damaged pages until the rest is given up. */
const mostDamaged = 10
/** After so much work what was read so far is handed on, before the process is killed. */
const mostMs = 12_000

const library = new URL('.', import.meta.resolve('pdfjs-dist/package.json'))

/** Gathers the words of a PDF. @returns why there are none, or null */
export async function gatherPdf(bytes: Uint8Array, gathering: Gathering): Promise<NoText | null> {
  const pdf = await opened(bytes)
  if (typeof pdf === 'string') return pdf
  let damaged = 0
  let read = 0
  for (let number = 1; number <= pdf.numPages && damaged < mostDamaged; number++) {
    if (number > mostPages || hasWorkedLong()) {
      gathering.cut()
      break
    }
    const words = await wordsOf(pdf, number).catch(() => null)
    if (words === null) damaged += 1
    else read += 1
    if (words !== null && !gathering.add(words)) break
  }
  if (read === 0) return 'unreadable'
  if (damaged > 0) gathering.cut()
  return null
}

function hasWorkedLong(): boolean {
  const { user, system } = process.cpuUsage()
  return user + system > mostMs * 1000
}

async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy | NoText> {
  try {
    return await getDocument({
      data: bytes,
      disableFontFace: true,
      useSystemFonts: false,
      standardFontDataUrl: new URL('standard_fonts/', library).pathname,
      wasmUrl: new URL('wasm/', library).pathname,
      cMapUrl: new URL('cmaps/', library).pathname,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
  } catch (problem) {
    return problem instanceof Error && problem.name === 'PasswordException' ? 'locked' : 'unreadable'
  }
}

async function wordsOf(pdf: PDFDocumentProxy, number: number): Promise<string> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  page.cleanup()
  const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  // A word that a line breaks is one word to whoever looks for it.
  return `${lines.replace(/(?<=\p{L})[-\u2010\u00ad]\n(?=\p{Ll})/gu, '')}\n`
}
