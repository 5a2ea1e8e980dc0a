/**
 * Texts made to run as script, through every place that shows what people write: pages, previews, mails, live pushes,
 * imports, names of files. What comes out is read by a browser's parser, and some of it by a browser that has been told
 * to ignore our policy, so that it is the encoding that holds.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { payloads } from '#tests/promises/payloads.ts'
import { addPerson, join } from '#tests/support/actors.ts'
import { openBrowser, openWindow } from '#tests/support/browser.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { ballotOf, sendOne } from '#tests/support/pings.ts'
import { addressOf, rows } from '#tests/support/sample-body.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { type Answer, openSite } from '#tests/support/site.ts'
import { attributeOf, readPage, textOf } from '#tests/support/well-formed.ts'

const site = await openSite()
const [ada, ben, owen] = [site.as('ada'), site.as('ben'), site.as('owen')]
const { community, people } = site.cast
const root = `/c/${community.slug}`
const samples = await makeFixtures(site)

/** Attributes that a browser follows or loads. */
const followed = ['href', 'src', 'action', 'formaction', 'poster', 'srcset', 'data', 'xlink:href', 'background', 'ping']
/** Elements that no page of ours has; and those that are ours alone, with nothing in them that somebody wrote. */
const foreign = ['object', 'embed', 'math', 'foreignobject', 'turbo-stream']
const ours = ['script', 'style', 'noscript']

/** What in this HTML would run, load or steer, in a sentence each. */
function faultsIn(html: string, where: string): string[] {
  const { elements, mistakes } = readPage(html)
  const faults = mistakes.map((mistake) => `${where}: not well formed, ${mistake}`)
  for (const element of elements) {
    const { tagName, attrs } = element
    const say = (what: string) => faults.push(`${where}: <${tagName}> ${what}`)
    if (foreign.includes(tagName)) say('came in')
    // The address of a page of ours may hold the letters of its title.
    if (ours.includes(tagName) && /boom/.test(textOf(element).replaceAll(/"(?:\w+ )?\/[\w/?=&;%.-]*"/g, '')))
      say('holds what somebody wrote')
    if (tagName === 'base' && attributeOf(element, 'href') !== undefined) say('leads all addresses away')
    if (tagName === 'meta' && /refresh/i.test(attributeOf(element, 'http-equiv') ?? '')) say('leads away')
    for (const { name, value } of attrs) {
      if (/^on/.test(name)) say(`has ${name}`)
      if (/boom/.test(name)) say(`has an attribute of somebody’s: ${name}`)
      if (
        /^(style|id|class|name|srcdoc)$|^data-turbo/.test(name) &&
        /boom/.test(value) &&
        !value.startsWith('language-')
      )
        say(`has somebody’s ${name}`)
      if (!followed.includes(name)) continue
      const address = value.replace(/[\s\p{Cc}]/gu, '').toLowerCase()
      if (/^(javascript|vbscript|data:(?!image\/|,$))/.test(address)) say(`leads to ${value}`)
      if (name !== 'href' && /boom\.example/.test(address)) say(`loads ${value}`)
      if (name === 'href' && tagName !== 'a' && /boom\.example/.test(address)) say(`loads ${value}`)
      if (/^(\/\/|\\\\)/.test(address)) say(`borrows the page’s scheme: ${value}`)
    }
  }
  return faults
}

function inPage(answer: Answer, where: string): string[] {
  const isPage = String(answer.headers['content-type']).startsWith('text/html')
  return isPage ? faultsIn(answer.text, `${where} (${answer.status})`) : []
}

const cut = (text: string, most: number) => text.slice(0, most)
const faults = new Set<string>()
const note = (found: readonly string[]) => {
  for (const one of found) faults.add(one)
}

async function done(answer: Promise<Answer>): Promise<Answer> {
  forgetCounts()
  const got = await answer
  assert.ok(got.status < 300, `${got.status}: ${got.text.slice(0, 300)}`)
  return got
}

