/** The files that are made for the demo and committed: as long as they say, and there in both languages. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { filmDuration } from '#demo/film-duration.ts'

const file = (path: string) => readFileSync(new URL(`files/${path}`, import.meta.url))

for (const locale of ['en', 'de']) {
  test(`the film (${locale}) carries its duration, and is as long as its captions`, () => {
    const seconds = filmDuration(file(`${locale}/feedback-first.webm`))
    assert.ok(seconds, 'no duration in its head: run node demo/make-files.ts')
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
