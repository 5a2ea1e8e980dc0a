import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, describe, test } from 'node:test'
import sharp from 'sharp'
import { diskFiles, isReceived, type Received } from '#server/platform/files.ts'
import { makePicture } from '#server/platform/pictures/picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-pictures-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const files = diskFiles(folder)
/** The sentence somebody reads instead. */
const says = (made: Awaited<ReturnType<typeof makePicture>>) => {
  assert.ok(typeof made !== 'string' && 'says' in made, JSON.stringify(made))
  return made
}
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
      assert.ok(isReceived(made), JSON.stringify(made))
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
    assert.ok(isReceived(made), JSON.stringify(made))
    assert.deepEqual(made.pixels, { width: 40, height: 20 })
  })

  test('that is none, or not one of these kinds, is refused and nothing of it stays', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    const tiff = await drawn(20, 20).tiff().toBuffer()
    const liar = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), svg])
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])
    const before = kept()
    for (const bytes of [svg, page, tiff])
      assert.match(says(await makePicture(files, await received(bytes), size)).says, /not a picture we can read/)
    assert.match(says(await makePicture(files, await received(liar), size)).says, /damaged/)
    assert.match(says(await makePicture(files, await received(heic), size)).says, /HEIC/)
    assert.equal(kept(), before)
  })

  test('whose end is missing is refused as damaged, whether it is cut to a square, to a band, or fitted in', async () => {
    const whole = await sharp({
      create: {
        width: 1600,
        height: 1200,
        channels: 3,
        background: '#8a4',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer()
    for (const wanted of [
      size,
      { width: 1600, height: 400, fit: 'cover' },
      { width: 1200, height: 900, fit: 'inside' },
    ] as const) {
      const cut = await received(whole.subarray(0, whole.length * 0.9))
      assert.match(says(await makePicture(files, cut, wanted)).says, /its end is missing/, JSON.stringify(wanted))
    }
  })

  test('that is a panorama of 57 million pixels is shrunk', async () => {
    const bytes = await drawn(19_000, 3_000).jpeg().toBuffer()
    const made = await makePicture(files, await received(bytes), size)
    assert.ok(isReceived(made), JSON.stringify(made))
  })

  test('that would unfold to a hundred million pixels is refused, and told how many it has', async () => {
    const bytes = await drawn(12_000, 9_000).png({ compressionLevel: 9 }).toBuffer()
    const told = says(await makePicture(files, await received(bytes), size))
    assert.match(told.says, /million pixels/)
    assert.deepEqual(told.values, { n: 108, most: 50 })
  })
})
