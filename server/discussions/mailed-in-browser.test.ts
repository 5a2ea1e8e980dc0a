/** Ben answers a mail in his mail program, and it stands in the discussion that Ada has open, as she looks at it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openMailedSite } from '#tests/support/mailed-site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const { site, program, mailAboutPost } = await openMailedSite({
  PUBLIC_URL: 'http://127.0.0.1:3000',
  MAIL_FROM: 'guildhall@guild.example',
})
const open = await inBrowser(site)
const { community } = site.cast

test('an answer from a mail program comes into the open page, without what it quotes, with its picture', async () => {
  const { thread, mail } = await mailAboutPost('What do you see?', 'ben')
  const ada = await open('ada', `/c/${community.slug}/discussions/${thread.id}`)
  await ada.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
  await ada.evaluate('globalThis.isStillOpen = true')

  const content = await sharp({ create: { width: 320, height: 200, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  await program.answer(site, mail, {
    text: 'The *sea*, from my window.',
    attachments: [{ filename: 'window.jpg', content, contentType: 'image/jpeg' }],
  })

  const said = ada.locator('.post', { hasText: 'from my window.' }).last()
  await said.waitFor()
  await said.getByRole('link', { name: 'Ben Reyes', exact: true }).waitFor()
  assert.doesNotMatch(await said.innerText(), /above this line|wrote:|I begin with a question/)
  const picture = said.getByRole('img', { name: 'window', exact: true })
  await picture.scrollIntoViewIfNeeded()
  await waitFor(async () => (await ada.evaluate("document.querySelector('img[alt=window]')?.naturalWidth")) === 320)
  assert.equal(await ada.evaluate('globalThis.isStillOpen'), true, 'nothing was loaded anew')
  await isSound(ada)
})
