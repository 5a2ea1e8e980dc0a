/**
 * The pictures of the README: the community's page on a laptop, and a ballot as it opens on a phone from a mail.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ballot } from '#server/pings/screens.ts'
import type { People } from '#tests/screens/people.ts'

/** Takes them into a folder. */
export async function takeReadmePictures(people: People, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const laptop = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const
  for (const colorScheme of ['light', 'dark'] as const) {
    const window = await people.window('cleo', { ...laptop, colorScheme })
    const page = await window.newPage()
    await page.goto(people.guide.community)
    await save(page, join(folder, `community-${colorScheme}.png`))
    await window.close()
  }
  const phone = await people.window('visitor', {
    viewport: { width: 390, height: 760 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await phone.newPage()
  await page.goto(await ballot(people.guide))
  await save(page, join(folder, 'ballot-phone.png'))
  await phone.close()
}

async function save(page: Page, path: string): Promise<void> {
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path, animations: 'disabled' })
  console.log(path)
}
