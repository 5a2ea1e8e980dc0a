/** A leader prepares a cohort and starts it; a member finds it on their phone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
const { cast } = site
const root = `/c/${cast.community.slug}`

const phone = { viewport: { width: 320, height: 640 } }

test('from an empty list of courses to a cohort that runs, and what a member sees of it on a phone', async () => {
  const ada = await open('ada', `${root}/courses`)
  await ada.getByRole('link', { name: 'New course' }).click()
  await ada.getByLabel('Title').fill('Leading teams')
  await ada.getByLabel('Where it is taken').fill('https://example.org/teams')
  await ada.getByRole('button', { name: 'Add the course' }).click()
  await ada.getByRole('link', { name: 'New cohort' }).click()
  await ada.getByLabel('Name of the cohort').fill('Spring')
  await ada.getByLabel('First day').fill('2099-01-11')
  await ada.getByLabel('Last day').fill('2098-01-11')
  await ada.getByRole('button', { name: 'Add the cohort' }).click()
  await ada.getByText('A cohort can’t end before it starts').first().waitFor()
  await ada.getByLabel('Last day').fill('2099-03-01')
  await ada.getByRole('button', { name: 'Add the cohort' }).click()
  await ada.getByText('It starts automatically on 11 January 2099 at 8:00 (Europe/Lisbon).').waitFor()
  await isSound(ada)
  await ada.getByRole('link', { name: 'Add people' }).click()
  await ada.getByRole('heading', { name: 'Add people to Spring' }).waitFor()
  await isSound(ada)
  await ada.getByLabel('Dov Adler').check()
  await ada.getByRole('button', { name: 'Add the people ticked' }).click()
  await ada.getByText('1 person is in the cohort now.').waitFor()

  const dov = await open('dov', `${root}/courses`, phone)
  await dov.getByRole('heading', { name: 'Courses' }).waitFor()
  assert.equal(await dov.getByText('Spring').count(), 0)

  await ada.getByRole('link', { name: 'Write the letter' }).click()
  await ada.getByLabel('What you want to tell them').fill('Welcome, all of you.')
  await ada.getByRole('button', { name: 'Save the letter' }).click()
  await ada.getByText('Written; it goes out when the cohort starts').waitFor()
  await ada.getByRole('button', { name: 'Start it now' }).click()
  await ada.getByText('The cohort is running, with 1 person.').waitFor()

  await dov.goto(root)
  await isSound(dov)
  await dov.getByRole('link', { name: 'Leading teams: Spring' }).click()
  await dov.getByText('This is your cohort.').waitFor()
  await isSound(dov)
  await dov.goto('/courses')
  await dov.getByText('11 January 2099 to 1 March 2099').waitFor()
  await isSound(dov)

  await ada.getByText('More about Dov Adler').locator('..').click()
  await ada.getByRole('button', { name: 'Take out of the cohort: Dov Adler' }).click()
  await ada.getByText('Dov Adler is no longer in this cohort.').waitFor()
  await ada.getByRole('button', { name: 'Undo' }).click()
  await ada.getByText('1 person is in the cohort now.').waitFor()
})
