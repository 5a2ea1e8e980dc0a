/**
 * What every address does, in every room: the table of docs/architecture.md, Answers, for pages and JSON.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { html } from '#server/platform/html/html.ts'
import { acts, answers, reads } from '#server/platform/http/endpoint.ts'
import { line } from '#server/platform/http/input.ts'
import { forbidden, inputInvalid, notFound, refusal, refuse } from '#server/platform/refuse.ts'
import { type Answer, type Client, openSite } from '#tests/support/site.ts'

const closed = refusal('stage_closed', 409, 'The stage is closed, {name}.')
const view = z.object({ name: z.string() })

const rows = [
  reads({
    path: '/stage/play',
    summary: 'A play.',
    who: 'signed_in',
    refusals: [notFound, forbidden],
    input: z.object({ is: z.string().optional() }),
    view,
    async read(_look, _actor, { is }) {
      if (is === 'missing') refuse(notFound)
      if (is === 'forbidden') refuse(forbidden)
      if (is === 'broken') throw new Error('The secret of the stage is 4711')
      return { name: 'play' }
    },
    page: ({ name }) => html`<h1>${name}</h1>`,
    elsewhere: (_view, _actor, { is }) => (is === 'moved' ? '/stage/poster' : null),
  }),
  reads({
    path: '/stage/poster',
    summary: 'Only a page, for anyone.',
    who: 'anyone',
    refusals: [],
    json: 'none',
    input: z.object({}),
    view,
    read: async () => ({ name: 'poster' }),
    page: (_view, { flash, query }) => html`<p>${flash?.says}</p><i>${query.q}</i>`,
  }),
  acts({
    path: '/stage/play/applause',
    summary: 'An act.',
    who: 'signed_in',
    also: 'PUT',
    created: true,
    refusals: [inputInvalid, forbidden, closed],
    input: z.object({ name: line(20), is: z.string().optional() }),
    view,
    async act(_work, _actor, { name, is }) {
      if (is === 'missing') refuse(notFound)
      if (is === 'forbidden') refuse(forbidden)
      if (is === 'closed') refuse(closed, { values: { name } })
      if (is === 'broken') throw new Error('The secret of the stage is 4711')
      if (is === 'full') throw Object.assign(new Error('ENOSPC: /secret/4711'), { code: 'ENOSPC' })
      return { name }
    },
    respond: (_view, { name }) => ({ location: '/stage/poster', flash: 'Thank you, {name}.', values: { name } }),
  }),
  acts({
    path: '/stage/door',
    summary: 'An act that asks for nothing.',
    who: 'anyone',
    refusals: [],
    input: z.object({}),
    async act(_work, _actor, _input, request) {
      for (const one of ['a=1', 'b=2']) request.giveCookie(`${one}; Path=/`)
    },
    respond: () => ({ location: '/stage/poster' }),
  }),
  reads({
    path: '/stage/act/:number',
    summary: 'One of three acts.',
    who: 'anyone',
    refusals: [notFound],
    input: z.object({ number: z.enum(['1', '2', '3']), of: z.enum(['five']).optional() }),
    view,
    read: async () => ({ name: 'act' }),
    page: () => html`<p>act</p>`,
  }),
  answers({
    path: '/stage/sound',
    summary: 'Raw.',
    who: 'signed_in',
    refusals: [],
    handle: async (_platform, _actor, _request, reply) => reply.type('text/plain').send('la'),
  }),
  reads({
    path: '/stage/b/:code',
    summary: 'A secret address.',
    who: 'bearer',
    refusals: [notFound],
    genuine: (_platform, { code }) => code === 'right',
    headers: { 'content-security-policy': "default-src 'none'" },
    input: z.object({ code: z.string() }),
    view,
    read: async () => ({ name: 'secret' }),
    page: () => html`<p>secret</p>`,
  }),
]

const site = await openSite({ LOG_LEVEL: 'silent' }, [{ name: 'stage', endpoints: rows }])
const ada = site.as('ada')
const visitor = site.as('visitor')

function asks(client: Client, path: string, how: 'html' | 'json'): Promise<Answer> {
  return how === 'html' ? client.get(path) : client.json(path)
}

function sends(client: Client, path: string, how: 'html' | 'json', fields: Record<string, string>): Promise<Answer> {
  return how === 'html' ? client.post(path, fields) : client.send(path, fields)
}

function assertNo(answer: Answer, status: number, how: 'html' | 'json', code: string): void {
  assert.equal(answer.status, status)
  assert.doesNotMatch(answer.text, /4711|\.ts:\d+|node_modules/)
  const isPage = how === 'html'
  assert.match(String(answer.headers['content-type']), isPage ? /^text\/html/ : /^application\/problem\+json/)
  if (isPage) return
  assert.equal(answer.json.status, status)
  assert.equal(answer.json.code, code)
  assert.ok(answer.json.title.length > 10)
}

for (const how of ['html', 'json'] as const) {
  test(`signed out, every private path is alike, there or not (${how})`, async () => {
    for (const path of [
      '/stage/play',
      '/stage/play?is=missing',
      '/stage/sound',
      '/stage/nothing',
      '/stage/play/applause',
    ]) {
      const answer = await asks(visitor, path, how)
      if (how === 'json') assertNo(answer, 401, how, 'sign_in_first')
      else {
        assert.equal(answer.status, 303)
        assert.equal(answer.headers.location, `/sign-in?to=${encodeURIComponent(path)}`)
      }
    }
    for (const path of ['/stage/play/applause', '/stage/play', '/stage/nothing']) {
      const answer = await sends(visitor, path, how, { name: 'x' })
      if (how === 'json') assertNo(answer, 401, how, 'sign_in_first')
      else assert.deepEqual([answer.status, answer.headers.location], [303, '/sign-in'])
    }
  })

  test(`not there, not mine, not allowed, not now, not like this, our fault (${how})`, async () => {
    assertNo(await asks(ada, '/stage/nothing', how), 404, how, 'not_found')
    assertNo(await asks(ada, '/stage/play?is=missing', how), 404, how, 'not_found')
    assertNo(await asks(ada, '/stage/play?is=forbidden', how), 403, how, 'forbidden')
    assertNo(await asks(ada, '/stage/play?is=broken', how), 500, how, 'our_fault')
    const path = '/stage/play/applause'
    assertNo(await sends(ada, path, how, { name: 'x', is: 'missing' }), 404, how, 'not_found')
    assertNo(await sends(ada, path, how, { name: 'x', is: 'forbidden' }), 403, how, 'forbidden')
    assertNo(await sends(ada, path, how, { name: 'x', is: 'broken' }), 500, how, 'our_fault')
    assertNo(await sends(ada, path, how, { name: 'x', is: 'full' }), 503, how, 'no_room')
    const late = await sends(ada, path, how, { name: 'Zoë', is: 'closed' })
    assertNo(late, 409, how, 'stage_closed')
    assert.match(late.text, /The stage is closed, Zoë\./)
    const wrong = await sends(ada, path, how, { name: '  ' })
    assertNo(wrong, 422, how, 'input_invalid')
    if (how === 'json') assert.deepEqual(wrong.json.fields, { name: 'Please fill this in.' })
  })

  test(`a method the address does not take is refused with those it takes (${how})`, async () => {
    const answer = await site.server.inject({
      method: 'DELETE',
      url: '/stage/play/applause',
      headers: {
        authorization: `Bearer ${site.cast.people.ada.token}`,
        accept: how === 'html' ? 'text/html' : 'application/json',
      },
    })
    assert.equal(answer.statusCode, 405)
    assert.equal(answer.headers.allow, 'POST, PUT')
    const patched = await site.server.inject({
      method: 'PATCH',
      url: '/stage/b/right',
      headers: { authorization: `Bearer ${site.cast.people.ada.token}` },
    })
    assert.deepEqual([patched.statusCode, patched.headers.allow], [405, 'GET, HEAD'])
    for (const [url, status] of [
      ['/stage/poster', 405],
      ['/stage/b/right', 405],
      ['/stage/play', 401],
    ] as const) {
      const { origin } = new URL(site.platform.config.publicUrl)
      const headers = { origin, accept: 'application/json' }
      assert.equal((await site.server.inject({ method: 'PATCH', url, headers })).statusCode, status, url)
    }
  })
}

test('an act redirects a browser, with a flash for one page, and gives a program the view', async () => {
  const done = await ada.post('/stage/play/applause', { name: 'Zoë' })
  assert.equal(done.status, 303)
  assert.equal(done.headers.location, '/stage/poster')
  const cookie = String(done.headers['set-cookie'])
  assert.match(cookie, /^said=[\w-]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/)
  const next = await visitor.get('/stage/poster', { cookie: cookie.split(';')[0] as string })
  assert.match(next.text, /<p>Thank you, Zoë\.<\/p>/)
  assert.match(String(next.headers['set-cookie']), /^said=; .*Max-Age=0/)
  assert.match((await visitor.get('/stage/poster')).text, /<p><\/p>/)

  for (const method of ['POST', 'PUT'] as const) {
    const json = await ada.send('/stage/play/applause', { name: 'Zoë' }, method)
    assert.deepEqual([json.status, json.json], [201, { name: 'Zoë' }])
  }
})

test('a page shows only flashes of this site: a forged flash cookie shows nothing', async () => {
  const odd = await ada.post('/stage/play/applause', { name: '<i>;\r\nSet-Cookie' })
  const next = await visitor.get('/stage/poster', { cookie: String(odd.headers['set-cookie']).split(';')[0] as string })
  assert.match(next.text, /<p>Thank you, &lt;i&gt;; Set-Cookie\.<\/p>/)
  for (const cookie of ['said=Your%20password%20has%20run%20out', 'said=%E0%A4%A; said=x', 'said=']) {
    const page = await visitor.get('/stage/poster', { cookie })
    assert.equal(page.status, 200)
    assert.match(page.text, /<p><\/p>/)
  }
})

test('every cookie of an act arrives, and an act without a view answers an empty object', async () => {
  const page = await visitor.post('/stage/door')
  assert.deepEqual(page.headers['set-cookie'], ['a=1; Path=/', 'b=2; Path=/'])
  const json = await visitor.send('/stage/door')
  assert.deepEqual([json.status, json.text], [200, '{}'])
})

test('where a page is at another address a browser is redirected there, a program is not', async () => {
  const page = await ada.get('/stage/play?is=moved')
  assert.deepEqual([page.status, page.headers.location], [303, '/stage/poster'])
  assert.equal((await ada.json('/stage/play?is=moved')).status, 200)
})

test('a page without JSON answers JSON with 406', async () => {
  const answer = await visitor.json('/stage/poster')
  assert.equal(answer.status, 406)
  assert.equal(answer.json.code, 'not_acceptable')
})

test('JSON comes only where Accept prefers it', async () => {
  const table: [string, 'html' | 'json'][] = [
    ['*/*', 'html'],
    ['', 'html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['application/json', 'json'],
    ['application/json, text/plain, */*', 'json'],
    ['application/problem+json', 'json'],
    ['text/html;q=0.5, application/json', 'json'],
    ['text/html, application/json;q=0.9', 'html'],
    ['application/json;q=0', 'html'],
    ['application/json;q=nonsense', 'html'],
    ['TEXT/HTML;Q=0.1,APPLICATION/JSON', 'json'],
  ]
  for (const [accept, wanted] of table) {
    const answer = await ada.get('/stage/play', { accept })
    const type = String(answer.headers['content-type'])
    assert.equal(type.startsWith('application/json') ? 'json' : 'html', wanted, accept)
    assert.match(String(answer.headers.vary), /Accept, Accept-Language, Cookie/)
  }
})

