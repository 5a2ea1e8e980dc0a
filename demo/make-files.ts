/**
 * Makes the demo's short film, its papers and its templates, in English and German, with the browser the journeys use.
 * Run it after changing their words: `node demo/make-files.ts`. What it makes is committed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { filmDuration } from '#demo/film-duration.ts'
import { films, papers } from '#demo/texts/files.ts'
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { launch } from '#tests/support/browser.ts'

const font = readFileSync(
  new URL(
    '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    import.meta.url,
  ),
).toString('base64')
const style = `@font-face{font-family:Source;src:url(data:font/woff2;base64,${font});font-weight:200 900}body{font-family:Source,serif;color:#2b2620}`
const paperLook =
  '@page{margin:22mm} h1{font-size:30pt;line-height:1.1;margin:0 0 8mm} h2{font-size:15pt;margin:9mm 0 2mm} p,li{font-size:11.5pt;line-height:1.5} table{border-collapse:collapse;width:100%;font-size:11pt} td,th{border-top:1px solid #ccc4b8;padding:2mm 0;text-align:left} .n{font-size:34pt;font-weight:600;color:#0a6b4d} .break{break-before:page}'
/** A form to fill in by hand: room to write under each line. */
const templateLook =
  '@page{margin:13mm} h1{font-size:21pt;line-height:1.1;margin:0 0 6mm} p,li,td{font-size:10.5pt;line-height:1.4} p{margin:0 0 4mm} ol,ul{margin:0;padding-left:6mm} li:not(:has(input)){min-height:17mm;margin-bottom:2mm;border-bottom:1px solid #ccc4b8} li:has(input){list-style:none;margin:0 0 4mm -6mm} input{width:5mm;height:5mm;margin:0 3mm 0 0;vertical-align:-1mm} table{border-collapse:collapse;width:100%} thead{display:none} td{border-top:1px solid #ccc4b8;padding:2mm 4mm 2mm 0;height:17mm;vertical-align:top} td:first-child{width:42%}'
const face = `data:image/svg+xml;base64,${readFileSync(new URL('public/faces/dana.svg', import.meta.url)).toString('base64')}`
const browser = await launch()

for (const locale of ['en', 'de'] as const) {
  const page = await browser.newPage()
  const print = async (name: string, format: 'A4' | 'A5', look: string, html: string) => {
    await page.setContent(`<style>${style} ${look}</style>${html}`)
    await page.evaluate('document.fonts.ready')
    const paper = await page.pdf({ format, printBackground: true })
    writeFileSync(new URL(`files/${locale}/${name}`, import.meta.url), paper)
  }
  for (const { name, html } of papers[locale]) await print(name, 'A4', paperLook, html)
  const templates = new URL(`texts/templates/${locale}/`, import.meta.url)
  for (const name of readdirSync(templates)) {
    const { html } = await renderMarkdown(readFileSync(new URL(name, templates), 'utf8'), { genre: 'article' })
    await print(name.replace(/md$/, 'pdf'), 'A5', templateLook, html)
  }
  await page.setContent(`<style>${style}</style><canvas width="960" height="540"></canvas>`)
  await page.evaluate('document.fonts.load("600 40px Source")')
  const told = films[locale]
  let film: Buffer
  // A busy machine drops frames at the end: it is recorded again then.
  do film = Buffer.from((await page.evaluate(record, { ...told, face })) as string, 'base64')
  while ((filmDuration(film) ?? 0) < told.lines.length * 5)
  writeFileSync(new URL(`files/${locale}/feedback-first.webm`, import.meta.url), film)
  const frame = Buffer.from((await page.evaluate(frameOf, film.toString('base64'))) as string, 'base64')
  writeFileSync(new URL(`files/${locale}/feedback-first.webp`, import.meta.url), await sharp(frame).webp().toBuffer())
  await page.close()
}
await browser.close()

