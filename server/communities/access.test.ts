/** Every address of the room, asked by every kind of person: what is not theirs does not exist for them, or says no. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { communities } from '#server/communities/room.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'
import { roleGrants } from '#tests/support/permissions.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const leader = site.as('ada')

/** A container with somebody in it, for the addresses that name one. */
const made = await leader.send(`/c/${community.slug}/settings/people`, { name: 'Leaders', size: 'large' })
const container = made.json.containers[0].id
await leader.send(`/c/${community.slug}/settings/people/${container}/persons`, { who: '@cleo-marsh' })
const link = (await leader.send(`/c/${community.slug}/members/links`)).json.links[0].id

const sections = (await leader.json(`/c/${community.slug}/settings/page`)).json.community.sections.map(
  ({ key }: { key: string }) => key,
)

function addressOf(path: string): string {
  return path
    .replace(':community', community.slug)
    .replace(':container', container)
    .replace(':person', people.cleo.id)
    .replace(':step', 'people')
    .replace(':link', link)
}

// A secret in the address gives permission by itself: those are asked beside what they open.
const rows = communities.endpoints.filter(({ who }) => who !== 'bearer')
const inside = rows.filter(({ path }) => path.startsWith('/c/:community'))

/** Bodies that pass the shape, so that what answers is the rule and not the form. */
const bodies: Record<string, object> = {
  '/c/new': { name: 'A third', purpose: 'To see who may.', hue: 20 },
  '/c/:community/charter': { purpose: 'As before.' },
  '/c/:community/members': { people: 'somebody@example.org', confirmed: true },
  '/c/:community/members/found': { persons: [people.cleo.id] },
  '/c/:community/members/invitations': { who: 'silent' },
  '/c/:community/welcome/todos': { todo: 'Anything' },
  '/c/:community/members/:person/roles': { standing: 'member' },
  '/c/:community/settings': {
    name: 'First-line leaders',
    purpose: 'As before.',
    hue: 162,
    locale: 'en',
    zone: 'UTC',
    threshold: 5,
    visibility: 'hidden',
  },
  '/c/:community/settings/joining': { joining: 'closed' },
  '/c/:community/settings/conversation': { heldPosts: 0, words: '', links: 3, days: 7, posts: 3 },
  '/c/:community/agreement/acceptance': { accepts: 1 },
  '/c/:community/settings/sections': { section: 'news', move: 'up' },
  '/c/:community/settings/sections/order': { was: sections, order: sections.toReversed() },
  '/c/:community/settings/people': { name: 'Sponsor', size: 'small' },
  '/c/:community/settings/people/undo': { activity: people.cleo.id },
  '/c/:community/settings/people/:container': { name: 'Leaders', size: 'small' },
  // Dov joins Cleo there before the order is asked for.
  '/c/:community/settings/people/:container/order': {
    was: [people.cleo.id, people.dov.id],
    order: [people.dov.id, people.cleo.id],
  },
  '/c/:community/settings/people/:container/moves': { move: 'up' },
  '/c/:community/settings/people/:container/persons': { who: '@dov-adler' },
  '/c/:community/settings/people/:container/persons/:person': { quote: 'Well.' },
  '/c/:community/settings/people/:container/persons/:person/moves': { move: 'up' },
  '/c/:community/members/accounts/:person': { member: 'yes' },
  '/c/:community/members/roles': { persons: [people.cleo.id], role: 'moderator', act: 'give' },
  '/c/:community/settings/copy': { name: 'A copy' },
  '/c/:community/members/copying': { from: site.cast.elsewhere.id },
  '/voices/:consent': { reach: 'this_one' },
}

async function ask(who: 'ada' | 'ben' | 'eve' | 'owen' | 'visitor', row: (typeof rows)[number], kind: 'page' | 'json') {
  const path = addressOf(row.path)
  const client = site.as(who)
  if (row.method === 'GET') return kind === 'page' ? client.get(path) : client.json(path)
  return kind === 'page'
    ? client.post(path, bodies[row.path] as Record<string, string>)
    : client.send(path, bodies[row.path] ?? {})
}

/** May a plain member do it? */
function isOpenToMembers(who: string): boolean {
  return who === 'signed_in' || roleGrants('member', who)
}

