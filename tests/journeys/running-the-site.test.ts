/** An owner looks after an account in a browser: finds it, closes it, opens it again, and reads in the audit that they did. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDemo } from '#tests/support/demo-folder.ts'
import { leave, openAsCast } from '#tests/support/windows.ts'

const server = await startDemo()

test('the owner finds a person, closes and opens the account, reads both in the audit; merges two accounts, and erases one', async () => {
  const ada = await openAsCast(server, 'Ada')
  await ada.locator('summary', { hasText: 'You, Ada' }).click()
  await ada.getByRole('link', { name: 'This site' }).click()
  await ada.locator('main').getByRole('link', { name: 'People', exact: true }).last().click()
  await ada.locator('main').getByRole('searchbox').fill('cleo')
  await ada.locator('main').getByRole('button', { name: 'Search' }).click()
  await ada.getByRole('link', { name: 'Ben Reyes' }).waitFor({ state: 'detached' })
  await ada.getByRole('link', { name: 'Cleo Marsh' }).click()
  await ada.getByRole('button', { name: 'Deactivate this account' }).waitFor()
  await ada.goBack()
  await ada.getByRole('link', { name: 'Cleo Marsh' }).waitFor()
  const asked = [ada.locator('main').getByRole('searchbox'), ada.getByRole('combobox', { name: 'Order' })]
  assert.deepEqual(await Promise.all(asked.map((one) => one.inputValue())), ['cleo', 'name'], 'as the address asks')
  await ada.getByRole('link', { name: 'Cleo Marsh' }).click()
  await ada.getByRole('button', { name: 'Deactivate this account' }).click()
  await ada.getByText('The account is deactivated.').waitFor()
  await ada.getByRole('button', { name: 'Reactivate' }).click()
  await ada.getByText('The account is active again.').waitFor()
  await ada.getByRole('link', { name: 'In the audit' }).click()
  const rows = ada.locator('tbody tr')
  await rows.first().waitFor()
  assert.deepEqual((await rows.locator('td[data-column="What"]').allInnerTexts()).slice(0, 2), [
    'Reactivated an account',
    'Deactivated an account',
  ])

  // A field of the site, one person of two accounts, and somebody who is erased.
  await ada.goto(`${server.url}/site/profile-fields`)
  await ada.getByLabel('Label').fill('Department')
  await ada.getByRole('button', { name: 'Add the field' }).click()
  await ada.getByText('The field is added.').waitFor()
  await ada.goto(`${server.url}/site/people?q=zanele`)
  await ada.getByRole('link', { name: 'Zanele Dube' }).click()
  const address = await ada.getByLabel('Mail address').inputValue()
  await ada.goto(`${server.url}/site/people?q=yara`)
  await ada.getByRole('link', { name: 'Yara Haddad' }).click()
  await ada.getByLabel('Department').fill('Learning')
  await ada.getByRole('button', { name: 'Save' }).click()
  await ada.getByText('Saved.').waitFor()
  await ada.getByRole('link', { name: 'Merge with another account' }).click()
  await ada.getByLabel('Mail address of the other account').fill(address)
  await ada.getByRole('button', { name: 'Show both' }).click()
  await ada.getByRole('region', { name: 'Goes' }).getByText('Zanele Dube').waitFor()
  await ada.getByRole('button', { name: 'Merge them' }).click()
  await ada.getByText('The two accounts are one now.').waitFor()
  await ada.getByRole('link', { name: 'Erase' }).click()
  await ada.getByRole('radio', { name: /^Stay/ }).check()
  await ada.getByLabel('Type Yara Haddad to confirm').fill('yara haddad')
  await ada.getByRole('button', { name: 'Erase for good' }).click()
  await ada.getByText('The account is erased.').waitFor()
  await ada.goto(`${server.url}/site/people?q=${encodeURIComponent(address)}`)
  await ada.getByText('Nobody found').waitFor()
  await leave(ada)
})
