/**
 * A site of one's own with a real mail server: from the printed first-owner link to bars that move because people
 * answered from their mails, in browsers that know nobody.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { ParsedMail } from 'mailparser'
import type { Page } from 'playwright-core'
import { openBrowser } from '#tests/support/browser.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { startServer } from '#tests/support/server-process.ts'
import { isLive, leave, openAsVisitor, printedLink } from '#tests/support/windows.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const [server] = await Promise.all([
  startServer({ settings: { SMTP_URL: mailbox.url, DEMO: 'on', MAIL_FROM: 'guild@example.org' } }),
  openBrowser(),
])

const members = ['Ben Reyes', 'Cleo Marsh', 'Dov Katz', 'Eve Stone', 'Finn Moe', 'Gus Park', 'Hana Ito', 'Ines Roca']
const addressOf = (name: string) => `${name.split(' ')[0]?.toLowerCase()}@example.org`
const question = 'What should we try first?'
const answers = ['Shorter meetings', 'Praise on the same day', 'One-on-ones']
const mailsAbout = (subject: string) => mailbox.messages.filter((mail) => mail.subject === subject)
const receiver = (mail: ParsedMail) => [mail.to].flat()[0]?.value[0]?.address ?? ''

test('from an empty site to answers by mail', async (t) => {
  const ada = await openAsVisitor(server)
  let ping = ''
  /** The address behind each answer, by who got it. */
  const links = new Map<string, string[]>()

  await t.test('the first to come becomes the owner', async () => {
    assert.doesNotMatch(server.output(), /demo moves in/)
    await ada.goto(await printedLink(server, 'Become the owner'))
    await ada.getByLabel('Your name').fill('Ada Lindqvist')
    await ada.getByLabel('Your mail address').fill('ada@example.org')
    await ada.getByRole('button', { name: 'Start' }).click()
    await ada.getByRole('heading', { name: 'Hello Ada' }).waitFor()
  })

  await t.test('she begins a community and puts a text into it', async () => {
    await ada.getByRole('link', { name: 'Create your first community' }).click()
    await ada.getByRole('textbox', { name: 'Name' }).fill('Night shift leads')
    await ada.getByRole('textbox', { name: 'Purpose' }).fill('We get better at leading when nobody is around to ask.')
    await ada.getByRole('button', { name: 'Create the draft' }).click()
    await ada.getByRole('heading', { name: 'Six steps to the opening' }).waitFor()
    await ada.getByRole('link', { name: 'Add a resource' }).click()
    await ada.getByRole('link', { name: 'A text' }).click()
    await ada.getByLabel('Title').fill('The handover list')
    await ada.getByLabel('Text', { exact: true }).fill('Three lines: what broke, who waits, what can wait.')
    await ada.getByRole('button', { name: 'Add', exact: true }).click()
    await ada.getByRole('heading', { level: 1, name: 'The handover list' }).waitFor()
  })

  await t.test('she puts herself in front and pastes eight people', async () => {
    await ada.goto('/c/night-shift-leads')
    await ada.getByRole('button', { name: 'Feature me' }).click()
    await ada.getByText('You are featured now.').waitFor()
    await ada.getByRole('link', { name: 'Add people' }).click()
    const pasted = members.map((name) => `${name} <${addressOf(name)}>`)
    await ada.getByLabel('Names and addresses').fill([...pasted, 'nobody at all @ nowhere'].join('\n'))
    await ada.getByRole('button', { name: 'Check the list' }).click()
    await ada.getByRole('heading', { name: '8 people can be added' }).waitFor()
    await ada.getByText('Line 9:').waitFor()
    await ada.getByRole('button', { name: 'Add 8 people' }).click()
    await ada.getByRole('link', { name: 'Ines Roca' }).waitFor()
  })

  await t.test('she prepares a Ping, which a draft does not send', async () => {
    await ada.goto('/c/night-shift-leads')
    await ada.getByRole('link', { name: 'Write a Ping' }).click()
    await ada.getByLabel('Question', { exact: true }).fill(question)
    for (const [i, answer] of answers.entries()) await ada.getByLabel(`Answer ${i + 1}`).fill(answer)
    await ada.getByRole('button', { name: 'See the mail' }).click()
    await ada.getByText('This community is still a draft').waitFor()
    assert.equal(await ada.getByRole('button', { name: /^Send/ }).count(), 0)
    ping = new URL(ada.url()).pathname
    assert.deepEqual(mailbox.messages, [])
  })

  await t.test('she opens it, and each is invited once', async () => {
    await ada.goto('/c/night-shift-leads')
    await ada.getByRole('button', { name: 'Open and invite 8' }).click()
    await ada.getByRole('heading', { name: 'Six steps to the opening' }).waitFor({ state: 'detached' })
    const subject = 'Ada Lindqvist invites you to Night shift leads'
    for (const name of members) await mailbox.waitFor((mail) => receiver(mail) === addressOf(name))
    assert.deepEqual(mailsAbout(subject).map(receiver).sort(), members.map(addressOf).sort())
    const [mail] = mailsAbout(subject)
    assert.match(mail?.text ?? '', /We get better at leading when nobody is around to ask\./)
    assert.match(mail?.text ?? '', new RegExp(`${server.url}/i/[\\w-]{45}`))
  })

  await t.test('she sends the Ping, and each gets exactly one mail', async () => {
    await ada.goto('/c/night-shift-leads')
    await ada.getByRole('link', { name: question }).click()
    await ada.getByRole('button', { name: 'Send to 9 people' }).click()
    await ada.getByText('closes in').waitFor()
    const everybody = [...members, 'Ada Lindqvist'].map(addressOf)
    for (const address of everybody) {
      const mail = await mailbox.waitFor((one) => one.subject === question && receiver(one) === address)
      links.set(address, [...(mail.text ?? '').matchAll(/http\S+\/b\/[^/\s]+\/[^\s>)]+/g)].map(String))
      assert.equal(links.get(address)?.length, answers.length, `a link for each answer, in text: ${mail.text}`)
      for (const answer of answers) assert.ok(mail.text?.includes(answer) && String(mail.html).includes(answer))
      const headers = new Map(mail.headerLines.map(({ key, line }) => [key, line]))
      assert.match(headers.get('list-unsubscribe') ?? '', /<http:\/\/127\.0\.0\.1:\d+\/u\/[\w.-]+>/)
      assert.match(headers.get('list-unsubscribe-post') ?? '', /List-Unsubscribe=One-Click/)
      assert.match(headers.get('list-id') ?? '', /night-shift-leads\.pings/)
    }
    assert.deepEqual(mailsAbout(question).map(receiver).sort(), everybody.sort())
    assert.equal(new Set([...links.values()].flat()).size, 27, 'no two links are the same')
  })

  await t.test('opening every link, as mail systems do, answers nothing', async () => {
    for (const link of ['ines', 'hana'].flatMap((name) => links.get(`${name}@example.org`) ?? [])) {
      for (const method of ['HEAD', 'GET']) {
        const { status } = await fetch(link, { method })
        assert.equal(status, 200, `${method} ${link}`)
      }
    }
    assert.equal((await asJson(ada, ping)).ping.answered ?? 0, 0)
  })

  await t.test('a forged link says so in words', async () => {
    const page = await openAsVisitor(server)
    const [link = ''] = links.get('ben@example.org') ?? []
    const forged = [
      link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      link.slice(0, -8),
      link.replace(/\/b\/.{12}/, '/b/AAAAAAAAAAAA'),
    ]
    for (const address of forged) {
      const answer = await page.goto(address)
      assert.equal(answer?.status(), 404, address)
      const words = (await page.locator('main').textContent()) ?? ''
      assert.match(words, /link/i)
      assert.doesNotMatch(words, /Night shift|Ben/)
    }
    await leave(page)
  })

  await t.test('six answer from their mails, in browsers that know nobody; the bars come at five', async () => {
    await ada.goto(ping)
    await isLive(ada)
    for (const [i, name] of members.slice(0, 6).entries()) {
      const page = await openAsVisitor(server)
      await page.goto(links.get(addressOf(name))?.[i % 3] ?? '')
      await page.getByText(`Answering as ${name}`).waitFor()
      assert.ok(await page.getByRole('radio', { name: answers[i % 3] }).isChecked(), 'the link marks its answer')
      await page.getByRole('button', { name: 'Send this answer' }).click()
      await page.getByText(`You answered ${answers[i % 3]}`).waitFor()
      assert.equal(new URL(page.url()).pathname, '/b/done')
      const words = (await page.locator('main').textContent()) ?? ''
      if (i < 4) assert.match(words, /Bars appear at five/)
      else assert.match(words, new RegExp(`${i + 1} of 9 answered`))
      await leave(page)
      if (i === 3) {
        await ada.getByText(/4 answers so far/).waitFor()
        assert.equal(
          (await ada.locator('.ping table td').allTextContents()).join(''),
          '',
          'of four nobody sees figures',
        )
        assert.equal(await ada.getByRole('table').count(), 0, 'and nobody is read a table of empty cells')
      }
    }
  })

  await t.test('Ada’s page, which nobody touched, has the same figures', async () => {
    await ada.getByText('6 of 9 answered').waitFor()
    await ada.getByRole('table').waitFor({ state: 'attached' })
    assert.deepEqual(await ada.locator('.ping table tbody tr').allTextContents(), await freshRows(ada))
    const { ping: view } = await asJson(ada, ping)
    assert.deepEqual(
      view.options.map(({ votes }: { votes: number }) => votes),
      [2, 2, 2],
    )
  })

  await t.test('the whole time nobody got anything twice', () => {
    const sent = mailbox.messages.map((mail) => `${receiver(mail)} ${mail.subject}`)
    assert.deepEqual(sent, [...new Set(sent)])
    assert.equal(sent.length, 17)
  })
})

async function freshRows(page: Page): Promise<string[]> {
  await page.reload()
  return page.locator('.ping table tbody tr').allTextContents()
}

// biome-ignore lint/suspicious/noExplicitAny: looks into a view as any client of the site would
async function asJson(page: Page, path: string): Promise<any> {
  const answer = await page.request.get(path, { headers: { accept: 'application/json' } })
  assert.equal(answer.status(), 200)
  return answer.json()
}
