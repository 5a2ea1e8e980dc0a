/**
 * The big list of naughty strings through every field that takes text, as its act's schema says, by form and by JSON:
 * never a mistake of ours, what is kept comes back the same, what is refused is said in a sentence, pages are well formed.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import naughty from 'big-list-of-naughty-strings' with { type: 'json' }
import type { ActEndpoint, Endpoint } from '#server/platform/http/endpoint.ts'
import { standingHeaders } from '#server/platform/http/headers.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { allOrOneIn, asMany } from '#tests/support/long-run.ts'
import { actRows, addressOf, nameOf, rows, sampleBody, type TextField, textFields } from '#tests/support/sample-body.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { type Answer, type Client, openSite } from '#tests/support/site.ts'
import { fieldValues, readPage } from '#tests/support/well-formed.ts'

const site = await openSite()
const made = await makeFixtures(site)
const own = await site
  .as('ada')
  .send(`/c/${made.community}/discussions`, { title: 'Ada’s', source: 'Ada’s', kind: 'talk' })
const { rows: first } = await site.platform.database.readPool.query('select id from post where thread_id = $1', [
  own.json.id,
])
const samples = { ...made, thread: own.json.id, post: first[0].id, ping: made.draft as string }
const inSettings = { ...made, person: site.cast.people.cleo.id }
const group = `/c/${made.community}/settings/people/${made.container}/persons`
assert.equal((await site.as('ada').send(group, { who: '@cleo-marsh' })).status, 201)

/** What does away with what the others are tried on, or holds no words. */
const elsewhere = [
  '/demo/own-site',
  '/first-owner/:key',
  '/c/:community/settings',
  '/c/:community/pings/:ping/closing',
  '/c/:community/pings/:ping/withdrawal',
]

/** Requests for each act at most: what short fields of one leave over, others take up, for they are of few shapes. */
const mostRounds = asMany(10, { else: 3 })

/** Strings together, as many as a field holds, so that all are tried with few requests. */
function packed(most: number): string[] {
  const room = Math.min(most, 16_000)
  const packs: string[] = []
  let pack = ''
  for (const one of naughty.filter((text) => text.length <= room)) {
    if (pack.length + one.length + 1 > room) {
      packs.push(pack)
      pack = ''
    }
    pack += pack ? `\n${one}` : one
  }
  return [...packs, pack]
}

const packs = new Map<number, string[]>()
const packsFor = ({ most }: TextField) => packs.get(most) ?? packs.set(most, packed(most)).get(most) ?? []

/** What stays of a text whatever a field makes of it: no blanks, no marks that are not seen, composed characters. */
function bare(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
}

function bodyOf(row: ActEndpoint, fields: readonly TextField[], round: number): Record<string, unknown> {
  const words = fields.map((field, i) => {
    const all = packsFor(field)
    const text = all[(round + i) % all.length] as string
    return [field.name, field.isList ? [text, `${text.slice(0, field.most - 1)}2`] : text]
  })
  return { ...sampleBody(row), ...Object.fromEntries(words) }
}

/** What an answer makes wrong, in a sentence; nothing where all is right. */
function faultsOf(row: Endpoint, answer: Answer, page: boolean): string[] {
  const name = nameOf(row)
  if (answer.status >= 500) return [`${name} answered ${answer.status}`]
  const lacking = Object.keys(standingHeaders).filter((header) => !answer.headers[header])
  if (lacking.length > 0) return [`${name} answered without ${lacking.join(', ')}`]
  if (
    !page &&
    answer.status === 422 &&
    !Object.values(answer.json.fields ?? {}).every((says) => String(says).length > 5)
  )
    return [`${name} refused without a sentence`]
  // A beacon is answered with an empty page.
  if (page && answer.text !== '' && String(answer.headers['content-type']).includes('html'))
    return readPage(answer.text).mistakes.map((mistake) => `${name} made a page that is not well formed: ${mistake}`)
  return []
}

/** Sends it without the fields that were refused, such as those that take one of a list, so that the others are kept. */
async function sendWithout(
  who: Client,
  address: string,
  row: ActEndpoint,
  body: Record<string, unknown>,
): Promise<Answer> {
  const usual = sampleBody(row)
  const refused = await who.send(address, body)
  for (const name of Object.keys(refused.json?.fields ?? {})) {
    if (usual[name] === undefined) delete body[name]
    else body[name] = usual[name]
  }
  return who.send(address, body)
}

/** Where members see what such an act says. */
function pageOf({ path }: ActEndpoint): string {
  const [, , , part = ''] = path.split('/')
  return path.startsWith('/c/:') ? `/c/${made.community}/${part === 'settings' ? '' : part}` : '/'
}

const wordy = actRows.filter((row) => textFields(row).length > 0 && !elsewhere.includes(row.path))

