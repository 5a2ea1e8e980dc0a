/**
 * Two at once: what holds of every form when somebody else saves, or signs in, between the moment it was made and the
 * moment it is sent. New addresses are asked as they are added.
 */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { isEdit } from '#server/platform/http/current-form.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { shortId } from '#server/platform/ids.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { sendOne } from '#tests/support/pings.ts'
import { actRows, addressOf, nameOf, rows, sampleBody } from '#tests/support/sample-body.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { tracesOf } from '#tests/support/traces.ts'

const site = await openSite({ LOG_LEVEL: 'silent' })
const { people, community, elsewhere } = site.cast
const ada = site.as('ada')
const ben = site.as('ben')
const root = `/c/${community.slug}`
const samples = await makeFixtures(site)
const closed = await sendOne(site, { question: 'Is it over?' })
await ada.send(`${closed.address}/closing`, { why: 'For its form' })
await ada.send(`${root}/settings/people/${samples.container}/persons`, { who: '@cleo-marsh', quote: 'Ask me.' })

/** What each path parameter stands for, where one sample does not fit every row. */
function samplesFor({ path }: Endpoint): Record<string, string> {
  if (path.endsWith('/outcome')) return { ...samples, ping: shortId(closed.id) }
  if (/\/(draft|scheduling)$/.test(path)) return { ...samples, ping: samples.draft as string }
  // With another address an account loses its token, so it is nobody's who asks here.
  if (path.startsWith('/site/people')) return { ...samples, person: shortId(people.dov.id) }
  if (path.includes('/persons/:person')) return { ...samples, person: shortId(people.cleo.id) }
  return { ...samples, person: shortId(people.ben.id) }
}

/** The person who may change it: a post is edited by its author, the site by its owner. */
const nameMay = ({ path }: Endpoint) =>
  path.includes('/posts/:post') ? 'ben' : path.startsWith('/site/') ? 'owen' : 'ada'
const whoMay = (row: Endpoint) => site.as(nameMay(row))

/** The forms of a page: where each is posted, with everything in it. */
function formsOf(page: string): { action: string; inside: string }[] {
  return [...page.matchAll(/<form([^>]*method="post"[^>]*)>(.*?)<\/form>/gs)].map(([, head = '', inside = '']) => ({
    action: /action="([^"]*)"/.exec(head)?.[1] ?? '',
    inside,
  }))
}

const valueIn = (inside: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(inside)?.[1]

/** Where a path leads without a title before an id, or a former address of the community. */
const pattern = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)

/** The form of an edit as it is shown now. */
async function formOf(row: Endpoint & { form?: string }): Promise<string> {
  const page = await whoMay(row).get(addressOf({ ...row, path: row.form ?? '' } as Endpoint, samplesFor(row)))
  assert.equal(page.status, 200, `${nameOf(row)}: its form answers ${page.status}`)
  const own = shortIdIn(addressOf(row, samplesFor(row)))
  const found = formsOf(page.text).filter(({ action }) => pattern(row.path).test(action))
  const form = found.find(({ action }) => shortIdIn(action) === own) ?? found[0]
  return form?.inside ?? assert.fail(`${nameOf(row)}: its form is not on ${row.form}`)
}

const shortIdIn = (address: string) =>
  address
    .split('/')
    .filter((part) => part.length >= 22)
    .join()

test('every form that changes something says on which version it was made', async () => {
  for (const row of actRows.filter(isEdit)) assert.ok(valueIn(await formOf(row), 'version'), nameOf(row))
})

test('every form that shows stored values says which version they are', async () => {
  const edits = actRows.filter(isEdit).map(({ path }) => pattern(path))
  for (const row of rows.filter((one) => one.method === 'GET' && !('raw' in one) && one.who !== 'bearer')) {
    const { text } = await whoMay(row).get(addressOf(row, samplesFor(row)))
    for (const { action, inside } of formsOf(text)) {
      const shown = [
        ...inside.matchAll(
          /<input(?![^>]*type="(?:hidden|radio|checkbox)")[^>]*value="([^"]+)"|<textarea[^>]*>\n([^<]+)</g,
        ),
      ]
      if (shown.length === 0) continue
      assert.ok(
        edits.some((edit) => edit.test(action)),
        `${nameOf(row)}: the form to ${action} shows “${shown[0]?.[1] ?? shown[0]?.[2]}”. Give its act also: 'PUT' and its form, or show nothing.`,
      )
    }
  }
})

