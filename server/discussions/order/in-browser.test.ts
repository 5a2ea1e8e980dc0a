/** A moderator puts discussions in order in a browser, and undoes it; a reader's open page follows, on a phone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
const root = `/c/${site.cast.community.slug}/discussions`
const [ben, cleo] = [site.as('ben'), site.as('cleo')]

const phone = { viewport: { width: 390, height: 800 } }

test('merge by a title that is typed, undo; split, undo: the reader’s page on a phone follows each time', async () => {
  const cards = (await ben.send(root, { kind: 'talk', title: 'Cards on the table', source: 'Who uses cards?' })).json
  const more = (await cleo.send(root, { kind: 'talk', title: 'More about cards', source: 'I have blue ones.' })).json
  const tip = (await ben.send(`${more.address}/posts`, { source: 'Red ones too' })).json
  assert.ok(tip.id)
  const reader = await open('ben', cards.address, phone)
  await reader.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
  const gone = await open('cleo', more.address, phone)
  await gone.locator('html[data-stream="on"]').waitFor({ state: 'attached' })

  const ada = await open('ada', more.address)
  await ada.locator('.page-title .menu summary').click()
  await ada.getByRole('link', { name: 'Merge, split or move' }).click()
  await ada.getByRole('heading', { name: 'Put in order' }).waitFor()
  await isSound(ada)
  await ada.getByRole('link', { name: 'Merge', exact: true }).click()
  await ada.getByLabel('Find a discussion by its title').pressSequentially('table')
  await ada.getByRole('option', { name: 'Cards on the table' }).waitFor()
  await ada.keyboard.press('Enter')
  await ada.getByText('“Cards on the table” is chosen.').waitFor()
  await isSound(ada)
  await ada.getByRole('button', { name: 'Merge' }).click()
  await ada.getByText('Done. Those who wrote there are told.').waitFor()
  await reader.getByText('I have blue ones.').waitFor()
  await reader.getByRole('heading', { name: '2 replies' }).waitFor()
  await gone.getByRole('link', { name: 'Go there' }).click()
  await gone.getByRole('heading', { name: 'Cards on the table', level: 1 }).waitFor()
  await ada.getByRole('button', { name: 'Undo' }).click()
  await ada.getByText('It is as it was before.').waitFor()
  await reader.getByText('I have blue ones.').waitFor({ state: 'detached' })

  const first = (await cleo.send(`${cards.address}/posts`, { source: 'And what of chairs?' })).json
  await ben.send(`${cards.address}/posts/${first.id}/replies`, { source: 'Chairs are another thing.' })
  await reader.getByText('Chairs are another thing.').waitFor()
  const mobile = await open('ada', cards.address, phone)
  await mobile.locator('.page-title .menu summary').click()
  await isSound(mobile)
  await mobile.getByRole('link', { name: 'Merge, split or move' }).click()
  await isSound(mobile)
  await mobile.getByRole('link', { name: 'Split off' }).click()
  await mobile.getByLabel('Title of the new discussion').fill('Chairs')
  await mobile.getByRole('checkbox', { name: /And what of chairs/ }).check()
  await isSound(mobile)
  await mobile.getByRole('button', { name: 'Split off' }).click()
  await mobile.getByRole('heading', { name: 'Chairs', level: 1 }).waitFor()
  await reader.getByText('2 posts moved to Chairs').waitFor()
  await reader.getByText('And what of chairs?').waitFor({ state: 'detached' })
  await isSound(reader)
  await mobile.getByRole('button', { name: 'Undo' }).click()
  await reader.getByText('Chairs are another thing.').waitFor()
  await reader.getByText('2 posts moved to Chairs').waitFor({ state: 'detached' })
})
