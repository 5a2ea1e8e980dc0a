/** A member answers an event from its mail; then it is moved, and at last cancelled. The member sees each on the page, and so does their calendar. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import nodeIcal, { type VEvent } from 'node-ical'
import { inBrowser } from '#tests/support/in-browser.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const open = await inBrowser(site)
const { community, people } = site.cast

/** The mail about the event that comes to Ben with this subject, and what his calendar reads in it. */
async function mailTo(subject: string) {
  await sendMails(site)
  const { text = '', attachments } = await mailbox.waitFor(
    (mail) => mail.subject === subject && JSON.stringify(mail.to).includes(people.ben.email),
  )
  const file = attachments.find(({ contentType }) => contentType.startsWith('text/calendar'))?.content.toString() ?? ''
  const entry = Object.values(nodeIcal.sync.parseICS(file)).find((one): one is VEvent => one?.type === 'VEVENT')
  assert.ok(entry, file)
  const { uid, sequence, start, status } = entry
  return {
    text,
    method: /^METHOD:(\w+)/m.exec(file)?.[1],
    uid,
    sequence: Number(sequence),
    start: start.toISOString(),
    status,
  }
}

test('planned, answered from the mail, moved, cancelled', async (t) => {
  const ada = await open('ada', `/c/${community.slug}/events`)
  let ben = await open('ben', `/c/${community.slug}/events`)
  const uids = new Set<string>()

  await t.test('Ada plans it, and it stands in the list', async () => {
    await ada.getByRole('link', { name: 'Plan an event' }).first().click()
    await ada.getByLabel('Name').fill('Walk and talk')
    await ada.getByLabel('Begins').fill('2031-03-04T16:00')
    await ada.getByLabel('Ends').fill('2031-03-04T17:00')
    await ada.getByLabel('Time zone').selectOption('Europe/Lisbon')
    await ada.getByLabel('Address of the call').fill('https://call.example/walk')
    await ada.getByRole('button', { name: 'Plan it' }).click()
    await ada.getByRole('heading', { level: 1, name: 'Walk and talk' }).waitFor()
    await ben.reload()
    await ben.getByRole('link', { name: 'Walk and talk' }).waitFor()
  })

  await t.test('Ben says yes from the mail, and gets the entry again with the call in it', async () => {
    const invitation = await mailTo('Are you coming? Walk and talk')
    assert.deepEqual([invitation.method, invitation.sequence], ['REQUEST', 0])
    assert.doesNotMatch(invitation.text, /call\.example/)
    uids.add(invitation.uid)
    const [link = ''] = /\S+\/e\/\S+answer=yes/.exec(invitation.text) ?? []
    const mailed = await open(null, new URL(link).pathname + new URL(link).search)
    await mailed.getByText('Answering as Ben Reyes.').waitFor()
    await mailed.getByRole('button', { name: 'Send this answer' }).click()
    await mailed.getByRole('status').getByText('You’re coming').waitFor()
    const own = await mailTo('Walk and talk')
    uids.add(own.uid)
    assert.match(own.text, /call\.example\/walk/)
    await ada.getByText('1 person is coming').waitFor()
    await ben.getByRole('link', { name: 'Walk and talk' }).click()
    await ben.getByRole('button', { name: 'I’m coming', pressed: true }).waitFor()
    await ben.getByRole('link', { name: 'https://call.example/walk' }).waitFor()
  })

  await t.test(
    'Ada moves it: his page says when, and his calendar gets a later version of the same entry',
    async () => {
      await ada.getByRole('link', { name: 'Edit', exact: true }).click()
      await ada.getByLabel('Begins').fill('2031-03-05T09:00')
      await ada.getByLabel('Ends').fill('2031-03-05T10:00')
      await ada.getByRole('button', { name: 'Save' }).click()
      await ada.getByText('5 March 2031, 9:00 – 10:00').waitFor()
      const changed = await mailTo('Changed: Walk and talk')
      uids.add(changed.uid)
      assert.deepEqual([changed.method, changed.sequence, changed.start], ['REQUEST', 1, '2031-03-05T09:00:00.000Z'])
      await ben.reload()
      await ben.getByText('5 March 2031, 9:00 – 10:00').waitFor()
      await ben.getByRole('button', { name: 'I’m coming', pressed: true }).waitFor()
    },
  )

  await t.test('Ada cancels it, on a phone: he reads why, and his calendar takes it out', async () => {
    const phone = await open('ada', new URL(ada.url()).pathname, { viewport: { width: 360, height: 740 } })
    await phone.getByText('Cancel this event').click()
    await phone.getByLabel('Why').fill('It rains.')
    await phone.getByRole('button', { name: 'Cancel it' }).click()
    await phone.getByText('Ada Lindqvist cancelled this event: It rains.').waitFor()
    const cancelled = await mailTo('Cancelled: Walk and talk')
    uids.add(cancelled.uid)
    assert.deepEqual([cancelled.method, cancelled.sequence, cancelled.status], ['CANCEL', 2, 'CANCELLED'])
    assert.equal(uids.size, 1)
    ben = await open('ben', new URL(ben.url()).pathname, { javaScriptEnabled: false })
    await ben.getByText('Ada Lindqvist cancelled this event: It rains.').waitFor()
    assert.equal(await ben.getByRole('button', { name: 'I’m coming' }).count(), 0)
  })
})
