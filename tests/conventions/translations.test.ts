/**
 * Every sentence a person reads is in the catalogue, in each language, and fits its message's arguments.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { isTest, root, sources } from '#tests/conventions/source.ts'

const files = sources(['server', 'demo']).filter(
  ({ path }) => !isTest(path) && !path.startsWith('server/command-line/') && !path.startsWith('demo/texts/'),
)

/** Every English message of the source: `t('…')`, `says: '…'`, `flash: '…'`, messages of schemas and names of roles. */
function messagesInSource(): Map<string, string> {
  const found = new Map<string, string>()
  const literal = String.raw`'((?:[^'\\\n]|\\.)*)'`
  const shapes = [
    new RegExp(String.raw`\bt\(\s*${literal}`, 'g'),
    new RegExp(String.raw`\b(?:says|flash|message|error): ${literal}`, 'g'),
    new RegExp(String.raw`\brefusal\(\s*'[^']*',\s*\d+,\s*${literal}`, 'g'),
  ]
  for (const { path, text } of files) {
    for (const shape of shapes)
      for (const one of text.matchAll(shape)) found.set((one[1] as string).replaceAll("\\'", "'"), path)
  }
  return found
}

/** The messages of a language, in the order of its files, also those that are in two files. */
function saidIn(locale: string): [english: string, text: string][] {
  const folder = `${root}locales/${locale}/`
  return readdirSync(folder).flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(folder + file, 'utf8')) as Record<string, string>),
  )
}

function holesOf(message: string): string {
  const names = new Set<string>()
  const visit = (parts: ReturnType<typeof parse>) => {
    for (const part of parts) {
      if (part.type === TYPE.literal || part.type === TYPE.pound) continue
      names.add(part.value)
      if (part.type === TYPE.plural || part.type === TYPE.select)
        for (const option of Object.values(part.options)) visit(option.value)
    }
  }
  visit(parse(message, { ignoreTag: true }))
  return [...names].sort().join(' ')
}

const inSource = messagesInSource()
const locales = readdirSync(`${root}locales`)

for (const locale of locales) {
  const said = saidIn(locale)
  const words = new Map(said)

  test(`${locale} is complete`, () => {
    const missing = [...inSource]
      .filter(([message]) => message !== '' && !words.has(message))
      .map(([message, path]) => `${path}: ${message}`)
    assert.deepEqual(missing, [], 'say these in locales/de/<room>.json')
  })

  test(`${locale} says each message in one place`, () => {
    const twice = said.map(([english]) => english).filter((english, at, all) => all.indexOf(english) !== at)
    assert.deepEqual(twice, [], 'leave these in the catalogue of the first room that says them')
  })

  test(`${locale} fills the same holes as English`, () => {
    const found = [...words].filter(([english, text]) => holesOf(english) !== holesOf(text)).map(([english]) => english)
    assert.deepEqual(found, [])
  })
}

test('messages are valid', () => {
  for (const message of inSource.keys()) assert.doesNotThrow(() => holesOf(message), message)
})