/** The writer of a text gets it back in its form too, refused or not. */
async function typed(path: string, fields: Record<string, string | readonly string[]>): Promise<void> {
  forgetCounts()
  const answer = await ada.post(path, fields)
  assert.ok(answer.status < 500)
  note(inPage(answer, `${path} again`))
}

const threads: string[] = []
const pages: string[] = []

test('hostile texts are stored through every field', async () => {
  const all = payloads.join('\n\n')
  const about = { hue: 162, locale: 'en', zone: 'UTC', threshold: 5, visibility: 'hidden' }
  await done(
    ada.send(`${root}/charter`, {
      purpose: cut(all, 600),
      domain: cut(all, 9000),
      norms: cut(all, 9000),
      questions: cut(all, 9000),
      who_for: cut(all, 9000),
    }),
  )
  for (const [i, payload] of payloads.entries()) {
    const thread = await done(
      ada.send(`${root}/discussions`, { title: payload, source: payload, kind: i % 2 ? 'talk' : 'question' }),
    )
    threads.push(thread.json.id)
    pages.push(thread.json.address)
    await done(ben.send(`${thread.json.address}/posts`, { source: `@ada-lindqvist ${payload}` }))
    const words = { title: payload, summary: payload, authors: payload, licence: cut(payload, 120), prompt: payload }
    const resource = await done(
      ada.send(`${root}/toolkit`, {
        ...words,
        source: `${payload}\n`,
        howToUse: payload,
        newTopic: cut(`${i} ${payload}`, 120),
      }),
    )
    pages.push(`${root}/toolkit/${resource.json.id}`)
    await typed(`${root}/toolkit`, { ...words, address: payload })
    await typed(`${root}/pings`, { question: payload, options: [payload], hours: payload })
    const preview = await done(ada.send('/markdown/preview', { source: payload }))
    note(faultsIn(`<!doctype html>${preview.json.html}`, 'preview'))
  }
  const group = (name: string) => ada.send(`${root}/settings/people`, { name, size: 'large' })
  for (const payload of payloads.slice(-8)) await done(group(cut(payload, 60)))
  await done(
    ada.send(`${root}/settings/people/${samples.container}/persons`, { who: '@cleo-marsh', quote: cut(all, 400) }),
  )
  for (const [i, name] of payloads.entries()) {
    const { id } = await addPerson(site, `Person ${i}`)
    await join(site, id)
    const { write } = site.database.db
    await write
      .updateTable('person')
      .set({ name, title: name, bio: name, location: name })
      .where('id', '=', id)
      .execute()
    if (i % 4 === 0) pages.push(`/people/${id}`)
  }
  await done(
    ada.send(
      '/account',
      { name: '"><img src=x onerror=boom()>', title: '</title><script>boom()</script>', bio: cut(all, 2000) },
      'PUT',
    ),
  )
  await done(
    ada.send(`${root}/settings`, { ...about, name: '</title><script>boom()</script>', purpose: cut(all, 600) }),
  )
  const ping = await sendOne(site, { question: '</title>"><script>boom()</script>', options: payloads.slice(0, 9) })
  pages.push(ping.address)
  const { links } = await ballotOf(site, people.ben.id, ping)
  for (const link of links.slice(0, 2)) note(inPage(await site.as('visitor').get(link), 'ballot'))
  const list = payloads
    .map(
      (payload, i) =>
        `## ${payload.split('\n')[0]}\n- [${payload.split('\n')[0]}](https://example.org/${i}) ${payload}`,
    )
    .join('\n')
  note(inPage(await ada.post(`${root}/toolkit/import`, { list }), 'import, looked at'))
  await done(ada.send(`${root}/toolkit/import`, { list, sure: true }))
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
})

test('no page runs, loads or follows what somebody wrote', async () => {
  for (const row of rows.filter(({ method, path }) => method === 'GET' && path !== '/live'))
    pages.push(addressOf(row, samples))
  for (const [i, page] of pages.entries()) note(inPage((await [ada, ben, owen][i % 3]?.get(page)) as Answer, page))
  const { rows: mails } = await site.platform.database.readPool.query<{ id: string }>('select id from mail limit 60')
  for (const { id } of mails) {
    note(inPage(await owen.get(`/outbox/${id}`), 'outbox'))
    note(inPage(await owen.get(`/outbox/${id}/letter`), 'letter'))
  }
  assert.deepEqual([...faults], [])
})

