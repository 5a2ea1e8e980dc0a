/**
 * An act is done once, however often it is sent.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { activity } from '#server/platform/activity.ts'
import { html } from '#server/platform/html/html.ts'
import { acts, reads } from '#server/platform/http/endpoint.ts'
import { sweepKeysJob } from '#server/platform/http/idempotency.ts'
import { upload } from '#server/platform/http/input.ts'
import { notFound, refusal, refuse } from '#server/platform/refuse.ts'
import { openSite } from '#tests/support/site.ts'

const noted = activity('stage.noted', 'note', { name: z.string() })

const gone = new Set<string>()
const hasBegun = Promise.withResolvers<void>()
const notYet = refusal('not_yet', 409, 'Not yet.')
let isOpen = true
const common = {
  who: 'signed_in' as const,
  refusals: [notYet],
  input: z.object({ name: z.string().default(''), wait: z.number().default(0), file: upload() }),
  view: z.any(),
}
const write = acts({
  ...common,
  path: '/stage/notes',
  summary: 'Writes a line.',
  created: true,
  files: { file: { limit: 1000 } },
  async act(work, actor, { name, wait }) {
    if (!isOpen) refuse(notYet)
    const id = await work.record(noted, {
      communityId: null,
      by: actor.kind === 'person' ? actor.personId : null,
      objectId: null,
      facts: { name },
    })
    if (name === 'lost') hasBegun.resolve()
    await sleep(wait)
    return { id, name }
  },
  respond: (view) => ({ location: `/stage/notes/${view.id}?with=words`, flash: 'Noted.' }),
})
const note = reads({
  path: '/stage/notes/:note',
  summary: 'A line, as long as it is there.',
  who: 'signed_in',
  refusals: [notFound],
  input: z.object({ note: z.string(), with: z.literal('words') }),
  view: z.object({ id: z.string() }),
  read: async (_look, _actor, { note: id }) => (gone.has(id) ? refuse(notFound) : { id }),
  page: ({ id }) => html`<p>${id}</p>`,
})
const secret = acts({
  ...common,
  path: '/stage/secrets',
  summary: 'Tells a secret once.',
  toldOnce: true,
  act: async (work) => ({ secret: `s-${work.now.getTime()}` }),
  respond: (view) => ({ location: `/?${view.secret}` }),
})
const fleeting = acts({
  ...write,
  path: '/stage/fleeting',
  summary: 'Keeps nothing.',
  keepsNothing: true,
  files: undefined,
})
const site = await openSite({ LOG_LEVEL: 'silent' }, [{ name: 'stage', endpoints: [write, note, secret, fleeting] }])
const ada = site.as('ada')

async function notes(name: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from activity where verb = 'stage.noted' and facts->>'name' = ${name}`.execute(
    site.database.db.write,
  )
  return rows[0]?.n ?? 0
}

function keyed(key: string, body: object, who = ada, path = '/stage/notes') {
  const token = site.cast.people[who === ada ? 'ada' : 'ben'].token
  return site.server.inject({
    method: 'POST',
    url: path,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'idempotency-key': key },
    payload: body,
  })
}

test('a form sent twice does its act once and leads to the same place', async () => {
  const first = await ada.post('/stage/notes', { once: 'k1', name: 'form' })
  const again = await ada.post('/stage/notes', { once: 'k1', name: 'form' })
  assert.deepEqual([first.status, again.status], [303, 303])
  assert.equal(again.headers.location, first.headers.location)
  const cookie = String(again.headers['set-cookie']).split(';')[0] as string
  assert.equal((await ada.get(String(again.headers.location), { cookie })).status, 200)
  assert.equal(await notes('form'), 1)
})

test('a repeated API request gets what the first one made, as it is by then', async () => {
  const first = await keyed('k2', { name: 'json' })
  const again = await keyed('k2', { name: 'json' })
  assert.deepEqual([first.statusCode, again.statusCode, again.body], [201, 303, ''])
  assert.equal((await ada.json(String(again.headers.location))).json.id, first.json().id)
  assert.equal(await notes('json'), 1)
})

test('where what was made is not readable any more, a repeat says so, and shows nothing of it', async () => {
  const first = await keyed('k11', { name: 'marmalade' })
  gone.add(first.json().id)
  const again = await keyed('k11', { name: 'marmalade' })
  assert.deepEqual([again.statusCode, again.json().code, again.headers.location], [404, 'not_found', undefined])
  const { rows } = await sql`select * from idempotency_key`.execute(site.database.db.write)
  assert.doesNotMatch(JSON.stringify(rows), /marmalade/)
  assert.equal(await notes('marmalade'), 1)
})

test('a key is forgotten after two days', async () => {
  await keyed('k12', {})
  const keys = () =>
    site.database.db.write.selectFrom('idempotency_key').select('key').where('key', '=', 'k12').execute()
  await site.shiftClock('47 hours')
  await sweepKeysJob.run(site.platform, {})
  assert.equal((await keys()).length, 1)
  await site.shiftClock('49 hours')
  await sweepKeysJob.run(site.platform, {})
  assert.equal((await keys()).length, 0)
  await site.shiftClock('0')
})

test('five identical forms at the same instant do the act once', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => keyed('k3', { name: 'instant', wait: 100 })))
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 303, 303, 303, 303])
  assert.equal(new Set(answers.flatMap(({ headers }) => headers.location ?? [])).size, 1)
  assert.equal(await notes('instant'), 1)
})

test('the same key with other contents is refused, at the same address or another', async () => {
  await keyed('k4', { name: 'first' })
  const other = await keyed('k4', { name: 'second' })
  assert.deepEqual([other.statusCode, other.json().code], [409, 'already_done'])
  assert.equal((await keyed('k4', { name: 'first' }, ada, '/stage/secrets')).statusCode, 409)
  assert.equal(await notes('second'), 0)
})

test('buttons that share a form and lead to several addresses are acts of their own', async () => {
  const note = await ada.post('/stage/notes', { once: 'k20', name: 'shared' })
  const other = await ada.post('/stage/secrets', { once: 'k20', name: 'shared' })
  assert.deepEqual([note.status, other.status], [303, 303])
  assert.notEqual(other.headers.location, note.headers.location)
})

test('two people’s keys are not the same', async () => {
  await keyed('k5', { name: 'ours' })
  assert.equal((await keyed('k5', { name: 'ours' }, site.as('ben'))).statusCode, 201)
  assert.equal(await notes('ours'), 2)
})

test('without a key each request does the act; one whose key is too long is refused', async () => {
  for (let i = 0; i < 2; i++) assert.equal((await ada.send('/stage/notes', { name: 'keyless' })).status, 201)
  const long = await keyed('k'.repeat(201), { name: 'keyless' })
  assert.deepEqual(
    [long.statusCode, long.json().fields],
    [422, { 'Idempotency-Key': 'This key is too long: at most 200 characters.' }],
  )
  assert.equal(await notes('keyless'), 2)
})

test('an act that was refused may be sent again with the same key', async () => {
  isOpen = false
  assert.equal((await keyed('k6', { name: 'later' })).statusCode, 409)
  isOpen = true
  assert.equal((await keyed('k6', { name: 'later' })).statusCode, 201)
  assert.equal(await notes('later'), 1)
})

test('an act whose response was lost is done once, and its repeat gets the response', async () => {
  const address = await site.listen()
  const headers = {
    authorization: `Bearer ${site.cast.people.ada.token}`,
    'content-type': 'application/json',
    accept: 'application/json',
    'idempotency-key': 'k7',
  }
  const body = JSON.stringify({ name: 'lost', wait: 150 })
  const leaving = new AbortController()
  const lost = fetch(`${address}/stage/notes`, { method: 'POST', headers, body, signal: leaving.signal })
  await hasBegun.promise
  leaving.abort()
  await assert.rejects(lost)
  const again = await fetch(`${address}/stage/notes`, { method: 'POST', headers, body })
  assert.deepEqual([again.status, again.redirected], [200, true])
  assert.match(again.url, /\/stage\/notes\/[\w-]+\?with=words$/)
  assert.equal(await notes('lost'), 1)
})

test('the same file sent again is the same act, another file is not', async () => {
  const send = (bytes: string) => {
    const form = new FormData()
    form.set('once', 'k8')
    form.set('name', 'file')
    form.set('file', new Blob([bytes]), 'a.txt')
    return site.server.inject({
      method: 'POST',
      url: '/stage/notes',
      headers: { authorization: `Bearer ${site.cast.people.ada.token}`, accept: 'application/json' },
      payload: form,
    })
  }
  const [first, again, other] = [await send('hello'), await send('hello'), await send('other')]
  assert.deepEqual([first.statusCode, again.statusCode, other.statusCode], [201, 303, 409])
  assert.equal(await notes('file'), 1)
})

test('a secret is told once, and not kept', async () => {
  const first = await keyed('k9', {}, ada, '/stage/secrets')
  assert.match(first.json().secret, /^s-/)
  const again = await keyed('k9', {}, ada, '/stage/secrets')
  assert.deepEqual([again.statusCode, again.json().code], [409, 'told_already'])
  const kept = await site.database.db.write
    .selectFrom('idempotency_key')
    .selectAll()
    .where('key', '=', 'k9')
    .executeTakeFirstOrThrow()
  assert.equal(kept.led_to, null)
})

test('an act declared keepsNothing stores no idempotency key', async () => {
  await keyed('k10', { name: 'fleeting' }, ada, '/stage/fleeting')
  const kept = await site.database.db.write
    .selectFrom('idempotency_key')
    .select('key')
    .where('key', '=', 'k10')
    .execute()
  assert.deepEqual(kept, [])
})
