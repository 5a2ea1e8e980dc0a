/** A kind of entry is known by its own room, and by nobody else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { sources } from '#tests/house/source.ts'

test('no room names a kind of entry that is another’s', () => {
  const found = app.rooms.flatMap((room) =>
    (room.kinds ?? []).flatMap(({ kind }) => {
      // Kinds of notices and mails are other words, though one of them is called like a kind of entry.
      const named = new RegExp(
        `(?:\\b(?:entry|object|about)_?[kK]ind|\\be\\.kind|\\bkind: '${kind}' as)\\b[^\\n]{0,12}'${kind}'|kind: '${kind}' as`,
      )
      return sources(['server', 'web'], ['.ts'])
        .filter(({ path }) => !path.endsWith('.test.ts') && !path.startsWith(`server/${room.name}/`))
        .filter(({ path }) => !path.startsWith('server/command-line/seed/'))
        .filter(({ text }) => named.test(text))
        .map(({ path }) => path)
    }),
  )
  assert.deepEqual([...new Set(found)], [], 'declare what is needed of the kind in its room, and read it from there')
})

test('a draft that goes takes its entry along: no row of a kind is deleted by itself', () => {
  const kinds = app.rooms.flatMap((room) => room.kinds ?? []).map(({ kind }) => kind)
  const alone = new RegExp(`deleteFrom\\('(?:${kinds.join('|')})'\\)|delete from (?:${kinds.join('|')})\\b`)
  const found = sources(['server', 'demo'], ['.ts'])
    .filter(({ path, text }) => !path.endsWith('.test.ts') && alone.test(text))
    .map(({ path }) => path)
  assert.deepEqual(found, [], 'delete the entry; its row goes with it')
})