test('what is changed on an older version is not written, by form or by If-Match, and a program is told the version', async () => {
  for (const row of actRows.filter(isEdit)) {
    const address = addressOf(row, samplesFor(row))
    const client = whoMay(row)
    const body = sampleBody(row)
    const older = await client.post(address, { ...asForm(body), version: 'name:00000000' })
    assert.equal(older.status, 409, `${nameOf(row)} wrote over what was saved meanwhile`)
    assert.match(older.text, /Nothing was written over it/, nameOf(row))
    const put = (tag: string) =>
      site.server.inject({
        method: 'PUT',
        url: address,
        headers: {
          authorization: `Bearer ${people[nameMay(row)].token}`,
          accept: 'application/json',
          'content-type': 'application/json',
          'if-match': tag,
        },
        payload: JSON.stringify(body),
      })
    const missed = await put('"name:00000000"')
    assert.deepEqual([missed.statusCode, missed.json().code], [412, 'if_match_failed'], nameOf(row))
    const read = rows.find((one) => one.method === 'GET' && 'json' in one === false && one.path === row.form)
    if (!read) continue
    const tag = String((await client.json(addressOf(read, samplesFor(row)))).headers.etag)
    // A page with several forms has no one version: there the form itself says it.
    const version = tag === 'undefined' ? `"${valueIn(await formOf(row), 'version')}"` : tag
    assert.equal((await put(version)).statusCode, 200, `${nameOf(row)} does not take ${version}`)
  }
})

test('two who write the charter: the second sees both texts, loses nothing, and what only one of them touched is kept', async () => {
  const address = `${root}/charter`
  await ada.send(address, { purpose: 'To lead well.', domain: 'First teams.', norms: 'Be kind.' }, 'PUT')
  const form = async () => {
    const inside = formsOf((await ada.get(`${address}/edit`)).text).find(({ action }) => action === address)?.inside
    return valueIn(inside ?? '', 'version') ?? ''
  }
  const version = await form()
  const first = { purpose: 'To lead better.', domain: 'First teams, first years.', norms: 'Be kind.', version }
  assert.equal((await ada.post(address, first)).status, 303)
  // Her second window, where she changed the domain as well, and the norms, and left the purpose as it was.
  const second = { purpose: 'To lead well.', domain: 'Only first teams.\r\n', norms: 'Be kind and brief.', version }
  const { status, text } = await ada.post(address, second)
  assert.equal(status, 409)
  assert.match(text, /name="purpose"[^>]*>\nTo lead better\.</, 'what she left alone is as it is now')
  assert.match(text, /name="domain"[^>]*>\nOnly first teams\.\s*<\/textarea>/)
  assert.match(text, /Saved in the meantime<\/p><div class="now">First teams, first years\.</)
  assert.match(text, /name="norms"[^>]*>\nBe kind and brief\.</)
  assert.equal(text.match(/class="meanwhile"/g)?.length, 1, 'only where both have changed something')
  const seen = valueIn(formsOf(text).find(({ action }) => action === address)?.inside ?? '', 'version')
  assert.notEqual(seen, version)
  assert.equal((await ada.post(address, { ...second, version: seen ?? '' })).status, 303, 'now she saves it knowingly')
  assert.match((await ben.get(address)).text, /Only first teams\./)
})

test('a form refused for another reason still knows the version it was made on', async () => {
  const address = `${root}/charter`
  const edit = await ada.get(`${address}/edit`)
  const version = valueIn(formsOf(edit.text).find(({ action }) => action === address)?.inside ?? '', 'version') ?? ''
  await ada.send(address, { purpose: 'Saved in the meantime.' }, 'PUT')
  const long = await ada.post(address, { purpose: 'Mine.', domain: 'x'.repeat(10_001), version })
  assert.equal(long.status, 422)
  const again = formsOf(long.text).find(({ action }) => action === address)?.inside ?? ''
  assert.equal(valueIn(again, 'version'), version)
})

