/** The charter is written in Markdown by leaders, and read by all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community } = site.cast
const root = `/c/${community.slug}/charter`
const ada = site.as('ada')

test('before it is written leaders see what to do, and members nothing to do', async () => {
  assert.match((await ada.get(root)).text, /Write the charter/)
  assert.doesNotMatch((await site.as('ben').get(root)).text, /Write the charter/)
})

test('what is written shows under its heading, made of Markdown, with members linked and nothing dangerous', async () => {
  const written = await ada.post(root, {
    purpose: 'We get better at leading.',
    domain: 'The *first* team.',
    norms: 'Ask @cleo-marsh, not @eve-okoro.\n\n<script>alert(1)</script>',
  })
  assert.equal(written.status, 303)
  const page = await site.as('ben').get(root)
  assert.match(page.text, /<em>first<\/em>/)
  assert.match(page.text, /How we treat each other/)
  assert.doesNotMatch(page.text, /Whom it is for/)
  assert.match(page.text, /<a [^>]*>@?Cleo Marsh<\/a>|<a [^>]*>@cleo-marsh<\/a>/)
  assert.doesNotMatch(page.text, /<a [^>]*>@eve-okoro/)
  assert.doesNotMatch(page.text, /<script>alert/)
  const { json } = await site.as('ben').json(root)
  assert.deepEqual(
    json.texts.map(({ key, source }: { key: string; source: string }) => [key, source.split('\n')[0]]),
    [
      ['domain', 'The *first* team.'],
      ['norms', 'Ask @cleo-marsh, not @eve-okoro.'],
    ],
  )
})

test('an emptied text is shown without its heading; one that is too long comes back in the form', async () => {
  await ada.send(root, { purpose: 'We get better at leading.', domain: '' }, 'PUT')
  assert.deepEqual((await ada.json(root)).json.texts, [])
  const long = await ada.post(root, { purpose: '', domain: `${'x'.repeat(10_001)}` })
  assert.equal(long.status, 422)
  assert.match(long.text, /This is too long/)
  assert.match(long.text, /x{10001}/)
})
