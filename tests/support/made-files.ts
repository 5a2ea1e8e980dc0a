/**
 * Small files of other programs, made for tests: PDFs, and the ZIPs that office programs write.
 */

import { buffer } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import { ZipFile } from 'yazl'

/** A ZIP with these parts by name. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const types = `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`

/** A .docx whose body is this XML. */
export function docxOf(body: string, parts: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': types,
    'word/document.xml': `${xml}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  })
}

/** A paragraph of a .docx. */
export function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
}

/** A .pptx with a line on each slide. */
export function pptxOf(slides: readonly string[]): Promise<Buffer> {
  const slideOf = (text: string) =>
    `${xml}<p:sld xmlns:p="p" xmlns:a="${drawing}"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`
  return zipOf({
    '[Content_Types].xml': types,
    ...Object.fromEntries(slides.map((text, i) => [`ppt/slides/slide${i + 1}.xml`, slideOf(text)])),
  })
}

/** An .xlsx with these texts in the list of its cells' texts, and this XML as its rows. */
export function xlsxOf(texts: readonly string[], rows = ''): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': types,
    'xl/workbook.xml': `${xml}<workbook xmlns="${sheet}"><sheets><sheet name="Plan"/></sheets></workbook>`,
    'xl/sharedStrings.xml': `${xml}<sst xmlns="${sheet}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${sheet}"><sheetData>${rows}</sheetData></worksheet>`,
  })
}

/** An .odt, .ods or .odp whose body is this XML. */
export function openDocumentOf(body: string, manifest = ''): Promise<Buffer> {
  return zipOf({
    'META-INF/manifest.xml': `${xml}<manifest:manifest xmlns:manifest="m">${manifest}</manifest:manifest>`,
    'content.xml': `${xml}<office:document-content xmlns:office="o" xmlns:text="t"><office:body>${body}</office:body></office:document-content>`,
  })
}

/** A PDF of these objects, the first of which is its catalog. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const starts: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  objects.forEach((object, i) => {
    starts.push(length())
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'))
  })
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length()}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** A stream of a PDF, compressed. */
export function pdfStream(content: string | Buffer): Buffer {
  const packed = deflateSync(Buffer.from(content))
  return Buffer.concat([
    Buffer.from(`<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ])
}

/** A PDF with these lines on each page. */
export function pdfOfPages(pages: readonly (readonly string[])[]): Buffer {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
      pdfStream(`BT /F 12 Tf 72 770 Td 14 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`),
    ]),
  ])
}
