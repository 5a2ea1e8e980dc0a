/**
 * The process that reads one picture from standard input and writes it as WebP: width and height as two 32-bit numbers, then its bytes.
 * It ends with 1 where it can't. Started by picture.ts, which limits its time and memory.
 */
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

const { width, height, fit } = JSON.parse(process.argv[2] ?? '{}') as {
  width: number
  height: number
  fit: 'cover' | 'inside'
}

sharp.cache(false)
sharp.concurrency(1)
// Of all the kinds libvips can read, some by scripts and some by fetching, only these.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

try {
  const picture = sharp(await buffer(process.stdin), { limitInputPixels: 50_000_000, failOn: 'error', pages: 1 })
  const { data, info } = await picture
    .rotate()
    .resize({ width, height, fit, withoutEnlargement: fit === 'inside' })
    .webp({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  const size = Buffer.alloc(8)
  size.writeUInt32BE(info.width, 0)
  size.writeUInt32BE(info.height, 4)
  process.stdout.end(Buffer.concat([size, data]))
} catch {
  process.exitCode = 1
}
