/** A leader takes an act back from the audit, for some of those to whom it was done; an owner makes a role on a phone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
const { cast } = site
const root = `/c/${cast.community.slug}`

test('from the line of the audit to those who stay, without a word typed', async () => {
  const people = ['Uma', 'Vic', 'Wes'].map((name) => `${name} Newcomer <${name}@example.org>`).join('\n')
  await site.as('ada').send(`${root}/members`, { people, confirmed: true })
  const ada = await open('ada', `${root}/settings/audit`)
  await isSound(ada)
  await ada.getByRole('link', { name: 'Take back' }).first().click()
  await ada.getByRole('heading', { name: 'Take this back?' }).waitFor()
  await ada.getByText('Leaves the community.').waitFor()
  await isSound(ada)
  await ada.getByLabel('Vic Newcomer').uncheck()
  await ada.getByRole('button', { name: 'Take back' }).click()
  await ada.getByText('Taken back for 2 people.').waitFor()
  await ada.getByText('Took back: Added people to the community').waitFor()
  await ada.getByText('Taken back for 2 of 3').waitFor()
  await ada.goto(`${root}/members`)
  assert.equal(await ada.getByRole('link', { name: 'Vic Newcomer' }).count(), 1)
  assert.equal(await ada.getByRole('link', { name: 'Uma Newcomer' }).count(), 0)
})

test('a role is made and given, and the times for which things are kept are set, on a phone', async () => {
  const phone = { viewport: { width: 320, height: 640 } }
  const owen = await open('owen', '/site/roles', phone)
  await isSound(owen)
  await owen.getByRole('link', { name: 'New role' }).first().click()
  await owen.getByRole('textbox', { name: 'Name' }).fill('Greeter')
  await owen.getByLabel('Add and remove members').check()
  await isSound(owen)
  await owen.getByRole('button', { name: 'Make the role' }).click()
  await owen.getByText('The role Greeter is made.').waitFor()
  await owen.goto(`${root}/members/${cast.people.ben.id}/roles`)
  await owen.getByText('More roles').click()
  await owen.getByLabel('Greeter').check()
  await owen.getByRole('button', { name: 'Save' }).click()
  await owen.goto('/site/retention')
  await isSound(owen)
  await owen.getByLabel('Audit', { exact: true }).selectOption('2 years')
  await owen.getByRole('button', { name: 'Save' }).click()
  await owen.getByText('Saved. What is older').waitFor()
  assert.equal(await owen.getByLabel('Audit', { exact: true }).inputValue(), '24')
  await owen.goto('/site/settings')
  await isSound(owen)
})
