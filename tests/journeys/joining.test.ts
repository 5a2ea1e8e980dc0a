/**
 * How people come into a community by themselves, on a phone that runs no script: by an invitation link with a new account,
 * and by a request that its leader approves.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { arriveAt, openAsCast, openAsVisitor, openLike } from '#tests/support/windows.ts'

const [server] = await Promise.all([startDemo(), openBrowser()])
const root = '/c/first-line-leaders'
const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }

test('joining', async (t) => {
  const ada = await openAsCast(server, 'Ada Lindqvist', phone)
  let link = ''

  await t.test('a leader makes an invitation link', async () => {
    await ada.goto(`${root}/members`)
    await ada.getByRole('link', { name: 'Add people', exact: true }).click()
    await ada.getByRole('link', { name: 'By a link' }).click()
    await ada.getByLabel('How many people may join with it').fill('3')
    await ada.getByRole('button', { name: 'Make the link' }).click()
    await ada.getByText('The link is made.').waitFor()
    link = (await ada.locator('code.secret').first().innerText()).trim()
    assert.match(link, /\/join\/[\w-]{45,}$/)
    assert.equal(await ada.evaluate('document.documentElement.scrollWidth'), 360)
    assert.equal(await ada.getByRole('button', { name: 'Copy the link' }).count(), 0, 'only a script can copy')
  })

  await t.test('where the page has a script, a button copies its address', async () => {
    const page = await openLike(ada, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(`${root}/members/links`)
    await page.getByRole('button', { name: 'Copy the link' }).first().click()
    await page.getByText('Copied').first().waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), link)
    await page.context().close()
  })

  await t.test('somebody without an account opens it, and is in by the mail they asked for', async () => {
    const nia = await openAsVisitor(server, phone)
    await nia.goto(link)
    await nia.getByRole('heading', { name: 'You are invited to First-line leaders' }).waitFor()
    assert.equal(await nia.evaluate('document.documentElement.scrollWidth'), 360)
    await nia.getByLabel('Your name').fill('Nia Brook')
    await nia.getByLabel('Your mail address').fill('nia@example.net')
    await nia.getByRole('button', { name: 'Mail me a link to join' }).click()
    await nia.getByText('Look in your mail').waitFor()
    const letter = ada.getByRole('link', { name: 'Join First-line leaders', exact: true })
    for (let tries = 0; (await letter.count()) === 0; tries += 1) {
      assert.ok(tries < 60, 'the mail lies in the outbox of the demo')
      await ada.goto('/outbox?words=nia%40example.net')
    }
    await letter.first().click()
    const [address = ''] = (await ada.locator('.letter-text').textContent())?.match(/http\S+\/joining\/[\w-]+/) ?? []
    await nia.goto(address)
    await nia.getByRole('button', { name: 'Join as Nia Brook' }).click()
    await nia.getByRole('button', { name: 'Accept the agreement' }).click()
    await arriveAt(nia, `${server.url}${root}`)
    await ada.goto(`${root}/members/links`)
    await ada.getByText('1 of 3 joined').waitFor()
  })

  await t.test('a request waits at the members, and whoever sent it is in once it is approved', async () => {
    const [ben, eve] = [await openAsCast(server, 'Ben Reyes', phone), await openAsCast(server, 'Eve Okoro', phone)]
    await ben.getByRole('link', { name: 'Find a community' }).last().click()
    await ben.getByText('Your request is waiting').waitFor()
    await eve.goto('/c/data-storytelling/members')
    await eve.getByRole('link', { name: 'Answer the requests' }).click()
    await eve.getByText('It has forty lines').waitFor()
    assert.equal(await eve.evaluate('document.documentElement.scrollWidth'), 360)
    await eve.getByRole('button', { name: 'Approve: Ben Reyes' }).click()
    await eve.getByText('Ben Reyes is a member now.').waitFor()
    await eve.getByText('Nobody is waiting').waitFor()
    await ben.goto('/communities')
    await ben.getByRole('link', { name: 'Go to the community: Data storytelling' }).click()
    await arriveAt(ben, `${server.url}/c/data-storytelling`)
  })

  await t.test('somebody asks to join, and takes it back', async () => {
    const cleo = await openAsCast(server, 'Cleo Marsh', phone)
    await cleo.goto('/communities')
    await cleo.getByRole('link', { name: 'Ask to join Data storytelling' }).click()
    await cleo.getByLabel('Which chart of yours would you like to make better?').fill('The one of the night shift.')
    await cleo.getByRole('button', { name: 'Send the request' }).click()
    await cleo.getByText('Your request is sent.').waitFor()
    await cleo.getByRole('button', { name: 'Withdraw the request' }).click()
    await cleo.getByText('Your request is withdrawn.').waitFor()
  })

  await t.test('a link that is revoked says so', async () => {
    await ada.goto(`${root}/members/links`)
    await ada
      .getByRole('button', { name: /^Revoke the link/ })
      .first()
      .click()
    await ada.getByText('The link is revoked.').waitFor()
    const late = await openAsVisitor(server, phone)
    await late.goto(link)
    await late.getByText('This invitation link was revoked.').waitFor()
  })
})
