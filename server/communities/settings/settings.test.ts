/** Settings: name and address, banner, sections, archive; each seen by whom it concerns. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { longId } from '#server/platform/ids.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const { db } = site.database
const ada = site.as('ada')
const owen = site.as('owen')

const settings = {
  name: 'First-line leaders',
  purpose: 'We get better at leading.',
  hue: 258,
  locale: 'de',
  zone: 'Europe/Berlin',
  threshold: 7,
  visibility: 'hidden',
}

test('settings are replaced as a whole, and the form shows them', async () => {
  const saved = await ada.send(`/c/${community.slug}/settings`, settings, 'PUT')
  assert.equal(saved.status, 200)
  const { hue, locale, zone, threshold, slug } = saved.json
  assert.deepEqual(
    { hue, locale, zone, threshold, slug },
    { hue: 258, locale: 'de', zone: 'Europe/Berlin', threshold: 7, slug: community.slug },
  )
  const page = await ada.get(`/c/${community.slug}/settings`)
  assert.match(page.text, /name="threshold"[^>]*value="7"|value="7"[^>]*name="threshold"/)
  assert.match(page.text, /<option value="Europe\/Berlin" selected/)
})

test('the address can be chosen; a name in another script gives one, and the former ones lead there', async () => {
  const at = `/c/${community.slug}/settings`
  const chosen = await ada.send(at, { ...settings, slug: 'Наша команда' })
  assert.equal(chosen.json.slug, 'nasha-komanda')
  assert.equal(
    (await ada.send('/c/nasha-komanda/settings', { ...settings, name: 'Lead', slug: 'nasha-komanda' })).json.slug,
    'nasha-komanda',
    'it does not follow the name',
  )
  assert.equal((await ada.json(`/c/${community.slug}/members`)).json.community.slug, 'nasha-komanda')
  assert.match((await ada.send(at, { ...settings, slug: 'new' })).json.fields.slug, /taken/)
  assert.match((await ada.send(at, { ...settings, slug: '--' })).json.fields.slug, /letters or digits/)
  assert.equal((await ada.send(at, { ...settings, slug: community.slug })).json.slug, community.slug)
  assert.equal((await ada.send(at, { ...settings, name: '– –' })).status, 422)
})

test('whether a Ping may be open for seven days is a box to tick', async () => {
  const address = `/c/${community.slug}/settings`
  const longest = async () => (await ada.json(address)).json.community.longestPing
  assert.equal(await longest(), 72)
  const form = { ...settings, hue: '258', threshold: '7' }
  await ada.post(address, { ...form, longestPing: '168' })
  assert.equal(await longest(), 168)
  assert.match((await ada.get(address)).text, /name="longestPing" value="168" checked/)
  await ada.post(address, form)
  assert.equal(await longest(), 72)
  const refused = await ada.send(address, { ...settings, longestPing: 100 })
  assert.deepEqual([refused.status, Object.keys(refused.json.fields)], [422, ['longestPing']])
  assert.equal((await site.as('ben').send(address, { ...settings, longestPing: 168 })).status, 403)
  assert.equal(await longest(), 72)
})

test('what can’t be is refused, a sentence each, and nothing is changed', async () => {
  const refused = await ada.send(`/c/${community.slug}/settings`, {
    ...settings,
    name: '',
    threshold: 2,
    zone: 'Mars/Olympus',
    locale: 'xx',
    hue: 999,
  })
  assert.equal(refused.status, 422)
  assert.deepEqual(Object.keys(refused.json.fields).sort(), ['hue', 'locale', 'name', 'threshold', 'zone'])
  const page = await ada.post(`/c/${community.slug}/settings`, {
    ...settings,
    hue: '258',
    threshold: '2',
    name: 'Kept as typed',
  })
  assert.equal(page.status, 422)
  assert.match(page.text, /Kept as typed/)
  assert.equal((await ada.json(`/c/${community.slug}/settings`)).json.community.threshold, 7)
})

test('another name is another address, and the former ones lead there still', async () => {
  const renamed = await ada.send(`/c/${community.slug}/settings`, { ...settings, name: 'Leading people' })
  assert.equal(renamed.json.slug, 'leading-people')
  assert.equal((await ada.json(`/c/${community.slug}/members`)).json.community.slug, 'leading-people')
  const page = await ada.get(`/c/${community.slug}/settings`)
  assert.equal(page.status, 303)
  assert.equal(page.headers.location, '/c/leading-people/settings')
  const other = await owen.send('/c/new', { name: 'First-line leaders', purpose: 'Another one.' })
  assert.equal(other.json.slug, 'first-line-leaders-2')
  const back = await ada.send('/c/leading-people/settings', settings)
  assert.equal(back.json.slug, community.slug)
  assert.equal((await site.as('eve').get('/c/leading-people/settings')).status, 404)
})

test('a person who may know of a visible community reads its charter, and nothing else', async () => {
  const eve = site.as('eve')
  assert.equal((await eve.get(`/c/${community.slug}/charter`)).status, 404)
  await ada.send(`/c/${community.slug}/settings`, { ...settings, visibility: 'visible' })
  const charter = await eve.get(`/c/${community.slug}/charter`)
  assert.equal(charter.status, 200)
  assert.match(charter.text, /We get better at leading\./)
  assert.doesNotMatch(charter.text, new RegExp(`/c/${community.slug}/members`))
  assert.equal((await eve.get(`/c/${community.slug}/members`)).status, 404)
  assert.equal((await site.as('visitor').get(`/c/${community.slug}/charter`)).status, 303)
  await ada.send(`/c/${community.slug}/settings`, settings)
  assert.equal((await eve.get(`/c/${community.slug}/charter`)).status, 404)
})

async function sendPicture(name: string, bytes: Buffer, type: string, accept = 'application/json') {
  const edge = 'edge-of-a-part'
  const payload = Buffer.concat([
    Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="banner"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ])
  return site.server.inject({
    method: 'POST',
    url: `/c/${community.slug}/settings/banner`,
    headers: {
      authorization: `Bearer ${people.ada.token}`,
      accept,
      'content-type': `multipart/form-data; boundary=${edge}`,
    },
    payload,
  })
}

test('a picture becomes the banner, made anew; removed, the drawn one is back', async () => {
  const picture = await sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#285' } })
    .png()
    .toBuffer()
  const set = await sendPicture('team.png', picture, 'image/png')
  assert.equal(set.statusCode, 200, set.body)
  const { bannerAddress } = set.json()
  const [, id] = /^\/files\/(\S{22})$/.exec(bannerAddress) ?? []
  const file = await db.read
    .selectFrom('file')
    .selectAll()
    .where('id', '=', longId(id ?? ''))
    .executeTakeFirstOrThrow()
  assert.equal(file.media_type, 'image/webp')
  assert.deepEqual([file.width, file.height, file.community_id, file.use], [1680, 720, community.id, 'banner'])
  assert.match((await ada.get(`/c/${community.slug}/settings/page`)).text, new RegExp(`src="${bannerAddress}"`))

  assert.equal((await site.as('ben').get(bannerAddress)).status, 200)
  assert.equal((await site.as('eve').get(bannerAddress)).status, 404)

  await ada.send(`/c/${community.slug}/settings/banner/removal`)
  assert.equal((await ada.json(`/c/${community.slug}/settings`)).json.community.bannerAddress, null)
  const old = await db.read.selectFrom('file').select('removed_at').where('id', '=', file.id).executeTakeFirstOrThrow()
  assert.ok(old.removed_at)
})

test('a page, a drawing, an empty and a broken file are no pictures', async () => {
  const files: [string, string, string][] = [
    ['page.png', '<html><script>alert(1)</script></html>', 'image/png'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['empty.png', '', 'image/png'],
    ['broken.png', '\x89PNG\r\n\x1a\nnothing more', 'image/png'],
  ]
  for (const [name, text, type] of files) {
    const answer = await sendPicture(name, Buffer.from(text, 'latin1'), type)
    assert.equal(answer.statusCode, 422, name)
    assert.ok(answer.json().fields.banner, name)
  }
  const page = await sendPicture('page.png', Buffer.from('<html>'), 'image/png', 'text/html')
  assert.equal(page.statusCode, 422)
  assert.match(page.body, /This is not a picture we can read/)
  const { count } = await db.read
    .selectFrom('file')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 0)
})

test('sections take a whole order, unless somebody else has changed it meanwhile', async () => {
  const keys = async () =>
    (await ada.json(`/c/${community.slug}/settings/page`)).json.community.sections.map(
      ({ key }: { key: string }) => key,
    )
  const was = await keys()
  const order = was.toReversed()
  const address = `/c/${community.slug}/settings/sections/order`
  assert.equal((await ada.post(address, { was: was.join(' '), order: order.join(' ') })).status, 303)
  assert.deepEqual(await keys(), order)
  const late = await ada.post(address, { was: was.join(' '), order: order.join(' ') })
  assert.equal(late.status, 409)
  assert.match(late.text, /Somebody else changed this list meanwhile/)
  assert.equal((await ada.send(address, { was: order, order: was })).status, 200)
})

test('sections go up and down and off and on, by buttons', async () => {
  const move = (section: string, to: string) =>
    ada.post(`/c/${community.slug}/settings/sections`, { section, move: to })
  await move('toolkit', 'up')
  await move('news', 'hide')
  const { sections } = (await ada.json(`/c/${community.slug}/settings/page`)).json.community
  assert.deepEqual(
    sections.map(({ key, shown }: { key: string; shown: boolean }) => `${key} ${shown}`),
    [
      'ping true',
      'announcements true',
      'events true',
      'news false',
      'toolkit true',
      'featured true',
      'discussions true',
      'pages true',
      'courses true',
    ],
  )
  assert.equal((await move('kitchen', 'up')).status, 422)
})

test('only the site’s own people archive; an archived community is read, and nothing in it changes', async () => {
  assert.equal((await ada.send(`/c/${community.slug}/settings/archiving`)).status, 403)
  assert.equal((await owen.send(`/c/${community.slug}/settings/archiving`)).status, 200)
  assert.equal((await site.as('ben').get(`/c/${community.slug}/members`)).status, 200)
  const refused: [string, object][] = [
    ['settings', settings],
    ['settings/sections', { section: 'news', move: 'show' }],
    ['settings/people', { name: 'Sponsor', size: 'large' }],
    ['members', { people: 'new@example.net', confirmed: true }],
    [`members/${people.ben.id}/roles`, { standing: 'helper' }],
    [`members/${people.ben.id}/removal`, {}],
    ['charter', { purpose: 'No.' }],
    ['settings/archiving', {}],
  ]
  for (const [path, body] of refused) {
    const answer = await owen.send(`/c/${community.slug}/${path}`, body)
    assert.equal(answer.json.code, 'community_archived', path)
    assert.equal(answer.status, 409, path)
  }
  const page = await ada.get(`/c/${community.slug}/settings`)
  assert.match(page.text, /This community is archived/)
  assert.doesNotMatch(page.text, /name="threshold"/)
  const { can } = (await ada.json(`/c/${community.slug}/settings`)).json.community
  assert.deepEqual([can.settings, can.discuss, can.sendPing, can.members], [true, false, false, false])
  assert.equal((await site.as('dov').send(`/c/${community.slug}/leaving`)).status, 200)

  assert.equal((await owen.send(`/c/${community.slug}/settings/activation`)).json.status, 'active')
  assert.equal((await owen.send(`/c/${community.slug}/settings/activation`)).json.code, 'not_archived')
})