test('a token is asked for by its scheme, which may be written in any case', async () => {
  const { headers } = await visitor.json('/stage/play')
  assert.equal(headers['www-authenticate'], 'Bearer')
  const { token } = site.cast.people.ada
  for (const [authorization, status] of [
    [`bearer ${token}`, 200],
    [`BEARER  ${token}`, 200],
    [`Bearer ${token}x`, 401],
    [`Bearer ${token.slice(1)}`, 401],
    [`Bearer ${token}, Bearer ${token}`, 401],
    ['Bearer', 401],
    [`Basic ${token}`, 401],
  ] as const)
    assert.equal((await visitor.get('/stage/play', { authorization, accept: 'application/json' })).status, status)
})

test('HEAD says what GET would, without its body', async () => {
  for (const url of ['/stage/poster', '/stage/b/right', '/nothing']) {
    const headers = { authorization: `Bearer ${site.cast.people.ada.token}` }
    const [head, get] = [
      await site.server.inject({ method: 'HEAD', url, headers }),
      await site.server.inject({ method: 'GET', url, headers }),
    ]
    assert.equal(head.statusCode, get.statusCode)
    assert.equal(head.headers['content-type'], get.headers['content-type'])
    assert.equal(head.body, '')
  }
})

test('an unknown part of a path is not found', async () => {
  for (const how of ['html', 'json'] as const) assertNo(await asks(visitor, '/stage/act/4', how), 404, how, 'not_found')
  assert.equal((await visitor.get('/stage/act/3')).status, 200)
  assert.equal((await visitor.get('/stage/act/3?of=x')).status, 422)
})

