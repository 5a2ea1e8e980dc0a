/** A leader brings people in from a spreadsheet that is not quite right, with script and without. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { failOnFault, openBrowser, openWindow } from '#tests/support/browser.ts'
import { isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
await openBrowser()
const { cast } = site
const members = `/c/${cast.community.slug}/members`
const pages: Page[] = []
let base = ''

before(async () => {
  base = await site.listen()
})
after(async () => {
  for (const page of pages) await page.context().close()
})

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const token = { authorization: `Bearer ${cast.people.ada.token}` }
  const window = await openWindow({ baseURL: base, extraHTTPHeaders: token, ...options })
  const page = await window.newPage()
  failOnFault(page)
  pages.push(page)
  await page.goto(path)
  return page
}

async function bring(page: Page, bytes: string | Buffer): Promise<void> {
  const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) }
  await page.getByLabel('The file').setInputFiles(file)
  await page.getByRole('button', { name: 'Check the file' }).click()
}

for (const [how, mark, options] of [
  ['with script', 'w', {}],
  ['on a phone without script', 'p', { javaScriptEnabled: false, viewport: { width: 360, height: 640 } }],
] as const) {
  test(`${how}: uploaded, its columns corrected, run, and the refused line sent again from the report`, async () => {
    const isScripted = how === 'with script'
    const page = await open(`${members}/import`, options)
    const soundly = () => (isScripted ? isSound(page) : undefined)
    await bring(page, `Wohin ${mark};Wer ${mark}\n${mark}1@example.org;Nia Brook\n${mark}2 at example.org;Zoë Öz\n`)
    await page.getByText('No column is called like one with mail addresses.').waitFor()
    await soundly()
    await page.getByLabel(`Wohin ${mark}`).selectOption('email')
    await page.getByLabel(`Wer ${mark}`).selectOption('name')
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByText(`“${mark}2 at example.org” is not a mail address.`).waitFor()
    await page.getByLabel('When I say so').check()
    await page.getByRole('button', { name: 'Bring in 1 person' }).click()
    await page.getByText('1 person was added').waitFor()
    await page.getByText('1 person waits for an invitation.').waitFor()
    await soundly()
    // A download leaves the headers of the window behind, so the client of the test fetches it.
    const href = await page.getByRole('link', { name: 'Download the report' }).getAttribute('href')
    const report = (await site.as('ada').get(String(href))).text
    assert.match(report, /not a mail address/)
    await page.goto(`${members}/import`)
    await bring(page, report.replace(`${mark}2 at example.org,`, `${mark}2@example.org,`))
    await page.getByRole('button', { name: 'Bring in 1 person' }).click()
    await page.getByText('1 person was added').waitFor()
    const { rows } = await site.database.db.writePool.query(
      'select name from person where email like $1 order by email',
      [`${mark}_@example.org`],
    )
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['Nia Brook', 'Zoë Öz'],
    )
    // On a phone a list of members has no room for it.
    if (!isScripted) return
    await page.goto(members)
    await page.getByText('not invited yet').first().waitFor()
  })
}
