/**
 * The process that reads one picture from standard input and writes it as WebP: width and height as two 32-bit numbers, then its bytes.
 * Where it can't, it writes why as JSON and ends with 1. Started by picture.ts, which limits its time and memory.
 */
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { PictureSize, WhyUnread } from './picture.ts'

const { width, height, fit } = JSON.parse(process.argv[2] ?? '{}') as PictureSize

/** The most pixels that are decoded. A JPEG is shrunk while it is read, so it may have more. */
const mostPixels = { jpeg: 100_000_000, other: 50_000_000 }

sharp.cache(false)
sharp.concurrency(1)
// libvips can read many kinds, some by scripts and some by fetching; only these are allowed.
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

const bytes = await buffer(process.stdin)
const why = await tooLarge()
if (why) giveUp(why)
else await write().catch(() => giveUp({ why: 'broken' }))

async function tooLarge(): Promise<WhyUnread | null> {
  const seen = await sharp(bytes, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => null)
  if (!seen) return { why: 'broken' }
  const pixels = seen.width * seen.height
  const most = seen.format === 'jpeg' ? mostPixels.jpeg : mostPixels.other
  return pixels > most ? { why: 'too_many_pixels', pixels, most } : null
}

async function write(): Promise<void> {
  // The whole picture is read before it is cropped, so that one whose end is missing fails at every size.
  const whole = await sharp(bytes, { limitInputPixels: mostPixels.jpeg, failOn: 'error', pages: 1 })
    .rotate()
    .resize({ width, height, fit: fit === 'cover' ? 'outside' : fit, withoutEnlargement: fit === 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { data, info } = await sharp(whole.data, { raw: whole.info })
    .resize({ width, height, fit, withoutEnlargement: fit === 'inside' })
    .webp({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  const size = Buffer.alloc(8)
  size.writeUInt32BE(info.width, 0)
  size.writeUInt32BE(info.height, 4)
  process.stdout.end(Buffer.concat([size, data]))
}

function giveUp(reason: WhyUnread): void {
  process.stdout.end(JSON.stringify(reason))
  process.exitCode = 1
}
