/** Posts that a rule of the community holds back: who sees them, why they wait, and what becomes of them. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { notifyTask } from '#server/platform/work.ts'
import { created } from '#tests/support/created.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { community, people } = site.cast
const [ada, ben, cleo, dov] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('dov')]
const pool = site.database.db.writePool
const root = `/c/${community.slug}`
const usual = { heldPosts: 0, words: '', links: 3, days: 7, posts: 3 }
const set = (rules: Record<string, unknown>) =>
  created(ada.send(`${root}/settings/conversation`, { ...usual, ...rules }, 'PUT'))
const canary = 'Zanzibarmarmalade'

beforeEach(async () => {
  forgetCounts()
  await runJobs(site, notifyTask)
  await pool.query('delete from notice')
  await pool.query('delete from held_post')
  await pool.query('delete from post where is_opening = false')
  // Ben joined a year ago, Dov today.
  await pool.query(`update membership set joined_at = now() - interval '1 year' where person_id <> $1`, [people.dov.id])
  await pool.query('update membership set joined_at = now() where person_id = $1', [people.dov.id])
})

/** What somebody says in a thread; the answer as a browser gets it follows the redirect. */
async function say(who: typeof ben, thread: { id: string }, source: string) {
  const answer = await who.send(`${root}/discussions/${thread.id}/posts`, { source })
  assert.equal(answer.status, 201, answer.text)
  return answer.json
}

