/** The accent and the logo of the site: on its pages and in its mails, seen by everybody, set by owners. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { runJobs } from '#tests/support/jobs.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community } = site.cast
const [ada, owen, visitor] = [site.as('ada'), site.as('owen'), site.as('visitor')]
const settings = { name: 'Northwind', locale: 'en', zone: 'UTC', founders: 'staff' }
const picture = () =>
  sharp({ create: { width: 1200, height: 600, channels: 4, background: '#28a5' } })
    .png()
    .toBuffer()
const logoIn = (page: string) => /src="(\/site\/logo\/[\w-]+)"/.exec(page)?.[1]

test('its accent is that of every page that no community gives its own', async () => {
  assert.doesNotMatch((await visitor.get('/sign-in')).text, /<body style/)
  assert.equal((await owen.post('/site/settings', { ...settings, hue: '285' })).status, 303)
  for (const [client, path] of [
    [visitor, '/sign-in'],
    [owen, '/site'],
    [ada, '/inbox'],
  ] as const)
    assert.match((await client.get(path)).text, /<body style="--hue: 285"/, path)
  assert.match((await ada.get(`/c/${community.slug}`)).text, /<body style="--hue: 162"/)
  assert.equal((await owen.json('/site/settings')).json.hue, 285)
  assert.equal((await owen.send('/site/settings', { ...settings, hue: 400 })).status, 422)
})

test('a mail of the site has its accent', async () => {
  const mailAs = async (hue: number) => {
    await owen.send('/site/settings', { ...settings, hue })
    await visitor.post('/sign-in', { email: 'ada@example.org' })
    await runJobs(site, 'mail-sign-in')
    const [mail] = (
      await site.platform.database.writePool.query(
        `select id from mail where kind = 'sign_in' order by id desc limit 1`,
      )
    ).rows
    return (await owen.get(`/outbox/${mail.id}/letter`)).text
  }
  assert.notEqual(accentsIn(await mailAs(285)), accentsIn(await mailAs(20)))
})

/** The colours in a page, in order. */
function accentsIn(text: string): string {
  return (text.match(/#[0-9a-f]{6}/g) ?? []).join()
}

test('a logo stands before the name on every page, also for who is not signed in; removed, the mark is back', async () => {
  assert.equal(logoIn((await visitor.get('/sign-in')).text), undefined)
  const sent = await sendFiles(
    site,
    'owen',
    '/site/logo',
    {},
    { logo: { name: 'logo.png', bytes: await picture(), type: 'image/png' } },
  )
  assert.equal(sent.status, 200, sent.text)
  const address = logoIn((await visitor.get('/sign-in')).text) ?? ''
  assert.equal(logoIn((await ada.get(`/c/${community.slug}`)).text), address)
  const { status, headers } = await visitor.get(address)
  assert.deepEqual([status, headers['content-type']], [200, 'image/webp'])
  await sendFiles(
    site,
    'owen',
    '/site/logo',
    {},
    { logo: { name: 'other.png', bytes: await picture(), type: 'image/png' } },
  )
  assert.equal((await visitor.get(address)).status, 404, 'the former one is nobody’s to see')
  await owen.post('/site/logo/removal')
  assert.equal(logoIn((await visitor.get('/sign-in')).text), undefined)
})

test('only owners set it, and what is no picture is refused with a sentence', async () => {
  const file = { logo: { name: 'logo.png', bytes: 'no picture', type: 'image/png' } }
  const wrong = await sendFiles(site, 'owen', '/site/logo', {}, file)
  assert.equal(wrong.status, 422)
  assert.equal((await sendFiles(site, 'owen', '/site/logo', {}, {})).status, 422)
  const real = { logo: { name: 'logo.png', bytes: await picture(), type: 'image/png' } }
  assert.equal((await sendFiles(site, 'ada', '/site/logo', {}, real)).status, 403)
  assert.equal((await ada.send('/site/logo/removal')).status, 403)
})
