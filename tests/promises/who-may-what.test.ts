/**
 * Every address asked by everybody, as the table of permissions says: what one may not see does not exist, what one may
 * not do is said to be so and is not done, and a person who holds the permission gets through. A new row is asked as it is added.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'
import { type Asking, addPerson, everybody, join } from '#tests/support/actors.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { allOrSome } from '#tests/support/long-run.ts'
import { permissions, roleGrants } from '#tests/support/permissions.ts'
import { allWords, type Samples } from '#tests/support/room-samples.ts'
import { addressOf, nameOf, rows, sampleBody } from '#tests/support/sample-body.ts'
import { type Answer, holding, openSite } from '#tests/support/site.ts'
import { tracesOf } from '#tests/support/traces.ts'

/** Two groups of one name are refused, so each asker begins one of their own. */
const groupName = '/c/:community/settings/people name'
const groupRenamed = '/c/:community/settings/people/:container name'

const site = await openSite()
const all = await everybody(site)
const samples = await thingsToAskFor()
const word = /marmalade/i

/** Rows that a permission opens, where only some of its holders may act; and which. */
const ofOnesOwn = allWords('ofOnesOwn')

/** Rows that ask for a thing which a test of every row has not at hand; their rooms' tests have. */
const notAtHand = allWords('notAtHand')

/** What an address answers somebody: a kind of no, or that they get through. */
type Verdict = 'sign in' | 'nothing here' | 'not your role' | 'through'

function isInCommunity(row: Endpoint): boolean {
  return row.path.startsWith('/c/:community')
}

function verdictOf(row: Endpoint, who: Asking): Verdict {
  if (!who.personId) return 'sign in'
  if (row.method !== 'GET' && who.scope === 'read') return 'not your role'
  const holds = (permission: string) => who.roles.some((role) => roleGrants(role, permission))
  if (isInCommunity(row) && !holds('read')) return 'nothing here'
  if (permissions.includes(row.who) && !holds(row.who))
    return row.path.startsWith('/outbox') ? 'nothing here' : 'not your role'
  return 'through'
}

/** One thing of each kind, with a member of its own, so that a person who may do everything does no harm to another's. */
async function thingsToAskFor(): Promise<Samples> {
  const mark = Math.random().toString(36).slice(2, 8)
  const made = await makeFixtures(site, mark)
  const { id: person } = await addPerson(site, `Spare ${mark}`)
  await join(site, person)
  const group = `/c/${made.community}/settings/people/${made.container}/persons`
  assert.equal((await site.as('ada').send(group, { who: `@spare-${mark}` })).status, 201)
  return { ...made, person, [groupName]: `Group ${mark}`, [groupRenamed]: `Renamed ${mark}` }
}

/** Asks as a page and as JSON; what an address has no JSON of is asked as a page alone. */
async function ask(who: Asking, row: Endpoint, given: Samples, how: 'page' | 'json'): Promise<Answer> {
  const isOfDraft = /\/:ping\/(draft|mail|test|consent|sending|removal)$/.test(row.path)
  const address = addressOf(row, isOfDraft ? { ...given, ping: given.draft as string } : given)
  const { client } = who
  if (row.method === 'GET') return how === 'page' ? client.get(address) : client.json(address)
  const body = sampleBody(row, {
    optionId: given.option,
    activity: given.ping,
    [groupName]: given[groupName],
    [groupRenamed]: given[groupRenamed],
  })
  return how === 'page' ? client.post(address, body as Record<string, string>) : client.send(address, body)
}

/** Both may call the same address; what is read is asked for as both, for the words that each may hold. */
function waysOf(row: Endpoint): readonly ('page' | 'json')[] {
  if ('raw' in row || row.json === 'none') return ['page']
  return row.method === 'GET' ? ['page', 'json'] : ['json']
}

const statuses: Record<Exclude<Verdict, 'through'>, number> = {
  'sign in': 401,
  'nothing here': 404,
  'not your role': 403,
}

const closed = rows.filter(({ who }) => who !== 'anyone' && who !== 'bearer')

test('a person without the permission gets 403 or 404, and nothing is done', async () => {
  const before = await tracesOf(site)
  const wrong: string[] = []
  for (const [time, who] of all.entries())
    for (const [place, row] of closed.entries()) {
      const verdict = verdictOf(row, who)
      if (verdict === 'through') continue
      forgetCounts()
      for (const how of allOrSome(1, waysOf(row), time + place)) {
        const answer = await ask(who, row, samples, how)
        const isLed = how === 'page' && verdict === 'sign in' && answer.status === 303
        // What only its makers may know of is not there for other members either.
        const isHidden = verdict === 'not your role' && answer.status === 404
        if (!isLed && !isHidden && answer.status !== statuses[verdict])
          wrong.push(`${nameOf(row)} answered ${who.name} ${answer.status} (${how}) instead of ${statuses[verdict]}`)
        const code = how === 'json' ? answer.json.code : null
        if (code && !refusalsOf(row).some((one) => one.code === code))
          wrong.push(`${nameOf(row)} does not list ${code}`)
        if (word.test(answer.text) && verdict !== 'not your role') wrong.push(`${nameOf(row)} told ${who.name} of it`)
      }
    }
  assert.deepEqual(wrong, [])
  assert.deepEqual(await tracesOf(site), before, 'somebody without the permission changed something')
})

