import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { bareName, diskFiles, isReceived, type Received } from '#server/platform/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-files-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const files = diskFiles(folder)
const content = Buffer.alloc(10_000, 'hello ')

/** Every file below the folder. */
function all(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

async function receive(bytes = content, name = 'a.txt'): Promise<Received> {
  const got = await files.receive(Readable.from([bytes.subarray(0, 3000), bytes.subarray(3000)]), name, 1_000_000)
  assert.ok(isReceived(got))
  return got
}

test('a file is stored whole, measured and hashed, readable by the program’s user alone, and read back', async () => {
  const got = await receive()
  assert.deepEqual([got.name, got.bytes], ['a.txt', content.length])
  assert.equal(got.sha256, createHash('sha256').update(content).digest('hex'))
  assert.deepEqual(got.head, content.subarray(0, 4096))
  assert.deepEqual(await buffer(files.read(got.id)), content)
  const { root, name } = files.place(got.id)
  assert.equal(statSync(join(root, name)).mode & 0o777, 0o600)
  await files.remove(got.id)
  await files.remove(got.id)
  assert.deepEqual(all(), [])
})

test('a stored file tells its name, size and hash, and an object of the same shape does not pass for one', async () => {
  const got = await receive()
  assert.deepEqual(Object.keys(got).sort(), ['bytes', 'name', 'sha256'])
  for (const other of [{ ...got }, JSON.parse(JSON.stringify(got)), null, 'x', got.id])
    assert.equal(isReceived(other), false)
  await files.remove(got.id)
})

test('nothing is stored of an upload that is empty, too large or cut off', async () => {
  assert.equal(await files.receive(Readable.from([]), 'a', 10), 'empty')
  assert.equal(await files.receive(Readable.from([Buffer.alloc(11)]), 'a', 10), 'too_large')
  assert.ok(isReceived(await files.receive(Readable.from([Buffer.alloc(10)]), 'a', 10)))
  const before = all().length
  async function* broken() {
    yield Buffer.alloc(5)
    throw new Error('gone')
  }
  await assert.rejects(files.receive(Readable.from(broken()), 'a', 10), /gone/)
  const left = new Readable({ read: () => undefined })
  left.push(Buffer.alloc(5))
  setTimeout(() => left.destroy(), 20)
  await assert.rejects(files.receive(left, 'a', 10))
  assert.equal(all().length, before)
})

test('a file that is too large is read to its end, so that its sender gets the reason', async () => {
  let sent = 0
  async function* large() {
    for (; sent < 100; sent++) yield Buffer.alloc(1000)
  }
  assert.equal(await files.receive(Readable.from(large()), 'a', 10), 'too_large')
  assert.equal(sent, 100)
})

test('old files are listed for sweeping, young ones are not, and what was half is gone', async () => {
  const [old, young] = [await receive(), await receive()]
  const half = join(folder, 'incoming', 'half')
  writeFileSync(half, 'x')
  const then = new Date(Date.now() - 2 * 3_600_000)
  for (const path of [half, join(files.place(old.id).root, old.id)]) utimesSync(path, then, then)
  const listed: string[] = []
  for await (const id of files.listOld()) listed.push(id)
  assert.deepEqual(listed, [old.id])
  assert.equal(existsSync(half), false)
  await files.remove(old.id)
  await files.remove(young.id)
})

test('an invalid id leads to no file', () => {
  for (const id of ['../../etc/passwd', '', 'x', '00000000-0000-0000-0000-00000000000/'])
    assert.throws(() => files.place(id), /no id of a file/)
})

test('a file’s name is stored without its folder', () => {
  const table = {
    '../../etc/passwd': 'passwd',
    'C:\\Users\\ada\\plan.pdf': 'plan.pdf',
    'a\r\nb\0c.txt': 'abc.txt',
    'photo\u202egpj.exe': 'photogpj.exe',
    '...': 'file',
    ' .hidden': 'hidden',
    '': 'file',
    '/': 'file',
    'a<b>:"|?*.md': 'ab.md',
    'Übung\u0308.txt': 'Übung\u0308.txt'.normalize('NFC'),
    'half\ud800.txt': 'half\ufffd.txt',
  }
  for (const [given, wanted] of Object.entries(table)) assert.equal(bareName(given), wanted, JSON.stringify(given))
  const long = bareName(`${'😀'.repeat(300)}.pdf`)
  assert.ok([...long].length === 200 && long.endsWith('.pdf') && long.isWellFormed())
})
