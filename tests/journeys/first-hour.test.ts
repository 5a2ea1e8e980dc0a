/**
 * The first hour of a site of one's own that has no mail server, and the hour in which it gets one: nothing claims a mail
 * that did not leave, nobody is locked out, and one press from an invitation leads in.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { arriveAt, leave, openAsVisitor } from '#tests/support/windows.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const [alone] = await Promise.all([startDemo(), openBrowser()])
const password = 'three words of mine'
const claims = /on (?:its|their) way|by mail from you|Open and invite|Mail me a sign-in link/

test('from the demo to a community whose people come in with one press', async (t) => {
  let mira = await openAsVisitor(alone, { timezoneId: 'America/Bogota' })
  let server: ServerProcess = alone

  await t.test('ending the demo asks for a way back, and knows the browser’s zone', async () => {
    await mira.goto('/')
    await mira.getByRole('button', { name: 'Start your own site' }).click()
    await mira.getByLabel('Your name').fill('Mira Stone')
    await mira.getByLabel('Your mail address').fill('mira@example.org')
    await mira.getByLabel('Name of the site').fill('Northwind')
    assert.equal(await mira.getByLabel('Time zone').inputValue(), 'America/Bogota')
    await mira.getByRole('button', { name: 'Clear the demo and start' }).click()
    await mira.getByRole('heading', { name: 'Hello Mira' }).waitFor()
  })

  await t.test('signing out without a password asks for one first', async () => {
    await openMenu(mira)
    await mira.getByRole('button', { name: 'Sign out' }).click()
    await mira.getByRole('heading', { name: 'Set a password first' }).waitFor()
    await mira.getByLabel('New password').fill(password)
    await mira.getByRole('button', { name: 'Set it and sign out' }).click()
    await mira.getByText('bin/guildhall signin --email').waitFor()
    assert.doesNotMatch(await wordsOf(mira), claims)
    await mira.getByLabel('Your mail address').fill('mira@example.org')
    await mira.getByLabel('Password', { exact: true }).fill(password)
    await mira.getByRole('button', { name: 'Sign in with the password' }).click()
    await mira.getByRole('heading', { name: 'Hello Mira' }).waitFor()
  })

  await t.test('the steps lead on from wherever one did the last, and say that mail waits', async () => {
    await mira.getByRole('link', { name: 'Create your first community' }).click()
    await mira.getByRole('textbox', { name: 'Name' }).fill('Night shift leads')
    await mira.getByRole('textbox', { name: 'Purpose' }).fill('We get better at leading when nobody is around to ask.')
    await mira.getByRole('button', { name: 'Create the draft' }).click()
    await mira.getByRole('heading', { name: 'Six steps to the opening' }).waitFor()
    await mira.getByRole('link', { name: 'Add people' }).click()
    await mira.getByLabel('Names and addresses').fill('Dov Katz <dov@example.org>, Nia Holm <nia@example.org>')
    await mira.getByRole('button', { name: 'Check the list' }).click()
    await mira.getByRole('button', { name: 'Add 2 people' }).click()
    await mira.getByText('1 of 6 steps done').waitFor()
    await mira.getByRole('link', { name: 'Next: Something useful' }).click()
    await mira.getByText('SMTP_URL=smtp').waitFor()
    await mira.getByRole('button', { name: 'Open; 2 invitations wait for a mail server' }).click()
    await mira.getByText('2 invitations wait for a mail server').waitFor()
    assert.doesNotMatch(await wordsOf(mira), claims)
  })

  await t.test('a Ping is open on the site, and nobody is said to be mailed', async () => {
    await mira.goto('/c/night-shift-leads/pings/new')
    await mira.getByRole('textbox', { name: 'Question' }).fill('What should we try first?')
    await mira.getByLabel('Answer 1').fill('Shorter meetings')
    await mira.getByLabel('Answer 2').fill('One-on-ones')
    await mira.getByRole('button', { name: 'See the mail' }).click()
    await mira.getByRole('button', { name: 'Send; it waits on the site, nobody is mailed' }).click()
    await mira.getByText('Nobody was mailed: 3 mails wait for a mail server.').waitFor()
    assert.doesNotMatch(await wordsOf(mira), claims)
  })

  // Here and not in the step: it lives until the whole story is told.
  const state = await mira.context().storageState()
  await leave(mira)
  await alone.stop()
  server = await startServer({
    dataDir: alone.dataDir,
    settings: { SMTP_URL: mailbox.url, MAIL_FROM: 'guild@example.org' },
  })

  await t.test('once there is a mail server, what waited is offered, and leaves when she says so', async () => {
    mira = await openAsVisitor(server, { storageState: state })
    await mira.goto('/c/night-shift-leads')
    assert.deepEqual(mailbox.messages, [])
    await mira.getByRole('button', { name: 'Send the 2 invitations that waited' }).click()
    await mira.getByText('Invitations are on their way to 2 people').waitFor()
    await mailTo('nia', 'Mira Stone invites you to Night shift leads')
    await mira.goto('/outbox')
    await mira.getByRole('button', { name: 'Send the 3 mails that waited' }).click()
    await mailTo('dov', 'What should we try first?')
  })

  await t.test('one press in the invitation leads Dov in, to a welcome that is gone once put away', async () => {
    const mail = await mailTo('dov', 'Mira Stone invites you to Night shift leads')
    const link = /http\S+\/i\/[\w-]+/.exec(mail.text ?? '')?.[0] ?? ''
    // A scanner opens what lies in a mail, however often.
    for (const method of ['HEAD', 'GET', 'GET']) assert.equal((await fetch(link, { method })).status, 200)
    const dov = await openAsVisitor(server)
    await dov.goto(link)
    await dov.getByRole('heading', { name: 'Mira Stone invites you to Night shift leads' }).waitFor()
    await dov.getByText('We get better at leading when nobody is around to ask.').waitFor()
    await dov.getByRole('button', { name: 'Join as Dov Katz' }).click()
    await arriveAt(dov, `${server.url}/c/night-shift-leads`)
    await dov.getByRole('heading', { name: 'Welcome, Dov' }).waitFor()

    await mira.goto('/c/night-shift-leads')
    await mira.getByText('Nobody has greeted Dov yet').waitFor()
    await mira.getByRole('button', { name: 'Greeted' }).click()
    await mira.getByText('Nobody has greeted').waitFor({ state: 'detached' })

    await dov.getByRole('button', { name: 'Hide this' }).click()
    await dov.getByRole('heading', { name: 'Welcome, Dov' }).waitFor({ state: 'detached' })
    const again = await openAsVisitor(server)
    await again.goto(link)
    await again.getByRole('button', { name: 'Mail a sign-in link to dov@example.org' }).waitFor()
    assert.equal(await again.getByRole('button', { name: /^Join/ }).count(), 0)
    await leave(dov)
    await leave(again)
  })
})

async function openMenu(page: Page): Promise<void> {
  await page.locator('details.menu.me > summary').click()
}

async function wordsOf(page: Page): Promise<string> {
  return page.locator('body').innerText()
}

function mailTo(who: string, subject: string) {
  return mailbox.waitFor((mail) => mail.subject === subject && JSON.stringify(mail.to).includes(`${who}@example.org`))
}