test('a token that may only read changes nothing', async () => {
  await site.database.db.write
    .updateTable('api_token')
    .set({ scope: 'read' })
    .where('person_id', '=', site.cast.people.cleo.id)
    .execute()
  const cleo = site.as('cleo')
  assert.equal((await cleo.get('/stage/play')).status, 200)
  for (const method of ['POST', 'PUT'] as const)
    assert.deepEqual((await cleo.send('/stage/play/applause', { name: 'x' }, method)).json.fields, {
      '': 'This token may only read.',
    })
  assert.equal((await cleo.post('/stage/door')).status, 403)
})

test('a forged secret address is not found, for programs too, and a genuine one leaks nothing to other sites', async () => {
  for (const how of ['html', 'json'] as const)
    assertNo(await asks(visitor, '/stage/b/wrong', how), 404, how, 'not_found')
  const right = await visitor.get('/stage/b/right')
  assert.equal(right.status, 200)
  assert.equal(right.headers['referrer-policy'], 'strict-origin')
  assert.equal(right.headers['content-security-policy'], "default-src 'none'")
  assert.equal(right.headers['cache-control'], 'no-store')
})

test('a refusal is in the reader’s language', async () => {
  const answer = await visitor.get('/stage/play', { accept: 'application/json', 'accept-language': 'de-AT, en;q=0.5' })
  assert.notEqual(answer.json.title, (await visitor.json('/stage/play')).json.title)
})
