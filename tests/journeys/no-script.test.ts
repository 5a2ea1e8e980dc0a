/**
 * Everything but movement works in a browser that runs no script.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { leave, openAsCast, openAsVisitor } from '#tests/support/windows.ts'

const [server] = await Promise.all([startDemo(), openBrowser()])
const root = '/c/first-line-leaders'
const noScript = { javaScriptEnabled: false }

test('without script', async (t) => {
  const ada = await openAsCast(server, 'Ada Lindqvist', noScript)
  const ben = await openAsCast(server, 'Ben Reyes', noScript)
  const question = 'What do you read on Mondays?'
  let ping = ''
  let post = ''

  await t.test('a Ping with four answers is written, tried and sent', async () => {
    await ada.goto(`${root}/pings/new`)
    await ada.getByLabel('Question', { exact: true }).fill(question)
    for (const n of [1, 2, 3, 4]) await ada.getByLabel(`Answer ${n}`).fill(`Paper ${n}`)
    await ada.getByRole('button', { name: 'See the mail' }).click()
    await ada.getByRole('heading', { name: 'Check before sending' }).waitFor()
    await ada.getByRole('button', { name: 'Send me a test' }).click()
    await ada.getByRole('button', { name: /^Send to \d+ people$/ }).click()
    await ada.locator('.ping').getByRole('heading', { name: question }).waitFor()
    assert.equal(await ada.locator('.ping ol li, .ping .bar').count(), 4)
    ping = new URL(ada.url()).pathname
  })

  await t.test('one answers on the page, changes it, and says why', async () => {
    await ben.goto(ping)
    await ben.locator('.ping').getByRole('button', { name: 'Paper 2' }).click()
    await ben.locator('.ping button[aria-pressed="true"]', { hasText: 'Paper 2' }).waitFor()
    await ben.locator('.ping').getByRole('button', { name: 'Paper 4' }).click()
    await ben.locator('.ping button[aria-pressed="true"]', { hasText: 'Paper 4' }).waitFor()
    assert.equal(await ben.locator('.ping button[aria-pressed="true"]').count(), 1)
    await ben.getByLabel('Say why').fill('It is *short*.')
    await ben.locator('#compose').getByRole('button', { name: 'Post' }).click()
    const said = ben.locator('.post', { hasText: 'It is short.' })
    await said.waitFor()
    post = (await said.getAttribute('id')) ?? ''
    assert.equal(new URL(ben.url()).pathname, ping, 'back under the Ping')
  })

  await t.test('one replies and reacts', async () => {
    await ada.goto(ping)
    await ada.locator(`#${post}`).getByRole('link', { name: 'Reply to Ben Reyes' }).click()
    await ada.getByLabel('Your reply to Ben Reyes').fill('How short?')
    await ada.getByRole('button', { name: 'Reply', exact: true }).click()
    await ada.locator('.replies .post', { hasText: 'How short?' }).waitFor()
    await ada.locator(`#${post} > .post-acts`).getByRole('link', { name: 'React' }).click()
    await ada.locator(`#${post} > .post-acts`).getByRole('button', { name: 'Thanks' }).click()
    await ada.locator(`#${post} > .post-acts button[aria-pressed="true"]`, { hasText: 'Thanks 1' }).waitFor()
  })

  await t.test('Enter in a title posts, and opens no preview', async () => {
    await ada.goto(`${root}/discussions/new`)
    await ada.getByLabel('What do you want to say?').fill('Bring pears.')
    await ada.getByLabel('Title').fill('Fruit on Fridays')
    await ada.getByLabel('Title').press('Enter')
    await ada.getByRole('heading', { level: 1, name: 'Fruit on Fridays' }).waitFor()
    assert.equal(ada.context().pages().length, 1)
  })

  await t.test('the first button of every form that one writes in is its own', async () => {
    for (const path of [
      ping,
      '/discussions/new',
      '/toolkit/new?kind=text',
      '/toolkit/new',
      '/charter/edit',
      '/settings',
    ]) {
      await ada.goto(path.startsWith('/c/') ? path : `${root}${path}`)
      const forms = await ada.locator('main form:has(textarea)').all()
      assert.notEqual(forms.length, 0, path)
      for (const form of forms) {
        const first = form.locator('button:not([type="button"])').first()
        assert.equal(await first.getAttribute('formaction'), null, `${path}: ${await first.textContent()}`)
      }
    }
  })

  await t.test('one adds to the Toolkit, and filters it', async () => {
    await ada.goto(`${root}/toolkit`)
    await ada.getByRole('link', { name: 'Add', exact: false }).first().click()
    await ada.getByRole('link', { name: 'A text' }).click()
    await ada.getByLabel('Title').fill('Marmalade at noon')
    await ada.getByLabel('Text', { exact: true }).fill('Spread it.')
    await ada.getByRole('button', { name: 'Add', exact: true }).click()
    await ada.getByRole('heading', { level: 1, name: 'Marmalade at noon' }).waitFor()
    await ben.goto(`${root}/toolkit`)
    await ben.locator('main').getByRole('searchbox').fill('marmalade')
    await ben.locator('main [role="search"] button').first().click()
    await ben.getByRole('link', { name: 'Marmalade at noon' }).waitFor()
    assert.equal(await ben.locator('main .rows > li').count(), 1)
  })

  await t.test('notices are marked read by a button', async () => {
    // What happened is told by a job, a moment later.
    for (let tries = 0; (await ben.locator('.row.fresh').count()) < 2; tries += 1) {
      assert.ok(tries < 40, 'a Ping and a reply are told to Ben')
      await ben.goto('/inbox')
    }
    const fresh = await ben.locator('.row.fresh').count()
    await ben
      .getByRole('button', { name: /^Mark as read/ })
      .first()
      .click()
    assert.equal(await ben.locator('.row.fresh').count(), fresh - 1)
    await ben.getByRole('button', { name: 'Mark all as read' }).click()
    assert.equal(await ben.locator('.row.fresh').count(), 0)
  })

  await t.test('a ballot from the mail is cast by its button', async () => {
    await ada.goto('/outbox?words=cleo%40example.org')
    await ada.getByRole('link', { name: question, exact: true }).click()
    const text = await ada.locator('.letter-text').textContent()
    const [link = ''] = text?.match(/http\S+\/b\/[^/\s]+\/[^\s>)]+/) ?? []
    const cleo = await openAsVisitor(server, noScript)
    await cleo.goto(link)
    await cleo.getByText('Answering as Cleo Marsh').waitFor()
    await cleo.getByRole('radio', { name: 'Paper 3' }).check({ force: true })
    await cleo.getByRole('button', { name: 'Send this answer' }).click()
    await cleo.getByText('You answered Paper 3').waitFor()
    await cleo.getByRole('button', { name: 'undo' }).click()
    await cleo.getByText('Undone. What was sent from here is not counted.').waitFor()
    await leave(cleo)
  })
})
