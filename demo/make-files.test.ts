/** The files that are made for the demo and committed: as long as they say, and there in both languages. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const file = (path: string) => readFileSync(new URL(`files/${path}`, import.meta.url))

for (const locale of ['en', 'de']) {
  test(`the film (${locale}) carries its duration, and is as long as its captions`, () => {
    const film = file(`${locale}/feedback-first.webm`)
    // WebM's element Duration: its id, four bytes long, a number of milliseconds.
    const place = film.indexOf(Buffer.from([0x44, 0x89, 0x84]))
    assert.ok(place > 0, 'no duration in its head: run node demo/make-files.ts')
    const seconds = film.readFloatBE(place + 3) / 1000
    const captions = file(`${locale}/feedback-first.${locale}.vtt`).toString()
    const [, last] = /--> 00:([\d.]+)\n[^>]*$/.exec(captions) ?? []
    assert.ok(seconds >= Number(last) && seconds < 60, `${seconds} s of film, captions until ${last} s`)
  })
}

test('both languages have the same papers and templates', () => {
  const names = (locale: string) =>
    readdirSync(new URL(`files/${locale}`, import.meta.url)).filter((name) => name.endsWith('.pdf'))
  assert.deepEqual(names('de'), names('en'))
  const templates = readdirSync(new URL('texts/templates/en', import.meta.url))
  for (const name of templates) assert.ok(names('en').includes(name.replace(/md$/, 'pdf')), name)
})