test('no mail runs, loads or follows what somebody wrote, and no text becomes a header', async () => {
  const look = await site.look()
  const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))
  const { rows: mails } = await site.platform.database.readPool.query<{ id: string; kind: string }>(
    `select distinct on (kind, about_id) id, kind from mail`,
  )
  const seen = new Set<string>()
  for (const { id, kind } of mails) {
    const shown = await showMail(look, kinds, id, 'live')
    if (!shown || 'dropped' in shown.words) continue
    seen.add(kind)
    const { html, subject, from = '', listId = '' } = shown.words
    assert.deepEqual(faultsIn(html.toString(), kind), [])
    assert.doesNotMatch(`${subject}${from}${listId}`, /[\r\n]/, `${kind} has a header that breaks`)
  }
  assert.ok(seen.has('ping') && seen.has('reply'), `only ${[...seen]} were read`)
})

test('no live update runs, loads or follows what somebody wrote', async () => {
  const sent: string[] = []
  const topics = new Map(
    [...threads.map((id) => `thread/${id}`), `inbox/${people.ada.id}`].map((topic) => [topic, '0']),
  )
  const stop = await site.platform.live.watch(await site.actor('ada'), topics, {
    send: (_event, data) => void sent.push(data),
    close: () => undefined,
  })
  stop()
  assert.ok(sent.length >= threads.length)
  for (const data of sent) {
    assert.doesNotMatch(data, /[\r\n]/, 'a push that breaks is two')
    for (const { html = '' } of JSON.parse(data).changes)
      assert.deepEqual(faultsIn(`<!doctype html>${html}`, 'live'), [])
  }
})

test('no file name is taken for more than a name', async () => {
  for (const [i, payload] of payloads.entries()) {
    forgetCounts()
    const name = `${payload.replaceAll('/', ' ')}.txt`
    const answer = await sendFiles(site, 'ada', `${root}/toolkit`, {}, { file: { name, bytes: `Text ${i}` } })
    if (answer.status === 422) continue
    assert.equal(answer.status, 201, answer.text)
    const { resource } = (await ada.json(`${root}/toolkit/${JSON.parse(answer.text).id}`)).json
    const file = await fetchFile(site, 'ada', resource.file.address)
    assert.match(
      String(file.headers['content-disposition']),
      /^(inline|attachment); filename=([\w.-]+|"([\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*")(; filename\*=UTF-8''[\w.!~%-]*)?$/,
    )
    assert.equal(file.headers['x-content-type-options'], 'nosniff')
  }
})

test('a browser without our policy runs none of it, and asks nobody else for anything', async () => {
  const origin = await site.listen()
  const extraHTTPHeaders = { authorization: `Bearer ${people.ada.token}` }
  const window = await openWindow({ baseURL: origin, bypassCSP: true, extraHTTPHeaders })
  await window.addInitScript(
    'window.boom = () => { document.documentElement.dataset.boomed = location.href; alert(1) }',
  )
  const page = await window.newPage()
  const wrong: string[] = []
  page.on('dialog', (dialog) => {
    wrong.push(`${page.url()} opened a dialog`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && new URL(request.url()).origin !== origin)
      wrong.push(`${page.url()} asked ${request.url()}`)
  })
  const looked = [
    '/',
    root,
    `${root}/charter`,
    `${root}/members`,
    `${root}/toolkit`,
    `${root}/discussions`,
    `${root}/pings`,
    '/account',
    `${root}/settings/people`,
  ]
  // A browser opens no page for a file to keep.
  const some = pages.filter((address, i) => i % 30 === 0 && !address.endsWith('.csv'))
  for (const address of [...looked, ...some]) await page.goto(address, { waitUntil: 'load' })
  await (await openBrowser()).close()
  assert.deepEqual(wrong, [])
})