test('no text causes an error of ours, and every page that shows it is well formed', async () => {
  const faults = new Set<string>()
  const compared = new Set<string>()
  for (const [i, row] of wordy.entries()) {
    const fields = textFields(row)
    const things = row.path.includes('/persons') ? inSettings : samples
    const address = addressOf(row, things)
    const ada = site.as(row.path === '/c/new' ? 'owen' : row.who === 'anyone' ? 'visitor' : 'ada')
    const rounds = Math.max(...fields.map((field) => packsFor(field).length))
    for (let round = i; round < i + Math.min(rounds, mostRounds); round++) {
      forgetCounts()
      const body = bodyOf(row, fields, round)
      const isPage = round % 2 === 0 && !row.files
      const answer = isPage ? await ada.post(address, body as Record<string, string>) : await ada.send(address, body)
      for (const fault of faultsOf(row, answer, isPage)) faults.add(fault)
      const last = answer.status === 422 ? await sendWithout(ada, address, row, body) : answer
      for (const fault of faultsOf(row, last, isPage && last === answer)) faults.add(fault)
      if (last.status >= 400 || !row.form || row.created) continue
      const shown = await ada.get(
        row.form.replace(/:(\w+)/g, (_, name: string) => (things as Record<string, string>)[name] ?? 'none'),
      )
      if (shown.status !== 200) continue
      const page = readPage(shown.text)
      for (const mistake of page.mistakes) faults.add(`${row.form} is not well formed: ${mistake}`)
      const kept = row.input.safeParse({ ...body, ...things }).data as Record<string, unknown> | undefined
      for (const { name, isList } of fields) {
        const [value] = fieldValues(page, name)
        if (isList || !value || !kept?.[name]) continue
        compared.add(`${row.path} ${name}`)
        if (bare(value) !== bare(String(body[name])))
          faults.add(
            `${nameOf(row)} ${name}: ${JSON.stringify(bare(String(body[name])).slice(0, 80))} came back as ${JSON.stringify(bare(value).slice(0, 80))}`,
          )
      }
    }
    for (const mistake of readPage((await site.as('ben').get(pageOf(row))).text).mistakes)
      faults.add(`${pageOf(row)}: ${mistake}`)
  }
  assert.deepEqual([...faults], [])
  assert.ok(compared.size >= 20, `only ${[...compared].join(', ')} were compared`)
})

/** The fields of a row by which the sender says where to be led. */
function wayFields(row: Endpoint): string[] {
  if ('raw' in row) return []
  const usual = row.method === 'POST' ? sampleBody(row) : {}
  const leadsTo = (name: string) =>
    (row.input.safeParse({ ...usual, ...samples, [name]: '/日' }).data as Record<string, unknown> | undefined)?.[name]
  return Object.keys(row.input.shape ?? {}).filter((name) => leadsTo(name) === ownPath('/日'))
}

const isWay = /^\/(?![/\\])[\x21-\x7e]*$/

test('whatever next address is sent, the redirect leads to a page of ours', async () => {
  const faults = new Set<string>()
  const asked = new Set<string>()
  const ways = [...new Set(naughty.map((text) => `/${text}`))].filter((way) => ![way, '/'].includes(ownPath(way)))
  for (const way of naughty.flatMap((text) => [text, `/${text}`])) assert.match(ownPath(way), isWay)
  for (const row of rows)
    for (const name of wayFields(row)) {
      asked.add(`${nameOf(row)} ${name}`)
      const address = addressOf(row, samples)
      // People who are signed in are led on by a GET, others by what they send.
      const who = site.as(row.method === 'GET' ? 'ben' : 'visitor')
      for (const way of allOrOneIn(
        4,
        ways.filter((_, i) => i % 5 === asked.size % 5),
        asked.size,
      )) {
        forgetCounts()
        const answer =
          row.method === 'GET'
            ? await who.get(`${address}?${new URLSearchParams({ [name]: way })}`)
            : await who.post(address, { ...sampleBody(row), [name]: way } as Record<string, string>)
        for (const fault of faultsOf(row, answer, true)) faults.add(fault)
        const leads = answer.headers.location
        if (leads !== undefined && !isWay.test(String(leads))) faults.add(`${nameOf(row)} leads to ${leads}`)
      }
    }
  assert.deepEqual([...faults], [])
  for (const one of ['GET /sign-in to', 'POST /sign-in to', 'POST /sign-in/password to', 'POST /language back'])
    assert.ok(asked.has(one), `${one} was not asked`)
})

test('a file of any name is kept, shown and taken away under it', async () => {
  for (const name of packed(150).map((pack) => `${pack.replaceAll('\n', ' ').slice(0, 140)}.txt`)) {
    forgetCounts()
    const file = { name, bytes: 'only words' }
    const added = await sendFiles(site, 'ada', `/c/${made.community}/toolkit`, { title: 'A file' }, { file })
    assert.equal(added.status, 201, `${JSON.stringify(name)}: ${added.text}`)
    const { rows: kept } = await site.platform.database.readPool.query('select file_id from resource where id = $1', [
      JSON.parse(added.text).id,
    ])
    const fetched = await fetchFile(site, 'ben', `/files/${kept[0].file_id}`)
    assert.equal(fetched.status, 200, JSON.stringify(name))
    assert.match(String(fetched.headers['content-disposition']), /^attachment; filename=[\x20-\x7e]+$/)
  }
})