/** The page a form led to, with what it says once. */
async function pageAfter(who: typeof ben, { headers }: Awaited<ReturnType<typeof ben.post>>): Promise<string> {
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  return (await who.get(String(headers.location).replace(/#.*/, ''), { cookie })).text
}

async function isSeen(who: typeof ben, thread: { id: string }, words: string): Promise<boolean> {
  return (await who.get(`${root}/discussions/${thread.id}`)).text.includes(words)
}

test('off, as it is at first, nobody waits', async () => {
  const thread = await startThread(site, 'ada', 'As ever')
  const post = await say(dov, thread, `First words: ${canary}`)
  assert.equal(post.hidden, null)
  assert.ok(await isSeen(cleo, thread, canary))
})

test('a first post waits: its author and moderators see it, nobody else; shown, it is counted, told and new as if written then', async () => {
  await set({ heldPosts: 1 })
  const thread = await startThread(site, 'cleo', 'A warm welcome')
  const post = await say(dov, thread, `Hello @cleo-marsh, ${canary}`)
  assert.deepEqual([post.hidden.because, post.hidden.held.because, post.html], ['held', 'first', ''])
  await runJobs(site, notifyTask)
  for (const who of ['dov', 'ada', 'owen'] as const)
    assert.match(
      (await site.as(who).get(`${root}/discussions/${thread.id}`)).text,
      /A moderator looks at it first\..*first posts of new members.*Zanzibar/s,
    )
  for (const who of [ben, cleo]) {
    for (const at of ['', '/discussions', `/discussions/${thread.id}`])
      assert.doesNotMatch((await who.get(root + at)).text, new RegExp(canary))
    assert.equal((await who.json(`${root}/discussions/${thread.id}`)).json.thread.replies, 0)
  }
  const none = await pool.query('select 1 from notice')
  assert.equal(none.rowCount, 0)
  // The second waits too, until the first is approved.
  const second = await say(dov, thread, 'And a second')
  assert.equal(second.hidden.because, 'held')

  const posts = `${root}/discussions/${thread.id}/posts`
  assert.equal((await ben.send(`${posts}/${post.id}/showing`)).status, 409)
  assert.equal((await dov.send(`${posts}/${post.id}/showing`)).status, 403)
  assert.equal((await ada.send(`${posts}/${post.id}/showing`)).status, 200)
  await runJobs(site, notifyTask)
  assert.ok(await isSeen(ben, thread, canary))
  const told = await pool.query(`select kind from notice where person_id = $1`, [people.cleo.id])
  assert.deepEqual(told.rows, [{ kind: 'mention' }])
  const waits = await pool.query('select post_id from held_post')
  assert.deepEqual(waits.rows, [{ post_id: second.id }])
  // One was approved, so the next are free; and who has been here longer always was.
  assert.equal((await say(dov, thread, 'A third')).hidden, null)
  assert.equal((await say(ben, thread, 'Of Ben')).hidden, null)
})

test('what is hidden or removed while it waits is not shown by taking that back; published at last, it is told once', async () => {
  await set({ words: 'casino' })
  const thread = await startThread(site, 'cleo', 'Who goes out?')
  const post = await say(ben, thread, `To the casino, @cleo-marsh, ${canary}`)
  const at = `${root}/discussions/${thread.id}/posts/${post.id}`
  await created(ben.send(`${at}/removal`))
  await created(ben.send(`${at}/return`))
  assert.equal(await isSeen(cleo, thread, canary), false, 'its author cannot publish it')
  await created(ada.send(`${at}/removal`, { why: 'No' }))
  await created(ada.send(`${at}/return`))
  assert.equal(await isSeen(cleo, thread, canary), false)
  await created(ada.send(`${at}/hiding`, { why: 'No' }))
  await created(ada.send(`${at}/showing`))
  await runJobs(site, notifyTask)
  assert.equal(await isSeen(cleo, thread, canary), true)
  const told = async () => (await pool.query(`select kind from notice where person_id = $1`, [people.cleo.id])).rows
  assert.deepEqual(await told(), [{ kind: 'mention' }])
  assert.match((await ben.get('/inbox')).text, /looked at what you said in “Who goes out\?”, and it is published now/)
  assert.doesNotMatch((await ben.get('/inbox')).text, /shows again/)
  // What a moderator hid, its author does not bring to light by removing it and bringing it back.
  await created(ada.send(`${at}/hiding`, { why: 'No' }))
  await created(ben.send(`${at}/removal`))
  await created(ben.send(`${at}/return`))
  assert.equal(await isSeen(cleo, thread, canary), false)
  assert.equal(await isSeen(ben, thread, canary), true)
})

test('a held discussion is nobody else’s to see; removed with a reason, its author is told', async () => {
  await set({ heldPosts: 2 })
  const opened = await dov.send(`${root}/discussions`, { title: `The ${canary}`, kind: 'talk', source: 'Mine.' })
  assert.equal(opened.status, 201, opened.text)
  const { id, posts } = opened.json
  const shown = await dov.get(`${root}/discussions/${id}`)
  assert.match(shown.text, /A moderator looks at it first/)
  assert.equal((await cleo.get(`${root}/discussions/${id}`)).status, 404)
  assert.doesNotMatch((await cleo.get(`${root}/discussions`)).text, new RegExp(canary))
  const gone = await ada.send(`${root}/discussions/${id}/posts/${posts[0].id}/removal`, { why: 'An advertisement.' })
  assert.equal(gone.status, 200, gone.text)
  await runJobs(site, notifyTask)
  assert.match((await dov.get('/inbox')).text, /An advertisement\./)
})

test('a browser is told why it waits, and that nothing is lost', async () => {
  await set({ words: 'casino' })
  const thread = await startThread(site, 'ada', 'Plain words')
  const said = await ben.post(`${root}/discussions/${thread.id}/posts`, { source: 'To the Casino' })
  assert.equal(said.status, 303)
  assert.match(await pageAfter(ben, said), /A moderator looks at your post first.*Nothing of it is lost/)
})

test('a word of the list holds back posts, answers and discussions by their title; moderators read which, the author does not', async () => {
  await set({ words: 'zanzi*\nbuy now' })
  const thread = await startThread(site, 'ada', 'Words')
  const post = await say(ben, thread, `The ${canary} is here`)
  assert.equal(post.hidden.held.because, 'word')
  assert.equal(post.hidden.held.word, null)
  const page = (await ben.get(`${root}/discussions/${thread.id}`)).text
  assert.match(page, /It holds words that a moderator looks at here first/)
  assert.doesNotMatch(page, /zanzi\*|buy now/)
  assert.match((await ada.get(`${root}/discussions/${thread.id}`)).text, /The word: zanzi\*/)
  const first = await writePost(site, 'cleo', thread, 'Fine words')
  const answer = await ben.send(`${root}/discussions/${thread.id}/posts/${first}/replies`, { source: 'Buy – now!' })
  assert.equal(answer.json.hidden.because, 'held')
  const titled = await ben.send(`${root}/discussions`, { title: 'Buy now', kind: 'talk', source: 'Fine.' })
  assert.equal((await cleo.get(`${root}/discussions/${titled.json.id}`)).status, 404)
  // Leaders and who looks after the site moderate, so nothing of theirs waits.
  for (const who of ['ada', 'owen'] as const)
    assert.equal(
      (await site.as(who).send(`${root}/discussions/${thread.id}/posts`, { source: 'buy now' })).json.hidden,
      null,
    )
  const renamed = await startThread(site, 'ben', 'A fine title')
  const refused = await ben.send(`${root}/discussions/${renamed.id}/title`, { title: 'Buy now' }, 'PUT')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /a title cannot wait/)
})

test('a held edit leaves the earlier text, until a moderator shows it or leaves it with a reason', async () => {
  await set({ words: 'casino' })
  const thread = await startThread(site, 'cleo', 'Edits')
  const { id } = await say(ben, thread, 'Harmless words')
  const at = `${root}/discussions/${thread.id}/posts/${id}`
  const edit = (source: string) => ben.send(at, { source }, 'PUT')
  assert.equal((await edit(`Casino ${canary}`)).status, 200)
  assert.ok(await isSeen(cleo, thread, 'Harmless words'))
  assert.ok(!(await isSeen(cleo, thread, canary)))
  assert.match((await ben.get(`${at}/edit`)).text, /This change waits for a moderator.*Casino Zanzibarmarmalade/s)
  // From a second tab: the later one waits in its place.
  await edit(`Another casino ${canary}`)
  const waiting = `${root}/moderation`
  for (const who of [ben, cleo]) assert.equal((await who.get(waiting)).status, 403)
  assert.equal((await site.as('eve').get(waiting)).status, 404)
  const list = await ada.get(waiting)
  assert.match(list.text, /Another casino.*What it says now.*Harmless words/s)
  assert.match(list.text, /The word: casino/)
  assert.equal((await ben.send(`${at}/change/showing`)).status, 403)
  const left = await ada.send(`${at}/change/removal`, { why: 'Not here.' })
  assert.equal(left.status, 200, left.text)
  await runJobs(site, notifyTask)
  assert.match((await ben.get('/inbox')).text, /as it was before your change.*Not here\./s)
  assert.equal((await ada.send(`${at}/change/showing`)).json.code, 'no_edit_waits')

  await edit(`To the casino, @dov-adler: ${canary}`)
  assert.equal((await ada.send(`${at}/change/showing`)).status, 200)
  assert.ok(await isSeen(cleo, thread, canary))
  await runJobs(site, notifyTask)
  const told = await pool.query('select kind from notice where person_id = $1', [people.dov.id])
  assert.deepEqual(told.rows, [{ kind: 'mention' }])
  assert.match((await ben.get('/inbox')).text, /showed your change/)
  // Saved as it stands, an edit that waits is taken back.
  await edit('casino once more')
  await edit(`To the casino, @dov-adler: ${canary}`)
  assert.deepEqual((await ada.json(waiting)).json.edits, [])
})

test('links of a new member wait beyond the number of the day; those of others, and links to this site, never', async () => {
  await set({ links: 2 })
  const thread = await startThread(site, 'ada', 'Links')
  const link = (n: number) => `https://elsewhere${n}.example.net/`
  const own = `${site.platform.config.publicUrl}${root}`
  assert.equal((await say(dov, thread, `${link(1)} and ${link(2)} and ${own}`)).hidden, null)
  const third = await say(dov, thread, `And ${link(3)}`)
  assert.deepEqual([third.hidden.because, third.hidden.held.because], ['held', 'links'])
  assert.equal((await say(dov, thread, `Only ${own}`)).hidden, null)
  assert.equal((await say(dov, thread, 'No link')).hidden, null)
  for (let i = 0; i < 3; i++) await say(ben, thread, `A word ${i}`)
  assert.equal((await say(ben, thread, [1, 2, 3, 4, 5].map(link).join(' '))).hidden, null)
  // Added by an edit they wait too.
  const plain = await say(dov, thread, 'Plain')
  await dov.send(`${root}/discussions/${thread.id}/posts/${plain.id}`, { source: `Plain ${link(6)}` }, 'PUT')
  assert.ok(!(await isSeen(cleo, thread, 'elsewhere6')))
  await set({ links: '' })
  assert.equal((await say(dov, thread, [1, 2, 3, 4, 5, 6].map(link).join(' '))).hidden, null)
})

test('what is for named people waits for nobody, as no moderator reads it', async () => {
  await set({ heldPosts: 3, words: 'casino' })
  await created(
    ada
      .send(`${root}/settings/people`, { name: 'Leader', size: 'large' })
      .then(({ json }) =>
        ada.send(`${root}/settings/people/${json.containers.at(-1).id}/persons`, { who: '@cleo-marsh' }),
      ),
  )
  const container = (await ada.json(root)).json.people[0].id
  const written = await dov.send(`${root}/discussions`, { title: 'To you', kind: 'talk', source: 'casino', container })
  assert.equal((await cleo.get(`${root}/discussions/${written.json.id}`)).status, 200)
  assert.equal((await say(dov, written.json, 'casino again')).hidden, null)
})

test('leaders choose the rules; members do not, and each wrong input is a sentence that loses nothing', async () => {
  const at = `${root}/settings/conversation`
  assert.equal((await ben.send(at, usual, 'PUT')).status, 403)
  const post = (fields: Record<string, string>) =>
    ada.post(at, { heldPosts: '0', words: '', links: '3', days: '7', posts: '3', ...fields })
  for (const [fields, says] of [
    [{ words: '*' }, /two letters or digits/],
    [
      { words: Array.from({ length: 10_000 }, (_, i) => `word${i}`).join('\n') },
      /at most 500 lines, and this one has 10,000/,
    ],
    [{ links: '21' }, /20/],
    [{ heldPosts: '4' }, /3/],
    [{ days: '0' }, /1/],
  ] as const) {
    const refused = await post(fields)
    assert.equal(refused.status, 422, JSON.stringify(fields).slice(0, 50))
    assert.match(refused.text, says)
  }
  const saved = await post({ words: 'one\n\n\ntwo' })
  assert.match(await pageAfter(ada, saved), /without the empty lines/)
  assert.deepEqual((await ada.json(at)).json.rules.words, ['one', 'two'])
  const line = (await ada.json(`${root}/settings/audit?kind=conversation.changed`)).json.items[0]
  assert.doesNotMatch(JSON.stringify(line), /"one"|"two"/)
})

test('what cannot wait is refused with a sentence where such a word is in it: pages, suggestions, resources of editors who do not moderate', async () => {
  const page = await ben.send(`${root}/pages`, { title: 'A plan', source: 'About a casino\n\nas it stood before.' })
  const other = await ben.send(`${root}/pages`, { title: 'Another plan', source: 'Nothing yet.' })
  await set({ words: 'casino' })
  const added = { address: 'https://example.org/chance', title: 'Casino nights', summary: '', source: '' }
  for (const [who, at, fields, field] of [
    [ben, `${root}/pages`, { title: 'The casino', source: 'x' }, 'title'],
    [ben, `${root}/pages`, { title: 'x', source: 'To the *casino*.' }, 'source'],
    [dov, other.json.address, { title: 'Casino', source: 'x' }, 'title'],
    [dov, `${root}/toolkit/suggestions`, added, 'title'],
  ] as const) {
    const refused = await who.send(at, fields)
    assert.equal(refused.status, 422, `${at} ${refused.text}`)
    assert.match(refused.json.fields[field], /a moderator looks at here first/, at)
  }
  await pool.query(`insert into membership_role (community_id, person_id, role) values ($1, $2, 'content_editor')`, [
    community.id,
    people.cleo.id,
  ])
  const byEditor = await cleo.send(`${root}/toolkit`, { title: 'Fine', source: 'A casino' })
  assert.equal(byEditor.status, 422)
  assert.match(byEditor.json.fields.source, /a moderator looks at here first/)
  // An old version that held such a word is not the way round it.
  await created(ben.send(other.json.address, { title: 'Another plan', source: 'About nothing.' }))
  await set({ words: 'casino\nyet' })
  const back = await ben.send(`${other.json.address}/versions/1/return`)
  assert.deepEqual([back.status, back.json.code], [409, 'word_looked_at'])
  assert.match(back.json.message ?? back.text, /a moderator looks at here first/)
  assert.equal((await ada.send(`${other.json.address}/versions/1/return`)).status, 200)
  // What stood there before stays, and those who moderate write what they like.
  assert.equal(
    (await ben.send(page.json.address, { title: 'A plan', source: 'About a casino, and more.' })).status,
    200,
  )
  assert.equal((await ada.send(`${root}/toolkit`, { title: 'The casino', source: 'A casino' })).status, 201)
})
