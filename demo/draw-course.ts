/**
 * Writes the picture of the demo's course: its people side by side. Run it after changing how somebody looks:
 * `node demo/draw-course.ts`.
 */
import { writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { drawFace } from '#demo/draw-face.ts'
import { demoPeople } from '#demo/people.ts'
import { launch } from '#tests/support/browser.ts'

const [columns, rows] = [7, 3]
const faces = demoPeople.filter(({ cohort }) => cohort).slice(0, columns * rows)

const browser = await launch()
const page = await browser.newPage({ viewport: { width: 1200, height: 514 } })
await page.setContent(
  `<style>body{margin:0;display:grid;grid-template-columns:repeat(${columns},1fr)}svg{display:block}</style>${faces
    .map(({ look }) => drawFace(look))
    .join('')}`,
)
const picture = await sharp(await page.screenshot())
  .webp({ quality: 80 })
  .toBuffer()
for (const locale of ['en', 'de']) writeFileSync(new URL(`files/${locale}/course.webp`, import.meta.url), picture)
await browser.close()