test('what a person may not see and what does not exist get the same response', async () => {
  const outside = all.filter(({ personId, roles }) => personId && roles.length === 0)
  assert.ok(outside.length >= 2)
  const nowhere = Object.fromEntries(Object.keys(samples).map((name) => [name, 'nowhere-at-all']))
  for (const who of outside)
    for (const row of closed.filter(
      (one) => isInCommunity(one) && one.method === 'GET' && waysOf(one).includes('json'),
    ))
      assert.deepEqual(
        (await ask(who, row, samples, 'json')).json,
        (await ask(who, row, { ...nowhere, ...allWords('pathWords') }, 'json')).json,
        `${nameOf(row)} tells ${who.name} whether it is there`,
      )
})

/** What changes most comes last, so that what others ask for is still there. */
const lateOnes = [
  'versions/:version/return',
  'toolkit/pages/:page',
  'moves',
  'test',
  'consent',
  'sending',
  'removal',
  'return',
  'opening',
  'withdrawal',
  'closing',
  'archiving',
  'activation',
  'leaving',
  'deactivation',
]
const lateness = ({ path }: Endpoint) => lateOnes.findIndex((end) => path.endsWith(end))
const inOrder = closed.toSorted((a, b) => lateness(a) - lateness(b) || b.path.length - a.path.length)
const thingOf = ({ path }: Endpoint) => path.slice(0, path.lastIndexOf('/'))

async function mailsQueued(): Promise<number> {
  const { rows: found } = await site.platform.database.writePool.query('select count(*) as n from mail')
  return found[0].n
}

test('a person who holds the permission gets through, and gets no refusal that the endpoint does not list', async () => {
  const wrong: string[] = []
  const mailing = new Set<string>()
  const holders = all.filter(({ personId, roles }) => personId && roles.length > 0)
  // What one of them removes, the same one brings back: acts on one thing are asked by the same people.
  const things = [...new Set(inOrder.map(thingOf))]
  const askers = new Map(
    inOrder.map((row) => {
      const through = holders.filter((who) => verdictOf(row, who) === 'through')
      return [row, allOrSome(2, through, things.indexOf(thingOf(row)))]
    }),
  )
  for (const who of holders) {
    const given = await thingsToAskFor()
    for (const row of inOrder.filter((one) => askers.get(one)?.includes(who) && one.path !== '/live')) {
      forgetCounts()
      const name = nameOf(row)
      const mails = await mailsQueued()
      const answer = await ask(who, row, given, waysOf(row).at(-1) as 'page' | 'json')
      const isLed = answer.status === 303 && /^\/sign-in/.test(String(answer.headers.location))
      if (row.method !== 'GET' && !row.limit && (await mailsQueued()) > mails) mailing.add(name)
      if (answer.status < 400 && !isLed) continue
      if ([403, 404].includes(answer.status) && name in ofOnesOwn) continue
      if ([404, 422].includes(answer.status) && name in notAtHand) continue
      if (answer.status === 409 && refusalsOf(row).some(({ code }) => code === answer.json?.code)) continue
      wrong.push(`${name} answered ${who.name} ${answer.status} ${answer.json?.code ?? ''}`)
    }
  }
  assert.deepEqual(wrong, [])
  assert.deepEqual([...mailing], [], 'these make mails leave as often as somebody likes: give their row a limit')
})

test('a repeat after the permission ended learns nothing, and does nothing', async () => {
  const name = `Replay ${Math.random().toString(36).slice(2, 8)}`
  const { id, token } = await addPerson(site, name)
  await join(site, id)
  const { community } = await thingsToAskFor()
  const root = `/c/${community}/discussions`
  const ask = (url: string, key: string, payload: object) =>
    site.server.inject({
      method: 'POST',
      url,
      headers: { ...holding(token), accept: 'application/json', 'idempotency-key': key },
      payload,
    })
  const [begin, say] = [{ title: 'Marmalade?', source: 'Marmalade, I say', kind: 'talk' }, { source: 'More marmalade' }]
  const begun = await ask(root, 'begin', begin)
  assert.equal(begun.statusCode, 201)
  const thread = `${root}/${begun.json().id}`
  const posted = await ask(`${thread}/posts`, 'say', say)
  const thanks = `${thread}/posts/${posted.json().id}/reactions/thanks`
  assert.equal((await ask(thanks, 'thank', {})).statusCode, 200)
  const again = () =>
    Promise.all([ask(root, 'begin', begin), ask(`${thread}/posts`, 'say', say), ask(thanks, 'thank', {})])
  for (const { statusCode, body } of await again()) assert.deepEqual([statusCode, body], [303, ''])

  const ended = await site.as('ada').send(`/c/${community}/members/${id}/removal`)
  assert.equal(ended.status, 200, ended.text)
  const before = await tracesOf(site)
  for (const answer of await again()) {
    assert.equal(answer.statusCode, 404)
    assert.doesNotMatch(answer.body + JSON.stringify(answer.headers), word)
  }
  assert.deepEqual(await tracesOf(site), before)
})
