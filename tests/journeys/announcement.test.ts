/** A leader announces something and asks to confirm it; a member does so from the mail, the leader sees the count move, and the others are reminded. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inBrowser } from '#tests/support/in-browser.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const open = await inBrowser(site)
const { community, people } = site.cast
const title = 'The room has moved'

/** The mail with this subject that comes to somebody. */
async function mailTo(who: 'ada' | 'ben' | 'cleo', subject: string) {
  await sendMails(site)
  return mailbox.waitFor((mail) => mail.subject === subject && JSON.stringify(mail.to).includes(people[who].email))
}

test('announced, confirmed from the mail, counted, and the others reminded', async (t) => {
  const ada = await open('ada', `/c/${community.slug}/announcements`)

  await t.test('Ada writes it, has a test sent to herself, and publishes it', async () => {
    await ada.getByRole('link', { name: 'New announcement' }).first().click()
    await ada.getByLabel('Title').fill(title)
    await ada.getByLabel('Text', { exact: true }).fill('From Monday we meet upstairs.')
    await ada.getByLabel('Ask everybody to confirm').check()
    await ada.getByRole('button', { name: 'Look at it' }).click()
    await ada.getByRole('button', { name: 'Send me a test' }).click()
    await ada.getByText('A test is on its way to you.').waitFor()
    await mailTo('ada', `Test: ${title}`)
    await ada.getByRole('button', { name: 'Publish it now' }).click()
    await ada.getByText('It is out, and on its way').waitFor()
    await ada.getByText(/0 of \d+ have confirmed/).waitFor()
  })

  await t.test('Ben opens the link of his mail and presses; Ada’s open page counts him at once', async () => {
    const { text = '' } = await mailTo('ben', title)
    const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => new URL(link).pathname)
    const link = links.find((path, i) => links.some((other, j) => j !== i && other === `${path}/site`))
    assert.ok(link, text)
    const mailed = await open(null, link)
    await mailed.getByRole('button', { name: 'I have read this' }).click()
    await mailed.getByText('You have confirmed that you have read this').waitFor()
    await ada.getByText(/1 of \d+ have confirmed/).waitFor()
  })

  await t.test('the reminder goes to the others, and not to Ben', async () => {
    await ada.getByRole('link', { name: 'Who has confirmed' }).click()
    await ada.getByRole('button', { name: /Remind/ }).click()
    await ada.getByText(/Reminded: \d+ (person|people)\./).waitFor()
    await mailTo('cleo', `Please confirm: ${title}`)
    const reminded = mailbox.messages.filter(({ subject }) => subject === `Please confirm: ${title}`)
    assert.ok(!JSON.stringify(reminded.map(({ to }) => to)).includes(people.ben.email))
  })
})