/** Runs in the page: the film as it is after five seconds, as a PNG. */
async function frameOf(film: string): Promise<string> {
  // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser, whose types the server's tsconfig does not know
  const { document } = globalThis as any
  const video = document.createElement('video')
  video.muted = true
  video.src = `data:video/webm;base64,${film}`
  await new Promise((done) => video.addEventListener('loadeddata', done, { once: true }))
  video.currentTime = 5
  await new Promise((done) => video.addEventListener('seeked', done, { once: true }))
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return canvas.toDataURL('image/png').split(',')[1] ?? ''
}

interface Film {
  readonly lines: readonly string[]
  /** Who speaks, and an address of their portrait. */
  readonly name: string
  readonly title: string
  readonly face: string
}

/**
 * Runs in the page: paints the film's lines one after the other on a card beside who says them, records the canvas, gives
 * WebM as base64. The first line stands there from the first frame, which is the picture of a player that waits.
 */
async function record({ lines, name, title, face }: Film): Promise<string> {
  // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser, whose types the server's tsconfig does not know
  const { document, MediaRecorder, requestAnimationFrame, performance, FileReader, Blob, Image } = globalThis as any
  const canvas = document.querySelector('canvas')
  const paper = canvas.getContext('2d')
  const portrait = new Image()
  portrait.src = face
  await portrait.decode()
  const seconds = 5
  const wrap = (text: string, most: number): string[] => {
    const rows: string[] = ['']
    for (const word of text.split(' ')) {
      const longer = `${rows.at(-1)} ${word}`.trim()
      if (paper.measureText(longer).width > most) rows.push(word)
      else rows[rows.length - 1] = longer
    }
    return rows
  }
  const drawSpeaker = () => {
    paper.save()
    paper.beginPath()
    paper.arc(116, 446, 44, 0, 7)
    paper.clip()
    paper.drawImage(portrait, 72, 402, 88, 88)
    paper.restore()
    paper.fillStyle = '#22302a'
    paper.font = '600 23px Source'
    paper.fillText(name, 180, 440)
    paper.fillStyle = '#55645c'
    paper.font = '400 20px Source'
    paper.fillText(title, 180, 468)
  }
  const draw = (second: number) => {
    const place = Math.min(lines.length - 1, Math.floor(second / seconds))
    const within = second - place * seconds
    const comes = place === 0 ? 1 : Math.min(1, within / 0.8)
    const goes = place === lines.length - 1 ? 1 : Math.min(1, Math.max(0, (seconds - within) / 0.5))
    paper.fillStyle = '#e9efe6'
    paper.fillRect(0, 0, 960, 540)
    paper.fillStyle = '#fffdf8'
    paper.fillRect(72, 56, 816, 310)
    paper.fillStyle = '#e3e7dc'
    for (let row = 0; row < 4; row++) paper.fillRect(124, 158 + row * 58, 712, 1)
    paper.globalAlpha = comes * goes
    paper.fillStyle = '#22302a'
    paper.font = '600 42px Source'
    for (const [i, row] of wrap(lines[place] ?? '', 712).entries()) paper.fillText(row, 124, 144 + i * 58)
    paper.globalAlpha = 1
    paper.fillStyle = '#0a6b4d'
    paper.fillRect(72, 362, 816 * Math.min(1, second / (lines.length * seconds)), 4)
    drawSpeaker()
  }
  draw(0)
  const stream = canvas.captureStream(8)
  const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 400_000 })
  const chunks: unknown[] = []
  recorder.ondataavailable = (event: { data: unknown }) => chunks.push(event.data)
  const ended = new Promise((resume) => {
    recorder.onstop = resume
  })
  recorder.start()
  const began = performance.now()
  await new Promise<void>((resume) => {
    const frame = () => {
      const second = (performance.now() - began) / 1000
      draw(second)
      // It runs on for a moment: frames the recorder has not encoded when it stops are lost.
      if (second > lines.length * seconds + 3) resume()
      else requestAnimationFrame(frame)
    }
    frame()
  })
  recorder.stop()
  await ended
  const reader = new FileReader()
  reader.readAsDataURL(new Blob(chunks))
  await new Promise((resume) => {
    reader.onload = resume
  })
  return reader.result.split(',')[1]
}