test('a visitor is sent to sign in, whatever the address', async () => {
  for (const row of rows) {
    const page = await ask('visitor', row, 'page')
    // A form with something written in it is kept on a page that leads there.
    assert.ok([303, 401].includes(page.status), `${row.method} ${row.path}`)
    assert.match(page.status === 303 ? String(page.headers.location) : page.text, /^\/sign-in|href="\/sign-in/)
    assert.equal((await ask('visitor', row, 'json')).status, 401, `${row.method} ${row.path} as JSON`)
  }
})

test('for a person outside a community none of its addresses exists', async () => {
  for (const row of inside) {
    assert.equal((await ask('eve', row, 'json')).status, 404, `${row.method} ${row.path}`)
    assert.equal((await ask('eve', row, 'page')).status, 404, `${row.method} ${row.path} as a page`)
  }
  const nowhere = await site.as('eve').json('/c/no-such-place/members')
  const elsewhere = await site.as('eve').json(`/c/${community.slug}/members`)
  assert.deepEqual(nowhere.json, elsewhere.json)
})

test('a member may do what members may, and gets 403 for the rest', async () => {
  for (const row of rows.filter((one) => !isOpenToMembers(one.who))) {
    const answer = await ask('ben', row, 'json')
    assert.equal(answer.status, 403, `${row.method} ${row.path}: ${answer.text}`)
    assert.equal(answer.json.code, 'forbidden')
  }
  for (const row of rows.filter((one) => isOpenToMembers(one.who) && one.method === 'GET')) {
    assert.equal((await ask('ben', row, 'json')).status, 200, `${row.method} ${row.path}`)
  }
})

test('a person who holds the permission gets through', async () => {
  // Owen belongs to no community, ours is open already, and no mail leaves: these say no for what they find, not for who asks.
  const expected: Record<string, string> = {
    'GET /c/:community/leaving': 'forbidden',
    'POST /c/:community/agreement/acceptance': 'forbidden',
    'POST /c/:community/agreement/later': 'forbidden',
    'POST /c/:community/leaving': 'forbidden',
    'POST /c/:community/settings/people/me': 'forbidden',
    'POST /c/:community/welcome/end': 'forbidden',
    'POST /c/:community/welcome/todos': 'forbidden',
    'POST /c/:community/steps/:step': 'community_open',
    'POST /c/:community/opening': 'community_open',
    'POST /c/:community/mail-test': 'mail_waits',
    'POST /c/:community/members/invitations': 'mail_waits',
    'POST /c/:community/members/:person/invitation': 'mail_waits',
    'POST /c/:community/settings/people/undo': 'not_found',
    'POST /c/:community/joining': 'joining_closed',
    'POST /c/:community/requests': 'joining_closed',
    'POST /c/:community/requests/withdrawal': 'no_request_waits',
    'POST /c/:community/members/requests/:request/approval': 'not_found',
    'POST /c/:community/members/requests/:request/refusal': 'not_found',
    'GET /c/:community/settings/audit/:line/taking-back': 'not_found',
    'POST /c/:community/settings/audit/:line/taking-back': 'not_found',
    'GET /site/communities/deleted/:deleted': 'not_found',
    'POST /site/communities/deleted/:deleted/return': 'not_found',
    'POST /c/:community/settings/deletion': 'input_invalid',
    'POST /voices/:consent': 'not_found',
    'POST /voices/:consent/withdrawal': 'not_found',
    'POST /c/:community/settings/banner': 'input_invalid',
  }
  const late = ['moves', 'removal', 'return', 'archiving', 'activation']
  const rank = (path: string) => late.findIndex((word) => path.endsWith(word))
  const deepFirst = (path: string) => -path.length
  const ordered = [...rows].sort((a, b) => rank(a.path) - rank(b.path) || deepFirst(a.path) - deepFirst(b.path))
  for (const row of ordered) {
    const name = `${row.method} ${row.path}`
    const answer = await ask('owen', row, 'json')
    if (expected[name]) {
      assert.equal(answer.json.code, expected[name], name)
      assert.ok(
        refusalsOf(row).some(({ code }) => code === expected[name]),
        `${name} does not list ${expected[name]}`,
      )
    } else assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.text}`)
  }
})
