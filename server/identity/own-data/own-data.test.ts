/** People download what the site keeps of them: all of their own, and nothing of anybody else's. */
import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { sql } from 'kysely'
import { fromBuffer } from 'yauzl'
import { readPersonColumns, signInPassFor } from '#server/identity/room.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { sendOne, vote } from '#tests/support/pings.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { bearing, openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const address = await site.listen()
const { people, community } = site.cast
const { publicUrl } = site.platform.config
const root = `/c/${community.slug}`

/** Signs in as one of the cast, downloads, and unpacks. @returns the bytes by name */
async function download(who: keyof typeof people): Promise<Map<string, Buffer>> {
  const jar = openJar(site.server, publicUrl)
  await jar.post(await site.work((work) => signInPassFor(work, people[who].id)), {})
  const answer = await fetch(`${address}/account/data.zip`, { headers: bearing(publicUrl, jar.cookies) })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'application/zip')
  assert.match(String(answer.headers.get('content-disposition')), /^attachment; filename="guildhall-[\d-]{10}\.zip"$/)
  return unpacked(Buffer.from(await answer.arrayBuffer()))
}

function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Promise<Buffer>>()
  return new Promise((done, fail) =>
    fromBuffer(bytes, (problem, zip) => {
      if (problem) return fail(problem)
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (wrong, stream) => (wrong ? fail(wrong) : files.set(entry.fileName, buffer(stream)))),
      )
      zip.on('end', async () =>
        done(new Map(await Promise.all([...files].map(async ([name, it]) => [name, await it] as const)))),
      )
    }),
  )
}

const jsonIn = (files: Map<string, Buffer>, name: string) => JSON.parse(String(files.get(`${name}.json`)))

test('profile, memberships, posts, pages, resources, votes and files come along, and nothing of others', async () => {
  const thread = await startThread(site, 'cleo', 'A thread of Cleo', 'Secret words of Cleo.')
  const post = await writePost(site, 'ben', thread, 'My own *words*.')
  await writePost(site, 'cleo', thread, 'Secret words, once more.', post)
  assert.equal((await site.as('ben').send(`${root}/pages`, { title: 'My page', source: 'What I found.' })).status, 201)
  assert.equal(
    (await site.as('ada').send(`${root}/pages`, { title: 'Of Ada', source: 'Secret words of Ada.' })).status,
    201,
  )
  const ping = await sendOne(site, { question: 'Which one?', options: ['This', 'That'] })
  await vote(site, 'ben', ping, 1)
  await vote(site, 'cleo', ping, 0)
  const film = { name: 'A film of ada.txt', bytes: 'The bytes of Ada', type: 'text/plain' }
  const added = await sendFiles(site, 'ada', `${root}/toolkit`, { title: 'A film' }, { file: film })
  assert.equal(added.status, 201, added.text)

  const bens = await download('ben')
  assert.deepEqual(
    jsonIn(bens, 'posts').map(({ markdown, title }: Record<string, string>) => [title, markdown]),
    [['A thread of Cleo', 'My own *words*.']],
  )
  assert.deepEqual(
    jsonIn(bens, 'pages').map(({ markdown, title }: Record<string, string>) => [title, markdown]),
    [['My page', 'What I found.']],
  )
  assert.deepEqual(
    jsonIn(bens, 'votes').map(({ question, answer }: Record<string, string>) => [question, answer]),
    [['Which one?', 'That']],
  )
  const [profile] = jsonIn(bens, 'profile')
  assert.deepEqual([profile.name, profile.email], ['Ben Reyes', 'ben@example.org'])
  assert.deepEqual(
    jsonIn(bens, 'memberships').map((one: Record<string, string>) => one.community),
    ['First-line leaders'],
  )
  assert.equal(jsonIn(bens, 'courses')[0].cohort, 'Cohort of ben')
  assert.deepEqual(jsonIn(bens, 'resources'), [])
  const all = [...bens].map(([name, bytes]) => `${name}\n${bytes}`).join('\n')
  assert.doesNotMatch(all, /Secret|cleo@|ada@|hash|bytes of Ada/i)
  assert.match(String(bens.get('Read me.txt')), /posts\.json: What you wrote in discussions/)

  const adas = await download('ada')
  const [name, bytes] = [...adas].find(([one]) => one.startsWith('files/')) ?? []
  assert.match(String(name), /^files\/\S{22} A film of ada\.txt$/)
  assert.equal(String(bytes), 'The bytes of Ada')
  assert.equal(jsonIn(adas, 'resources')[0].title, 'A film')
})

test('what they may not read any more is named no more; their own words stay theirs', async () => {
  assert.equal((await site.as('ben').send(`${root}/leaving`)).status, 200)
  const files = await download('ben')
  assert.deepEqual(
    jsonIn(files, 'posts').map(({ markdown, title }: Record<string, string>) => [title, markdown]),
    [[null, 'My own *words*.']],
  )
  assert.notEqual(jsonIn(files, 'memberships')[0].endedAt, null)
})

test('it takes a session: neither a token nor a visitor gets it', async () => {
  assert.equal((await site.as('cleo').json('/account/data.zip')).json.code, 'session_needed')
  assert.equal((await site.as('visitor').json('/account/data.zip')).status, 401)
})

/** Tables whose rows are somebody's, and that nobody takes along; and why. */
const left: Record<string, string> = {
  account: 'a password',
  sign_in_pass: 'a key',
  calendar_address: 'a key',
  idempotency_key: 'what was sent twice',
  audience_person: 'for whom others wrote',
  handed_person: 'what others handed over',
  mention: 'stands in posts of others',
  body_writer: 'whom others named',
  notice: 'what others did',
  mail: 'what others did, as it left',
  ballot: 'the right to one vote, not the vote',
  entry_read: 'what was read, which says nothing without it',
  thread_follow: 'which threads of others they follow',
  agreement_due: 'waits only until they accept it, which they take along',
  question_asked: 'what others asked',
  topic_follow: 'which topics of others they follow',
  digest: 'on which days one came, which is kept for some weeks',
  circle_request: 'waits only until it is answered',
  people_feed_person: 'whom files of others name',
  people_import_column: 'how files of others are called',
}

test('each table of somebody’s own is among what they take along, or it is said why not', async () => {
  const { ownData } = site.platform.declared
  const asked = ownData.map(({ of }) => sql`${of('x')}`.compile(site.database.db.write).sql).join('\n')
  const own = (await readPersonColumns(await site.look())).filter(({ says }) => /Erasing: delete/.test(says))
  assert.ok(own.length > 20)
  const missing = own.map(({ table }) => table).filter((table) => !new RegExp(`\\b${table}\\b`).test(asked))
  assert.deepEqual([...new Set(missing)].toSorted(), Object.keys(left).toSorted())
})
