/**
 * The process that draws the icon of the installed app as PNG: the site's logo, read from standard input, or the mark of the program.
 * Started by app-icon.ts, which limits its time and memory.
 */
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { AppIcon } from './app-icon.ts'

const { pixels, ground, corner, inset } = JSON.parse(process.argv[2] ?? '{}') as AppIcon

/** The mark of web/icons/icon.svg, on a square of 32. */
const mark = '<path d="M16 6 7 12.2V25h5v-6.500a4 4 0 0 1 8 0V25h5V12.2z" fill="#fdfcf8"/>'

sharp.cache(false)
sharp.concurrency(1)

const logo = await buffer(process.stdin)
const inside = Math.round(pixels * (1 - 2 * inset))
const scale = 1 - 2 * inset
const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${pixels}" height="${pixels}">
  <rect width="32" height="32" rx="${32 * corner}" fill="${ground}"/>
  ${logo.length === 0 ? `<g transform="translate(${32 * inset} ${32 * inset}) scale(${scale})">${mark}</g>` : ''}</svg>`
const above =
  logo.length === 0
    ? []
    : [{ input: await sharp(logo).resize({ width: inside, height: inside, fit: 'inside' }).png().toBuffer() }]
process.stdout.end(await sharp(Buffer.from(drawn)).composite(above).png({ compressionLevel: 9 }).toBuffer())
