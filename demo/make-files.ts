/**
 * Makes the demo's short film and its two PDFs, in English and German, with the browser the journeys use.
 * Run it after changing their words: `node demo/make-files.ts`. What it makes is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { films, papers } from '#demo/texts/files.ts'
import { openBrowser } from '#tests/support/browser.ts'

const font = readFileSync(
  new URL(
    '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    import.meta.url,
  ),
).toString('base64')
const style = `@font-face{font-family:Serif;src:url(data:font/woff2;base64,${font});font-weight:200 900}body{font-family:Serif,serif;color:#2b2620}`
const browser = await openBrowser()

for (const locale of ['en', 'de'] as const) {
  const page = await browser.newPage()
  for (const { name, html } of papers[locale]) {
    await page.setContent(
      `<style>${style} @page{margin:22mm} h1{font-size:30pt;line-height:1.1;margin:0 0 8mm} h2{font-size:15pt;margin:9mm 0 2mm} p,li{font-size:11.5pt;line-height:1.5} table{border-collapse:collapse;width:100%;font-size:11pt} td,th{border-top:1px solid #ccc4b8;padding:2mm 0;text-align:left} .n{font-size:34pt;font-weight:600;color:#0a6b4d} .break{break-before:page}</style>${html}`,
    )
    await page.evaluate('document.fonts.ready')
    writeFileSync(
      new URL(`files/${locale}/${name}`, import.meta.url),
      await page.pdf({ format: 'A4', printBackground: true }),
    )
  }
  await page.setContent(`<style>${style}</style><canvas width="960" height="540"></canvas>`)
  await page.evaluate('document.fonts.load("600 40px Serif")')
  const film = (await page.evaluate(record, films[locale])) as string
  writeFileSync(new URL(`files/${locale}/feedback-first.webm`, import.meta.url), Buffer.from(film, 'base64'))
  await page.close()
}
await browser.close()
process.exit(0)

/** Runs in the page: paints the film's lines one after the other on a card, records the canvas, gives WebM as base64. */
async function record(lines: readonly string[]): Promise<string> {
  // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser, whose types the server's tsconfig does not know
  const { document, MediaRecorder, requestAnimationFrame, performance, FileReader, Blob } = globalThis as any
  const canvas = document.querySelector('canvas')
  const paper = canvas.getContext('2d')
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
  const draw = (second: number) => {
    const place = Math.min(lines.length - 1, Math.floor(second / seconds))
    const within = second - place * seconds
    const shown = Math.min(1, within / 0.8) * Math.min(1, Math.max(0, (seconds - within) / 0.5))
    paper.fillStyle = '#e9efe6'
    paper.fillRect(0, 0, 960, 540)
    paper.fillStyle = '#fffdf8'
    paper.fillRect(130, 80, 700, 380)
    paper.fillStyle = '#d8ddd2'
    for (let row = 0; row < 6; row++) paper.fillRect(180, 160 + row * 52, 600, 1)
    paper.globalAlpha = place === lines.length - 1 && within > 1 ? 1 : shown
    paper.fillStyle = '#22302a'
    paper.font = '600 38px Serif'
    for (const [i, row] of wrap(lines[place] ?? '', 590).entries()) paper.fillText(row, 182, 150 + i * 52)
    paper.globalAlpha = 1
    paper.fillStyle = '#0a6b4d'
    paper.fillRect(130, 456, 700 * Math.min(1, second / (lines.length * seconds)), 4)
  }
  const stream = canvas.captureStream(12)
  const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 220_000 })
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
      if (second > lines.length * seconds) resume()
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