test('a community renamed in one window is not renamed back by another that was open before', async () => {
  const settings = `/c/${elsewhere.slug}/settings`
  const eve = site.as('eve')
  const page = await eve.get(settings)
  const inside = formsOf(page.text).find(({ action }) => action === settings)?.inside ?? ''
  const row = actRows.find(({ path }) => path === '/c/:community/settings')
  const body = { ...asForm(sampleBody(row ?? assert.fail())), version: valueIn(inside, 'version') ?? '' }
  assert.equal((await eve.post(settings, { ...body, name: 'A new name' })).status, 303)
  const second = await eve.post(settings, { ...body, name: 'Another name' })
  assert.equal(second.status, 409)
  assert.match(second.text, /action="\/c\/a-new-name\/settings"/)
  assert.match(second.text, /Saved in the meantime<\/p><div class="now">A new name</)
})

test('every form names the person it was made for', async () => {
  for (const row of rows.filter((one) => one.method === 'GET' && !('raw' in one) && one.who !== 'bearer')) {
    const { text } = await ada.get(addressOf(row, samplesFor(row)))
    for (const { action, inside } of formsOf(text)) {
      const act = actRows.find(({ path }) => pattern(path).test(action))
      if (!act || act.who === 'anyone' || act.who === 'bearer') continue
      assert.equal(valueIn(inside, 'for'), shortId(people.ada.id), `${nameOf(row)}: the form to ${action}`)
    }
  }
})

test('a form made for Ada does nothing while Ben is signed in, whatever it would do', async () => {
  const before = await tracesOf(site)
  const made = { for: shortId(people.ada.id) }
  for (const row of actRows.filter(({ who }) => who !== 'anyone' && who !== 'bearer')) {
    const answer = await ben.post(addressOf(row, samplesFor(row)), { ...asForm(sampleBody(row)), ...made })
    assert.equal(answer.status, 409, `${nameOf(row)} was done in Ben’s name`)
    assert.match(answer.text, /You are Ben Reyes here now/, nameOf(row))
  }
  assert.deepEqual(await tracesOf(site), before)
})

test('what was typed as another person is kept on the page, and is sent as the person signed in now once they confirm', async () => {
  const address = `${root}/discussions/${samples.thread}/posts`
  const source = 'Ada <typed> this.\nTwo lines.'
  const asked = await ben.post(address, { source, once: 'of-ada', for: shortId(people.ada.id) })
  const [form] = formsOf(asked.text)
  assert.equal(form?.action, address)
  assert.match(form?.inside ?? '', /<textarea name="source"[^>]*>\nAda &lt;typed&gt; this\.\nTwo lines\.</)
  assert.match(form?.inside ?? '', new RegExp(`name="for" value="${shortId(people.ben.id)}">Go on as Ben Reyes<`))
  assert.match(asked.text, /action="\/sign-out" target="_blank"/)
  assert.doesNotMatch(asked.text, /Ada Lindqvist/, 'an id in a form tells nobody’s name')
  assert.equal((await ben.post(address, { source, once: 'of-ada', for: shortId(people.ben.id) })).status, 303)
})

test('no file is stored from a form made for another person', async () => {
  const files = () =>
    readdirSync(site.platform.config.dataDir, { recursive: true }).filter((name) => /files/.test(`${name}`))
  const before = files()
  const { status, text } = await sendFiles(
    site,
    'ada',
    `${root}/toolkit`,
    { for: shortId(people.eve.id), title: 'A handbook of ours' },
    { file: { name: 'handbook.pdf', bytes: '%PDF-1.7 hello' } },
    'text/html',
  )
  assert.equal(status, 409)
  assert.match(text, /A handbook of ours/)
  assert.deepEqual(files(), before)
})

function asForm(body: Record<string, unknown>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}
