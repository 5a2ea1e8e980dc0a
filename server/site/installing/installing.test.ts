/** The site as an app on a phone: what a browser reads to install it, and that its service worker keeps nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const visitor = site.as('visitor')
const manifest = async () => JSON.parse((await visitor.get('/manifest.webmanifest')).text)

async function icon(address: string) {
  const { rawPayload, headers, statusCode } = await site.server.inject({ method: 'GET', url: address })
  assert.equal(statusCode, 200, address)
  assert.equal(headers['content-type'], 'image/png')
  const { data, info } = await sharp(rawPayload).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    return [...data.subarray(from, from + info.channels)]
  }
  return { size: `${info.width}x${info.height}`, at }
}

test('the manifest says what a browser needs, and each of its icons is there in its size', async () => {
  const page = await visitor.get('/sign-in')
  assert.match(page.text, /<link rel="manifest" href="\/manifest\.webmanifest">/)
  const { headers } = await visitor.get('/manifest.webmanifest')
  assert.match(String(headers['content-type']), /^application\/manifest\+json/)
  const { name, short_name, start_url, scope, display, icons } = await manifest()
  assert.deepEqual([name, short_name, start_url, scope, display], ['Guildhall', 'Guildhall', '/', '/', 'standalone'])
  assert.deepEqual(
    icons.map(({ sizes, purpose }: { sizes: string; purpose: string }) => `${sizes} ${purpose}`),
    ['192x192 any', '512x512 any', '512x512 maskable'],
  )
  for (const { src, sizes } of icons) assert.equal((await icon(src)).size, sizes)
  // A device cuts a maskable icon to its own shape, so its corners are painted; those of the others are clear.
  assert.deepEqual((await icon('/app-icon-maskable.png')).at(0, 0), [11, 95, 73, 255])
  assert.equal((await icon('/app-icon-512.png')).at(0, 0)[3], 0)
})

test('a long name is cut to whole words below the icon', async () => {
  const call = async (name: string) => {
    await site.database.db.write.updateTable('site').set({ name }).execute()
    return (await manifest()).short_name
  }
  assert.equal(await call('The guild of first-line leaders'), 'The guild of')
  assert.equal(await call('Führungskräftegilde am Nordufer'), 'Führungskräftegilde')
  await call('Guildhall')
})

test('the icon shows the accent of the site, and its logo where it has one', async () => {
  const owen = site.as('owen')
  await site.database.db.write.updateTable('site').set({ hue: 20 }).execute()
  const [red = 0, green = 0] = (await icon('/app-icon-maskable.png')).at(0, 0)
  assert.ok(red > green + 40, `${red} ${green}`)
  assert.match((await visitor.get('/sign-in')).text, /rel="apple-touch-icon" href="\/app-icon-touch\.png"/)

  const bytes = await sharp({ create: { width: 300, height: 90, channels: 3, background: '#2244cc' } })
    .png()
    .toBuffer()
  const sent = await sendFiles(site, 'owen', '/site/logo', {}, { logo: { name: 'l.png', bytes, type: 'image/png' } })
  assert.equal(sent.status, 200, sent.text)
  const { size, at } = await icon('/app-icon-maskable.png')
  assert.equal(size, '512x512')
  assert.deepEqual(at(0, 0), [252, 250, 246, 255])
  assert.ok((at(0.5, 0.5)[2] ?? 0) > 150, 'the logo stands in the middle')
  await owen.send('/site/logo/removal')
  await site.database.db.write.updateTable('site').set({ hue: 162 }).execute()
})

test('the service worker stands at the root, is asked for anew each time, and answers no request of a page', async () => {
  const { headers, text } = await visitor.get('/push-worker.js')
  assert.match(String(headers['content-type']), /^text\/javascript/)
  assert.equal(headers['cache-control'], 'no-cache')
  assert.match(String(headers['content-security-policy']), /default-src 'self'/)
  assert.doesNotMatch(text, /caches|"fetch"|importScripts/)
})
