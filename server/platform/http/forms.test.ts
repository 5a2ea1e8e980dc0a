/**
 * What may be sent, and what happens to typed text.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { activity } from '#server/platform/activity.ts'
import { checkbox, textArea, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'
import { acts, reads } from '#server/platform/http/endpoint.ts'
import { line, optionalProse, problemsOf, several, tick, upload, whole } from '#server/platform/http/input.ts'
import { inputInvalid, notFound, refusal, refuse, tooLarge } from '#server/platform/refuse.ts'
import { type Answer, openSite } from '#tests/support/site.ts'

const staged = activity('stage', 'stage', { name: z.unknown(), more: z.unknown() })

const over = refusal('over', 409, 'The page is over.')
const taken = refusal('name_taken', 409, 'That name is taken.')
const received: unknown[] = []
const shape = z.object({
  room: z.string(),
  name: line(20),
  text: optionalProse(100),
  tags: several(line(10)).pipe(z.array(z.string()).max(3)),
  loud: tick(),
  file: upload(),
  more: z.any().optional(),
})

const page = reads({
  path: '/stage/:room/new',
  summary: 'The form.',
  who: 'signed_in',
  refusals: [notFound],
  input: z.object({ room: z.string() }),
  view: z.object({ room: z.string() }),
  async read(_look, _actor, { room }) {
    if (room === 'missing') refuse(notFound)
    if (room === 'over') refuse(over)
    return { room }
  },
  page: ({ room }, screen) =>
    html`<h1>${room}</h1>${form(screen, { action: `/stage/${room}/things`, submit: 'Go', files: true }, [
      textField({ name: 'name', label: 'Name', value: 'stored' }),
      textArea({ name: 'text', label: 'Text', value: 'stored' }),
      checkbox({ name: 'loud', label: 'Loud', checked: false }),
    ])}<p>${JSON.stringify(screen.returned?.typed.tags ?? null)}</p><i>${screen.address}</i>`,
})
const act = acts({
  path: '/stage/:room/things',
  summary: 'The act.',
  who: 'signed_in',
  refusals: [inputInvalid, taken, notFound, tooLarge],
  form: '/stage/:room/new',
  files: {
    file: { limit: 1000 },
    picture: { limit: 100_000, picture: { width: 20, height: 20, fit: 'cover' } },
  },
  input: shape,
  view: z.any(),
  async act(work, _actor, input) {
    received.push(input)
    if (input.name === 'taken') refuse(taken)
    await work.record(staged, {
      communityId: null,
      by: null,
      objectId: null,
      facts: { name: input.name, more: input.more ?? null },
    })
    return input
  },
  respond: () => ({ location: '/' }),
})
const plain = acts({
  ...act,
  path: '/stage/plain',
  form: undefined,
  files: undefined,
  input: shape.omit({ room: true }),
})
const secret = acts({ ...plain, path: '/stage/secret', keepsNothing: true })
const site = await openSite({ LOG_LEVEL: 'silent' }, [{ name: 'stage', endpoints: [page, act, plain, secret] }])
const ada = site.as('ada')
const root = site.platform.config.publicUrl

/** Sends bytes as they are. */
async function raw(url: string, type: string, payload: string | Buffer, accept = 'text/html'): Promise<Answer> {
  const reply = await site.server.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${site.cast.people.ada.token}`,
      'content-type': type,
      accept,
      referer: `${root}/stage/a/new?x=1`,
    },
    payload,
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return {
    status: reply.statusCode,
    text: reply.body,
    headers: reply.headers,
    json: isJson ? JSON.parse(reply.body) : undefined,
  }
}

type Part = readonly [name: string, value: string | Buffer, filename?: string]

function multipart(parts: readonly Part[]): { type: string; body: Buffer } {
  const chunks = parts.flatMap(([name, value, filename]) => [
    `--x\r\ncontent-disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n`,
    filename === undefined ? '\r\n' : 'content-type: application/octet-stream\r\n\r\n',
    value,
    '\r\n',
  ])
  return {
    type: 'multipart/form-data; boundary=x',
    body: Buffer.concat([...chunks, '--x--\r\n'].map((one) => Buffer.from(one))),
  }
}

function sendParts(parts: readonly Part[], accept?: string): Promise<Answer> {
  const { type, body } = multipart(parts)
  return raw('/stage/a/things', type, body, accept)
}

test('a refused form is shown again with what was typed, several of one name too', async () => {
  const again = await ada.post('/stage/a/things', { name: '', text: '<b>"typed"</b>', tags: ['x', 'y'], loud: 'yes' })
  assert.equal(again.status, 422)
  assert.match(again.text, /&lt;b&gt;&quot;typed&quot;&lt;\/b&gt;/)
  assert.match(again.text, /\[&quot;x&quot;,&quot;y&quot;\]/)
  assert.match(again.text, /name="loud"[^>]*checked|checked[^>]*name="loud"/)
  assert.match(again.text, /Please fill this in\./)
  const clash = await ada.post('/stage/a/things', { name: 'taken', text: 'kept' })
  assert.equal(clash.status, 409)
  assert.match(clash.text, /That name is taken\./)
  assert.match(clash.text, /value="taken"/)
})

test('a form of a page that is not found is not shown again', async () => {
  assert.equal((await ada.post('/stage/missing/things', { name: '' })).status, 404)
})

test('what was typed by somebody signed out meanwhile is kept on a page, from which it can be sent', async () => {
  const visitor = site.as('visitor')
  const typed = { once: 'k1', name: 'two words', text: '<b>"long"</b> text\nof two lines', room: 'x', loud: 'yes' }
  const withFile = multipart([...Object.entries(typed), ['file', 'x'.repeat(500), 'a.txt'], ['tags', 'after']])
  for (const { statusCode, body: text } of await Promise.all(
    [{ type: 'application/x-www-form-urlencoded', body: new URLSearchParams(typed).toString() }, withFile].map(
      ({ type, body }) =>
        site.server.inject({
          method: 'POST',
          url: '/stage/a/things',
          headers: { origin: root, accept: 'text/html', 'content-type': type },
          payload: body,
        }),
    ),
  )) {
    assert.equal(statusCode, 401)
    assert.match(text, /<form class="form" method="post" action="\/stage\/a\/things" data-kept>/)
    assert.match(text, /<textarea name="name"[^>]*>\ntwo words<\/textarea>/)
    assert.match(
      text,
      /<textarea name="text"[^>]*>\n&lt;b&gt;&quot;long&quot;&lt;\/b&gt; text\nof two lines<\/textarea>/,
    )
    assert.match(text, /type="hidden" name="once" value="k1"/)
    assert.match(text, /type="hidden" name="loud" value="yes"/)
    assert.match(text, /href="\/sign-in\?to=[^"]*" target="_blank"/)
  }
  for (const [path, fields] of [
    ['/stage/a/things', { name: 'x' }],
    ['/stage/secret', typed],
  ] as const) {
    const answer = await visitor.post(path, fields)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/sign-in'])
  }
  assert.equal((await visitor.send('/stage/a/things', typed)).status, 401)
  const elsewhere = await visitor.post('/stage/a/things', typed, { origin: 'https://evil.example' })
  assert.equal(elsewhere.status, 403)
  assert.doesNotMatch(elsewhere.text, /two words/)
})

test('what was typed into a form that is on no page any more is kept, with what was wrong with it', async () => {
  for (const [path, says] of [
    ['/stage/over/things', /That name is taken\./],
    ['/stage/plain', /That name is taken\./],
  ] as const) {
    const { status, text } = await ada.post(path, { name: 'taken', text: 'two <words>' })
    assert.equal(status, 409, path)
    assert.match(text, says)
    assert.match(text, /<textarea readonly[^>]*>\ntwo &lt;words&gt;<\/textarea>/)
    assert.doesNotMatch(text, /action="\/stage/)
  }
  const wrong = await ada.post('/stage/plain', { name: '', text: 'two words' })
  assert.match(wrong.text, /<ul><li>Please fill this in\.<\/li><\/ul>.*two words/s)
})

test('a form with files is shown again with what was typed, also after the file that was refused', async () => {
  const cases: [readonly Part[], RegExp][] = [
    [[['file', '', 'empty.txt']], /This file is empty/],
    [[['file', 'x'.repeat(1001), 'big.txt']], /larger than 0 MB|larger than 0\.0/],
    [[['picture', 'no picture', 'x.png']], /not a picture we can read/],
    [[['other', 'x', 'x.txt']], /A file can’t be added here/],
    [[['name', '']], /Please fill this in/],
  ]
  for (const [parts, says] of cases) {
    const again = await sendParts([['text', 'typed before'], ...parts, ['tags', 'x'], ['tags', 'y']])
    assert.equal(again.status, 422)
    assert.match(again.text, /typed before/)
    assert.match(again.text, /\[&quot;x&quot;,&quot;y&quot;\]/)
    const json = await sendParts([...parts, ['text', 'after']], 'application/json')
    assert.equal(json.status, 422)
    assert.match(Object.values(json.json.fields).join(), says)
  }
})

test('a file that is right arrives, and no file chosen is none', async () => {
  received.length = 0
  const done = await sendParts([
    ['name', 'a'],
    ['file', 'hello', '../../etc/passwd'],
  ])
  assert.equal(done.status, 303)
  await sendParts([
    ['name', 'b'],
    ['file', '', ''],
  ])
  const [first, second] = received as { file?: { name: string; bytes: number } }[]
  assert.deepEqual([first?.file?.name, first?.file?.bytes], ['passwd', 5])
  assert.equal(second?.file, undefined)
})

test('JSON in the shape of an upload is not taken as a file', async () => {
  const answer = await ada.send('/stage/a/things', { name: 'a', file: { id: 'x', name: 'x', bytes: 1, sha256: 'x' } })
  assert.deepEqual([answer.status, answer.json.fields], [422, { file: 'Choose the file again.' }])
})

test('parts too long, too many, or cut off are refused in words', async () => {
  assert.equal((await sendParts([['text', 'x'.repeat(1024 * 1024 + 10)]], 'application/json')).status, 413)
  const many = Array.from({ length: 2100 }, (): Part => ['a', 'b'])
  assert.ok([413, 422].includes((await sendParts(many, 'application/json')).status))
  const { type, body } = multipart([['name', 'a']])
  const cut = await raw('/stage/a/things', type, body.subarray(0, body.length - 20), 'application/json')
  assert.equal(cut.status, 422)
  assert.equal((await raw('/stage/a/things', 'multipart/form-data', 'x', 'application/json')).status, 422)
  assert.equal((await raw('/stage/plain', type, body, 'application/json')).status, 415)
})

test('field names such as __proto__ have no effect', async () => {
  const evil = ['__proto__', 'constructor', 'prototype', '__proto__[polluted]', 'toString', 'hasOwnProperty']
  for (const name of evil) {
    const encoded = `name=a&${encodeURIComponent(name)}=1&${encodeURIComponent(name)}=2`
    assert.equal((await raw('/stage/plain', 'application/x-www-form-urlencoded', encoded)).status, 303, name)
    const again = await raw('/stage/a/things', 'application/x-www-form-urlencoded', encoded.replace('name=a', 'name='))
    assert.equal(again.status, 422, name)
    assert.ok(
      (
        await sendParts([
          ['name', ''],
          [name, '1'],
        ])
      ).status < 500,
      name,
    )
    assert.ok((await ada.get(`/stage/a/new?${encoded}`)).status < 500)
  }
  for (const body of [
    '{"name":"a","__proto__":{"polluted":1}}',
    '{"name":"a","constructor":{"prototype":{"polluted":1}}}',
  ])
    assert.equal((await raw('/stage/plain', 'application/json', body)).status, 422)
  assert.equal(({} as { polluted?: unknown }).polluted, undefined)
})

test('bytes that are not valid UTF-8 are refused or replaced', async () => {
  received.length = 0
  const form = 'application/x-www-form-urlencoded'
  assert.equal((await raw('/stage/plain', form, 'name=a%00b%FFc&text=%E0%A4%A')).status, 303)
  assert.equal((await raw('/stage/plain', form, Buffer.from('name=\xff\xfe', 'latin1'))).status, 303)
  assert.equal(
    (await raw('/stage/plain', 'application/json', '{"name":"a\\u0000b\\ud800","more":{"x":["\\u0000\\udfff"]}}'))
      .status,
    303,
  )
  for (const { name, more } of received as { name: string; more: unknown }[]) {
    assert.doesNotMatch(name, /\0/)
    assert.ok(name.isWellFormed())
    if (more) assert.deepEqual(more, { x: ['\ufffd'] })
  }
  const bad = await raw(
    '/stage/plain',
    'application/json',
    Buffer.from('{"name":"\xff"}', 'latin1'),
    'application/json',
  )
  assert.ok([200, 422].includes(bad.status))
  assert.equal((await sendParts([['name', Buffer.from('a\0\xff', 'latin1')]])).status, 303)
})

test('a field of invisible characters is empty, and control and direction characters are removed', async () => {
  for (const name of ['\u200b\u2060', ' \u3164 ', '\u0301', '\u202e\u2066', '\u0007', '\u{e0001}'])
    assert.deepEqual((await ada.send('/stage/plain', { name })).json.fields, { name: 'Please fill this in.' })
  for (const name of ['🏳️‍🌈', '\u05d0\u200f!', '👩‍👩‍👧‍👦', '–'])
    assert.equal((await ada.send('/stage/plain', { name })).json.name, name)
  const { json } = await ada.send('/stage/plain', {
    name: 'a\u202eexe.\u2067b',
    text: 'a\u001b[31m\tb\rc\u2028\u0085d',
  })
  assert.deepEqual([json.name, json.text], ['aexe.b', 'a[31m\tb\nc\u2028d'])
})

test('a value of the wrong type is refused with a sentence', async () => {
  for (const [name, says] of [
    [['a', 'b'], 'This takes one text, not several.'],
    [5, 'This takes a text.'],
    [{}, 'This takes a text.'],
    [null, 'Please fill this in.'],
  ] as const)
    assert.deepEqual((await ada.send('/stage/plain', { name })).json.fields, { name: says })
  for (const [number, says] of [
    ['1e3', 'This takes a whole number.'],
    [true, 'This takes a whole number.'],
    [1.5, 'This takes a whole number.'],
    ['', 'This takes a whole number.'],
    [undefined, 'Please fill this in.'],
    [10, 'This is at most {most, number}.'],
    ['-1', 'This is at least {least, number}.'],
  ] as const) {
    const { error } = z.object({ number: whole(1, 9) }).safeParse({ number }, { reportInput: true })
    assert.equal(problemsOf(error as z.ZodError).number?.says, says, String(number))
  }
})

test('invalid JSON, and JSON of another shape, is refused with a sentence', async () => {
  for (const body of ['{', '{"name":}', 'name=a', '"text"', '[1]', '12', 'true', '[]']) {
    const { status, json } = await raw('/stage/plain', 'application/json', body, 'application/json')
    assert.equal(status, 422, body)
    assert.match(json.fields[''], /^(This is not JSON that can be read|The JSON must be an object)\.$/)
  }
  const deep = `{"name":"a","more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  assert.equal((await raw('/stage/plain', 'application/json', deep, 'application/json')).status, 422)
  for (const body of ['null', '']) {
    const none = await raw('/stage/plain', 'application/json', body, 'application/json')
    assert.deepEqual([none.status, none.json?.fields], [422, { name: 'Please fill this in.' }], body)
  }
  for (const type of ['text/plain', 'application/xml', 'image/png', 'nonsense'])
    assert.equal((await raw('/stage/plain', type, 'name=a', 'application/json')).status, 415, type)
})

test('a body of five megabytes and very many fields are too large', async () => {
  const form = 'application/x-www-form-urlencoded'
  assert.equal((await raw('/stage/plain', form, `name=${'x'.repeat(5_000_000)}`)).status, 413)
  assert.equal(
    (await raw('/stage/plain', 'application/json', JSON.stringify({ name: 'x'.repeat(5_000_000) }))).status,
    413,
  )
  assert.equal((await raw('/stage/plain', form, 'a=1&'.repeat(200_000))).status, 413)
  const long = await ada.send('/stage/plain', { name: 'x'.repeat(21), tags: ['1', '2', '3', '4'] })
  assert.deepEqual(long.json.fields, {
    name: 'This is too long: at most 20 characters.',
    tags: 'That is too many: at most 3.',
  })
})

test('a page shown after an act knows where it was sent from, and never believes a host', async () => {
  const again = await raw('/stage/a/things', 'application/x-www-form-urlencoded', 'name=')
  assert.match(again.text, /<i>\/stage\/a\/new\?x=1<\/i>/)
  assert.doesNotMatch(again.text, /evil\.example/)
})
