/**
 * What people send on its way into a header: encoded for its place, or refused before anything is done.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { activity } from '#server/platform/activity.ts'
import { html } from '#server/platform/html/html.ts'
import { acts, answers, reads } from '#server/platform/http/endpoint.ts'
import { standingHeaders } from '#server/platform/http/headers.ts'
import { locationOf, ownPath } from '#server/platform/http/own-path.ts'
import { type Answer, openSite } from '#tests/support/site.ts'

const noted = activity('stage.noted', 'note')

const common = { who: 'anyone' as const, refusals: [], input: z.object({ header: z.string().default('') }) }
const site = await openSite({ LOG_LEVEL: 'silent' }, [
  {
    name: 'stage',
    endpoints: [
      acts({
        ...common,
        path: '/stage/act',
        summary: 'Writes a line, and leaves a cookie and a way that may be none.',
        view: z.object({}),
        async act(work, _actor, { header }, request) {
          await work.record(noted, { communityId: null, by: null, objectId: null })
          if (header.startsWith('/')) return {}
          request.giveCookie(`a=${header}`)
          return {}
        },
        respond: (_view, { header }) => ({ location: header.startsWith('/') ? header : '/' }),
      }),
      answers({
        ...common,
        path: '/stage/own-header',
        summary: 'Writes a header that is none.',
        handle: async (_platform, _actor, _request, reply) => reply.header('x-stage', '日').send('never'),
      }),
      reads({
        ...common,
        path: '/stage/no-last-word',
        summary: 'A row whose own headers cannot be written, not even with a no.',
        headers: { 'x-stage': '日' },
        view: z.object({}),
        read: async () => ({}),
        page: () => html`<p></p>`,
      }),
    ],
  },
])
const visitor = site.as('visitor')

async function notes(): Promise<number> {
  const found = await site.platform.database.readPool.query(
    "select count(*)::int as n from activity where verb = 'stage.noted'",
  )
  return found.rows[0].n
}

function assertOurFault(answer: Answer, type: RegExp): void {
  assert.equal(answer.status, 500)
  assert.match(String(answer.headers['content-type']), type)
  for (const name of Object.keys(standingHeaders)) assert.ok(answer.headers[name], name)
  assert.doesNotMatch(answer.text, /ERR_|Invalid character|x-stage/)
  assert.equal(answer.headers['x-stage'], undefined)
  assert.equal(answer.headers.location, undefined)
}

test('a path somebody sends leads to a page of ours, encoded, or home', () => {
  const table: [string | undefined, string][] = [
    ['/c/first-line-leaders?at=1#post', '/c/first-line-leaders?at=1#post'],
    ['/日', '/%E6%97%A5'],
    ['/é?q=ü#ö', '/%C3%A9?q=%C3%BC#%C3%B6'],
    ['/a b"<', '/a%20b%22%3C'],
    ['/\ud800', '/%EF%BF%BD'],
    ['/a/../b', '/b'],
    [undefined, '/'],
    ['', '/'],
    ['c', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/a/..//evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/a\r\nSet-Cookie: x', '/'],
    ['/\u0085', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    [`/${'x'.repeat(1000)}`, '/'],
    [`/${'日'.repeat(900)}`, '/'],
  ]
  for (const [to, leads] of table) assert.equal(ownPath(to), leads, JSON.stringify(to))
  assert.throws(() => locationOf('https://evil.example/'))
  assert.throws(() => locationOf('//evil.example/'))
})

test('sign-in and the choice of a language lead back to paths in any script', async () => {
  const { headers } = await visitor.post('/language', { locale: 'de', back: '/日?q=é' })
  assert.equal(headers.location, '/%E6%97%A5?q=%C3%A9')
  const ben = await site.as('ben').get(`/sign-in?to=${encodeURIComponent('/日')}`)
  assert.deepEqual([ben.status, ben.headers.location], [303, '/%E6%97%A5'])
  const token = 'a-way-in-with-letters-of-any-kind'
  await site.database.db.write
    .insertInto('sign_in_pass')
    .values({
      person_id: site.cast.people.ben.id,
      token_hash: site.platform.secrets.hash(token),
      // As one that was asked for before ways were encoded.
      leads_to: '/日',
      expires_at: new Date(Date.now() + 60_000),
    })
    .execute()
  const entered = await visitor.post(`/sign-in/${token}`)
  assert.deepEqual([entered.status, entered.headers.location], [303, '/%E6%97%A5'])
  assert.match(String(entered.headers['set-cookie']), /session=/)
})

test('an act whose response cannot be made is not done, and is refused with a sentence', async () => {
  assert.equal((await visitor.post('/stage/act', { header: '/日' })).headers.location, '/%E6%97%A5')
  const before = await notes()
  for (const header of ['日', 'x\u0001', '//evil.example'])
    for (const how of ['post', 'send'] as const) {
      if (how === 'send' && header.startsWith('/')) continue
      assertOurFault(
        await visitor[how]('/stage/act', { header }),
        how === 'post' ? /^text\/html/ : /^application\/problem/,
      )
    }
  assert.equal(await notes(), before)
})

test('a response that fails while it is written becomes an error page, with the headers of every response', async () => {
  assertOurFault(await visitor.get('/stage/own-header'), /^text\/html/)
  assertOurFault(await visitor.json('/stage/own-header'), /^application\/problem/)
  const last = await visitor.get('/stage/no-last-word')
  assertOurFault(last, /^text\/plain/)
  assert.match(last.text, /Something went wrong on our side/)
})
