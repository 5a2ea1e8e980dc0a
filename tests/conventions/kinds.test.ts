/** Only its own room knows a kind of entry, of notice or of mail; and notices know no other room's tables. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { isTest, root, sources } from '#tests/conventions/source.ts'

test('no room names a kind of entry of another room', () => {
  const found = app.rooms.flatMap((room) =>
    (room.kinds ?? []).flatMap(({ kind }) => {
      // Kinds of notices and mails are other words, though one of them is called like a kind of entry.
      const named = new RegExp(
        `(?:\\b(?:entry|object|about)_?[kK]ind|\\be\\.kind)\\b[^\\n]{0,12}'${kind}'|kind: '${kind}' as`,
      )
      return sources(['server', 'web'], ['.ts'])
        .filter(({ path }) => !isTest(path) && !path.startsWith(`server/${room.name}/`))
        .filter(({ path }) => !path.startsWith('server/command-line/seed/'))
        .filter(({ text }) => named.test(text))
        .map(({ path }) => path)
    }),
  )
  assert.deepEqual([...new Set(found)], [], 'declare what is needed of the kind in its room, and read it from there')
})

/** Files of one room in which one of these words is quoted, as this says, outside it. */
function quotedElsewhere(own: string, kinds: readonly string[], around: (quoted: string) => string): string[] {
  if (kinds.length === 0) return []
  const named = new RegExp(around(`'(?:${kinds.join('|')})'`))
  return sources(['server'])
    .filter(({ path }) => !isTest(path) && !/^server\/(?:command-line\/seed|platform\/html)\//.test(path))
    .filter(({ path, text }) => !path.startsWith(`server/${own}/`) && named.test(text))
    .map(({ path }) => `${path} names one of ${own}: ${kinds.join(', ')}`)
}

test('no room names a kind of notice or mail of another room, and the notices room none at all', () => {
  const ofRooms = app.rooms.map(({ name, activities = [], mails = [] }) => ({
    name,
    kinds: [...activities.flatMap(({ notify }) => notify.map(({ as }) => as.kind)), ...mails.map(({ kind }) => kind)],
  }))
  // A room's notices are mailed by its own declaration, which the notices room turns into a kind of mail.
  const declared = ofRooms.filter(({ name }) => name !== 'notices')
  const found = declared.flatMap(({ name, kinds }) =>
    quotedElsewhere(name, kinds, (quoted) => `(?:\\b[kK]inds?\\b|\\bas:)[^\\n]{0,12}${quoted}`),
  )
  assert.deepEqual(found, [], 'declare what is needed of the kind in its room, and read it from there')
  // The digest is its own.
  const all = [...new Set(ofRooms.flatMap(({ kinds }) => kinds))].filter((kind) => kind !== 'digest')
  const quoted = new RegExp(`'(?:${all.join('|')})'`)
  const inNotices = sources(['server/notices']).filter(({ path, text }) => !isTest(path) && quoted.test(text))
  assert.deepEqual(
    inNotices.map(({ path }) => path),
    [],
  )
})

/** Its own tables, those of mail, and those about people and what they may read. */
const readByNotices =
  /^(?:notice|notice_of_entry|notice_kind|notice_shown|notice_push|push_device|site|mail|mail_choice|activity|entry|entry_read|entry_reader|person|community_shown|community_reader|membership_shown|membership_reader|membership_role|membership_permission|mail_rhythm|person_clock|digest|incoming_mail|unconfirmed_answer|file)$/

test('notices read no table of another room: what they show of it comes from its declaration', () => {
  const tables = readFileSync(join(root, 'database/schema.sql'), 'utf8').matchAll(/^create (?:table|view) (\w+)/gm)
  const others = [...tables].map(([, name]) => name as string).filter((name) => !readByNotices.test(name))
  assert.ok(others.includes('post') && others.includes('ping'))
  const asked = new RegExp(
    `\\b(?:from|join|update|into|From\\('|Join\\('|Table\\('|Into\\(')\\s*(?:${others.join('|')})\\b`,
  )
  const found = sources(['server/notices']).filter(({ path, text }) => !isTest(path) && asked.test(text))
  assert.deepEqual(
    found.map(({ path, text }) => `${path}: ${asked.exec(text)?.[0]}`),
    [],
  )
})

test('the first page, the inbox and the outbox call no room that keeps a kind: they show what it declares', () => {
  const keeping = app.rooms.filter(({ kinds = [] }) => kinds.length > 0).map(({ name }) => name)
  const called = new RegExp(`#server/(?:${keeping.join('|')})/`)
  const found = sources(['server/home', 'server/notices'])
    .filter(({ path, text }) => !isTest(path) && called.test(text))
    .map(({ path }) => path)
  assert.deepEqual(found, [], 'declare what they show in the room of the kind')
})

/** The files outside that name the room of working pages, and why: no other file knows the noun that was added last. */
const namesPages: Record<string, string> = {
  'server/app.ts': 'lists the rooms',
  'server/toolkit/put-into-toolkit.ts': 'a page is put into the Toolkit',
  'server/toolkit/text-pages.ts': 'its form',
  'server/toolkit/text-routes.ts': 'its addresses',
  'server/events/notes/store.ts': 'a page is the agenda of an event',
  'demo/body-rows.ts': 'the demo’s past is written as rows',
  'server/command-line/seed/pages.ts': 'a seeded site is written as rows',
}

test('only the list of rooms, the Toolkit where a page is put there, and written rows name the working pages', () => {
  const names = /#server\/pages\/|\/pages\b(?!\.ts)|pageKind|[kK]ind: 'page'|tab: 'pages'/
  const found = sources(['server', 'web', 'demo'], ['.ts', '.css'])
    .filter(({ path, text }) => !isTest(path) && !path.startsWith('server/pages/') && names.test(text))
    .map(({ path }) => path)
  assert.deepEqual(found.toSorted(), Object.keys(namesPages).toSorted(), 'declare in the room what others need of it')
})

test('a room with a kind of entry provides samples for tests, and the screens of its list and its page', async () => {
  for (const { name, kinds = [], tabs = [] } of app.rooms) {
    if (kinds.length === 0) continue
    const own = (file: string) =>
      sources([`server/${name}`]).find(({ path }) => path === `server/${name}/${file}`)?.text
    for (const { kind } of kinds)
      assert.ok(own('samples.ts')?.includes(`kind: '${kind}'`), `make a ${kind} in server/${name}/samples.ts`)
    for (const { path } of tabs)
      for (const way of [`inCommunity('${path}')`, `firstIn('${path}`])
        assert.ok(own('screens.ts')?.includes(way), `show ${way}') in server/${name}/screens.ts`)
  }
})

test('a deleted draft deletes its entry: no row of a kind is deleted alone', () => {
  const kinds = app.rooms.flatMap((room) => room.kinds ?? []).map(({ kind }) => kind)
  const alone = new RegExp(`deleteFrom\\('(?:${kinds.join('|')})'\\)|delete from (?:${kinds.join('|')})\\b`)
  const found = sources(['server', 'demo'], ['.ts'])
    .filter(({ path, text }) => !isTest(path) && alone.test(text))
    .map(({ path }) => path)
  assert.deepEqual(found, [], 'delete the entry; its row goes with it')
})
