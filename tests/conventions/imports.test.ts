/**
 * Which files may import which (docs/architecture.md, A room).
 */
import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { roomFolders, rooms } from '#tests/conventions/rooms.ts'
import { importsOf, isTest, type SourceFile, sources } from '#tests/conventions/source.ts'

const files = sources(['server']).filter((file) => !isTest(file.path))
const roomOf = (path: string) => rooms.find((room) => path.startsWith(`server/${room}/`))
const ofRooms = files.filter((file) => roomOf(file.path))

function broken(list: readonly SourceFile[], rule: (file: SourceFile, imported: string) => string | null): string[] {
  return list.flatMap((file) => importsOf(file).flatMap((imported) => rule(file, imported) ?? []))
}

test('the order of rooms in docs/architecture.md has every room, so that its imports are checked', () => {
  assert.deepEqual(roomFolders().toSorted(), rooms.toSorted())
})

test('the platform knows no room', () => {
  const found = broken(
    files.filter((file) => file.path.startsWith('server/platform/')),
    (file, imported) =>
      rooms.some((room) => imported.startsWith(`#server/${room}/`))
        ? `${file.path} imports ${imported}: what it needs must come as an argument`
        : null,
  )
  assert.deepEqual(found, [])
})

test('a room imports only rooms before it, and only through their room.ts', () => {
  const found = broken(ofRooms, (file, imported) => {
    const from = roomOf(file.path) as string
    const to = rooms.find((room) => imported.startsWith(`#server/${room}/`))
    if (!to || to === from) return null
    if (imported !== `#server/${to}/room.ts`)
      return `${file.path} imports ${imported}: other rooms are entered through room.ts`
    return rooms.indexOf(to) < rooms.indexOf(from)
      ? null
      : `${file.path} imports ${to}, which comes after ${from}: let it flow as activity`
  })
  assert.deepEqual(found, [])
})

test('pages, mails and rules neither read nor write the database', () => {
  const pure = ofRooms.filter((file) => /\/(policy|pages|emails|[a-z-]+-page|[a-z-]+-pages)\.ts$/.test(file.path))
  const found = broken(pure, (file, imported) =>
    /\/(store|reads-[a-z-]+)\.ts$|^node:fs|^pg$/.test(imported)
      ? `${file.path} imports ${imported}: give it a view instead`
      : null,
  )
  assert.deepEqual(found, [])
})

test('routes and jobs call use cases and views, never a store', () => {
  const routesAndJobs = ofRooms.filter((file) => /\/([a-z-]*routes|jobs)\.ts$/.test(file.path))
  const found = broken(routesAndJobs, (file, imported) =>
    /\/store\.ts$/.test(imported) ? `${file.path} imports ${imported}: put a use case between them` : null,
  )
  assert.deepEqual(found, [])
})

// A founding step declares the condition that tells it is done, for the query that finds a draft.
test('only stores, views and reads name tables', () => {
  const allowed = /\/(store|views|[a-z-]+-store|[a-z-]+-views|reads-[a-z-]+|founding-steps?)\.ts$/
  const names = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^`]*>)?`/
  const found = ofRooms
    .filter((file) => !allowed.test(file.path) && names.test(file.text))
    .map((file) => `${file.path} asks the database itself`)
  assert.deepEqual(found, [])
})

test('what runs in the browser imports nothing of the server', () => {
  const found = broken(sources(['web']), (file, imported) =>
    imported.startsWith('#server/') && !isTest(file.path) ? `${file.path} imports ${imported}` : null,
  )
  assert.deepEqual(found, [])
})

test('the program imports neither tests nor the files that rooms provide for them', () => {
  const program = sources(['server', 'web']).filter((file) => !isTest(file.path))
  const found = broken(program, (file, imported) =>
    imported.startsWith('#tests/') || isTest(imported.replace(/^#/, '')) ? `${file.path} imports ${imported}` : null,
  )
  assert.deepEqual(found, [])
})

test('imports inside the server are written #server/…', () => {
  const found = broken(ofRooms, (file, imported) =>
    imported.startsWith('.') ? `${file.path} imports ${imported}: write #server/…` : null,
  )
  assert.deepEqual(found, [])
})

test('there are no circular imports, those of types included', () => {
  const all = sources(['server', 'web', 'demo', 'database', 'docs', 'tests', 'bench'])
  const imports = (file: SourceFile) => importsOf(file).map((one) => pathOf(file, one))
  const known = (file: SourceFile) => imports(file).filter((path) => !handed[file.path]?.includes(path))
  const found = circlesIn(new Map(all.map((file) => [file.path, known(file)])))
  assert.deepEqual(
    found.map((circle) => `${circle.join(' → ')}: give what they share a file that knows none of them`),
    [],
  )
})

/** What a room declares is handed looks and screens, and both hold what all rooms declare: there the types do go round. */
const handed: Readonly<Record<string, readonly string[]>> = {
  'server/platform/declared.ts': ['server/platform/room.ts', 'server/platform/screen.ts', 'server/platform/work.ts'],
  'server/platform/gathered-answer.ts': ['server/platform/work.ts'],
  'server/platform/mail/mail-kind.ts': ['server/platform/work.ts'],
  'server/platform/posts-in-notices.ts': ['server/platform/work.ts'],
  'server/platform/retention.ts': ['server/platform/work.ts'],
  'server/platform/take-back.ts': ['server/platform/work.ts'],
  'server/platform/entry-kind.ts': ['server/platform/screen.ts', 'server/platform/work.ts'],
}

function pathOf({ path }: SourceFile, imported: string): string {
  return imported.startsWith('.') ? posix.join(posix.dirname(path), imported) : imported.replace(/^#/, '')
}

/** Where imports that are followed lead back to a file on the way: at least one circle for all files that hang together so. */
function circlesIn(files: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = []
  const way: string[] = []
  const followed = new Set<string>()
  const follow = (path: string) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path])
    if (followed.has(path)) return
    followed.add(path)
    way.push(path)
    for (const next of files.get(path) ?? []) follow(next)
    way.pop()
  }
  for (const path of files.keys()) follow(path)
  return circles
}
