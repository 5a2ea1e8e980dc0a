import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, describe, test } from 'node:test'
import sharp from 'sharp'
import { diskFiles, type Received } from '#server/platform/files.ts'
import { makePicture } from '#server/platform/pictures/picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-pictures-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const files = diskFiles(folder)
const size = { width: 256, height: 256, fit: 'cover' } as const

async function received(bytes: Buffer): Promise<Received> {
  const one = await files.receive(Readable.from([bytes]), 'me.png', 20_000_000)
  if (typeof one === 'string') throw new Error(one)
  return one
}

const drawn = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#8a4' } })

function kept(): number {
  return readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, String(name))).isFile()).length
}

describe('a picture', () => {
  for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    test(`of the kind ${kind} becomes WebP of the wanted size, without what the camera wrote`, async () => {
      const bytes = await drawn(900, 600)
        .withExif({ IFD0: { Copyright: 'secret place' } })
        .toFormat(kind)
        .toBuffer()
      const made = await makePicture(files, await received(bytes), size)
      assert.ok(typeof made !== 'string', String(made))
      assert.deepEqual(made.pixels, { width: 256, height: 256 })
      const out = await buffer(files.read(made.id))
      const metadata = await sharp(out).metadata()
      assert.equal(metadata.format, 'webp')
      assert.equal(metadata.exif, undefined)
    })
  }

  test('that is small is not blown up where it need only fit', async () => {
    const made = await makePicture(files, await received(await drawn(40, 20).png().toBuffer()), {
      ...size,
      fit: 'inside',
    })
    assert.ok(typeof made !== 'string')
    assert.deepEqual(made.pixels, { width: 40, height: 20 })
  })

  test('that is none, or not one of these kinds, is refused and nothing of it stays', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    const tiff = await drawn(20, 20).tiff().toBuffer()
    const cut = (await drawn(900, 600).png().toBuffer()).subarray(0, 200)
    const liar = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), svg])
    const before = kept()
    for (const bytes of [svg, page, tiff, cut, liar])
      assert.equal(await makePicture(files, await received(bytes), size), 'unreadable')
    assert.equal(kept(), before)
  })

  test('that would unfold to a hundred million pixels is refused', async () => {
    const bytes = await drawn(12_000, 9_000).png({ compressionLevel: 9 }).toBuffer()
    assert.equal(await makePicture(files, await received(bytes), size), 'unreadable')
  })
})
