/** An owner looks after an account in a browser: finds it, closes it, opens it again, and reads in the audit that they did. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '#tests/support/server-process.ts'
import { leave, openAsCast } from '#tests/support/windows.ts'

const server = await startServer()

test('the owner finds a person, deactivates and reactivates the account, and finds both acts in the audit', async () => {
  const ada = await openAsCast(server, 'Ada')
  await ada.locator('summary', { hasText: 'You, Ada' }).click()
  await ada.getByRole('link', { name: 'This site' }).click()
  await ada.locator('main').getByRole('link', { name: 'People', exact: true }).last().click()
  await ada.getByRole('searchbox').fill('cleo')
  await ada.getByRole('button', { name: 'Search' }).click()
  await ada.getByRole('link', { name: 'Cleo Marsh' }).waitFor()
  await ada.getByRole('searchbox').fill('ben reyes')
  await ada.getByRole('combobox', { name: 'Order' }).selectOption('newest')
  await ada.getByRole('button', { name: 'Search' }).click()
  await ada.getByRole('link', { name: 'Ben Reyes' }).waitFor()
  await ada.goBack()
  await ada.getByRole('link', { name: 'Cleo Marsh' }).waitFor()
  const asked = [ada.getByRole('searchbox'), ada.getByRole('combobox', { name: 'Order' })]
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
  await leave(ada)
})
