/**
 * The process that reads a PDF from standard input and writes its first page as WebP: width and height as two 32-bit numbers,
 * then its bytes. It ends with an error where it can't. Started by first-page.ts, which limits its time and memory.
 */
import { buffer } from 'node:stream/consumers'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PictureSize } from './picture.ts'

const { width, height } = JSON.parse(process.argv[2] ?? '{}') as PictureSize
const library = new URL('.', import.meta.resolve('pdfjs-dist/package.json'))

const pdf = await getDocument({
  data: new Uint8Array(await buffer(process.stdin)),
  disableFontFace: true,
  useSystemFonts: false,
  maxImageSize: 50_000_000,
  standardFontDataUrl: new URL('standard_fonts/', library).pathname,
  wasmUrl: new URL('wasm/', library).pathname,
  cMapUrl: new URL('cmaps/', library).pathname,
  verbosity: VerbosityLevel.ERRORS,
}).promise
const page = await pdf.getPage(1)
const whole = page.getViewport({ scale: 1 })
const viewport = page.getViewport({ scale: Math.min(width / whole.width, height / whole.height) })
const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
const context = canvas.getContext('2d')
context.fillStyle = '#fff'
context.fillRect(0, 0, canvas.width, canvas.height)
// The two canvases share their methods, but TypeScript knows only the browser's.
await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise
const size = Buffer.alloc(8)
size.writeUInt32BE(canvas.width, 0)
size.writeUInt32BE(canvas.height, 4)
process.stdout.end(Buffer.concat([size, await canvas.encode('webp', 82)]))
