/** Lists, threads as wholes, and what a thread is to one reader. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug, id: communityId } = site.cast.community
const root = `/c/${slug}/discussions`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')
const dov = site.as('dov')

beforeEach(() => forgetCounts())

/** Does a page show this? Says only what is missing, not the page. */
function shows(page: { text: string }, what: RegExp): void {
  assert.ok(what.test(page.text), `the page does not show ${what}`)
}

async function begin(who: typeof ada, title: string, kind: 'talk' | 'question' = 'talk') {
  const begun = await who.send(root, { kind, title, source: `About ${title}.` })
  assert.equal(begun.status, 201, begun.text)
  return begun.json as { id: string; address: string; posts: { id: string }[] }
}

async function say(who: typeof ada, address: string, source: string) {
  const said = await who.send(`${address}/posts`, { source })
  assert.equal(said.status, 201, said.text)
  return said.json as { id: string }
}

async function activities(objectId: string) {
  const rows = await site.database.db.write
    .selectFrom('activity')
    .selectAll()
    .where('object_id', '=', objectId)
    .orderBy('id')
    .execute()
  return rows.map(({ verb, actor_id, facts }) => ({ verb, by: actor_id, facts }))
}

test('an empty community says what to do first', async () => {
  const page = await ben.get(root)
  assert.equal(page.status, 200)
  shows(page, /No discussions yet/)
  shows(page, new RegExp(`href="${root}/new"`))
})

test('a member begins a discussion with a form, and everybody in the community finds it', async () => {
  const form = await ben.get(`${root}/new`)
  assert.equal(form.status, 200)
  shows(form, /name="title"/)
  assert.equal((await ben.json(`${root}/new`)).status, 406)
  const begun = await ben.post(root, {
    kind: 'question',
    title: 'How do you begin?',
    source: 'I **stall**. @ada-lindqvist?',
  })
  assert.equal(begun.status, 303, begun.text)
  const address = String(begun.headers.location)
  const page = await cleo.get(address)
  assert.equal(page.status, 200)
  shows(page, /<strong>stall<\/strong>/)
  shows(page, new RegExp(`href="/people/${site.cast.people.ada.id}">@Ada Lindqvist`))
  const { thread } = (await cleo.json(address)).json
  assert.equal(thread.kind, 'question')
  assert.equal(thread.openedBy.name, 'Ben Reyes')
  assert.equal(thread.posts[0].isOpening, true)
  assert.equal(thread.replies, 0)
  const { items } = (await cleo.json(root)).json
  assert.deepEqual([items[0].title, items[0].isFresh, items[0].replies], ['How do you begin?', true, 0])
  assert.deepEqual(await activities(thread.id), [
    {
      verb: 'thread.opened',
      by: site.cast.people.ben.id,
      facts: { threadId: thread.id, postId: thread.posts[0].id, mentions: [site.cast.people.ada.id] },
    },
  ])
})

test('a form without title or text comes back with what was typed', async () => {
  const back = await ben.post(root, { kind: 'talk', title: '  ', source: 'Kept words' })
  assert.equal(back.status, 422)
  shows(back, /Kept words/)
  shows(back, /Please fill this in/)
  const refused = await ben.send(root, { title: 'T', source: '   ' })
  assert.deepEqual([refused.status, refused.json.fields.source], [422, 'Write something first.'])
  assert.equal((await ben.send(root, { title: 'x'.repeat(201), source: 'a' })).status, 422)
  assert.equal((await ben.send(root, { kind: 'poll', title: 'T', source: 'a' })).status, 422)
})

test('the thread with the newest post is listed first, page by page, without a query for each', async () => {
  const first = await begin(ada, 'Old')
  for (let i = 0; i < 27; i++) await begin(i % 2 ? ada : ben, `Thread ${i}`, i % 3 ? 'talk' : 'question')
  await say(cleo, first.address, 'Awake again')
  const page = (await dov.json(root)).json
  assert.equal(page.items.length, 25)
  assert.equal(page.items[0].title, 'Old')
  assert.equal(page.items[0].lastBy.name, 'Cleo Marsh')
  const next = (await dov.json(`${root}?before=${page.next}`)).json
  const all = [...page.items, ...next.items].map(({ id }: { id: string }) => id)
  assert.equal(new Set(all).size, all.length)
  assert.equal(next.next, null)
  const html = await dov.get(`${root}?before=${page.next}`)
  shows(html, /Back to the beginning/)
  let asked = 0
  site.platform.database.readPool.on('acquire', () => asked++)
  await dov.get(root)
  assert.ok(asked <= 4, `${asked} queries: the actor, the community, the list, how many questions are open`)
})

test('the list shows questions, open ones and how many, or talk', async () => {
  const before = (await dov.json(root)).json.openQuestions
  const question = await begin(ada, 'Which one?', 'question')
  const answer = await say(ben, question.address, 'This one')
  const titles = async (show: string) =>
    (await dov.json(`${root}?show=${show}`)).json.items.map(({ title }: { title: string }) => title)
  assert.ok((await titles('unanswered')).includes('Which one?'))
  shows(await dov.get(`${root}?show=talk`), new RegExp(`Open questions <span class="count">${before + 1}<`))
  assert.equal((await ada.send(`${question.address}/posts/${answer.id}/answer`)).status, 200)
  assert.ok(!(await titles('unanswered')).includes('Which one?'))
  assert.equal((await dov.json(root)).json.openQuestions, before)
  assert.ok((await titles('questions')).includes('Which one?'))
  assert.ok(!(await titles('talk')).includes('Which one?'))
  assert.equal((await dov.get(`${root}?show=nonsense`)).status, 200)
})

test('a thread is marked new until it is read, and again after a new post', async () => {
  const { id, address } = await begin(ada, 'Fresh')
  const isFresh = async (who: typeof ada) =>
    (await who.json(root)).json.items.find((one: { id: string }) => one.id === id).isFresh
  assert.equal(await isFresh(ada), false)
  assert.equal(await isFresh(dov), true)
  shows(await dov.get(address), /<visit-beacon address="[^"]*\/reading">/)
  const beacon = await dov.post(`${address}/reading`)
  assert.deepEqual([beacon.status, beacon.text], [200, ''])
  assert.equal(await isFresh(dov), false)
  assert.equal((await dov.json(address)).json.thread.fresh, null)
  const said = await say(ben, address, 'More')
  assert.equal(await isFresh(dov), true)
  const { thread } = (await dov.json(address)).json
  assert.deepEqual(thread.fresh, { count: 1, first: said.id })
  assert.deepEqual(
    thread.posts.map(({ isNew }: { isNew: boolean }) => isNew),
    [false, true],
  )
  const page = await dov.get(address)
  shows(page, /1 new since your last visit/)
  const button = await dov.post(`${address}/reading`, { show: 'page' })
  assert.equal(button.status, 303)
  assert.equal(await isFresh(dov), false)
  const unread = await dov.post(`${address}/reading`, { state: 'unread', show: 'page' })
  assert.equal(unread.headers.location, root)
  assert.equal(await isFresh(dov), true)
  assert.deepEqual((await dov.send(`${address}/reading`, {}, 'PUT')).json, { isUnread: false })
  assert.equal((await dov.send(`${address}/reading`, { state: 'perhaps' })).status, 422)
})

test('a person who posts follows the thread; muting it lasts', async () => {
  const { address } = await begin(ada, 'Follow')
  const following = async (who: typeof ada) => (await who.json(address)).json.thread.following
  assert.equal(await following(ada), 'following')
  assert.equal(await following(cleo), null)
  assert.deepEqual((await cleo.send(`${address}/following`, { state: 'muted' })).json, { following: 'muted' })
  await say(cleo, address, 'Quietly')
  assert.equal(await following(cleo), 'muted')
  await say(ben, address, 'Loudly')
  assert.equal(await following(ben), 'following')
  const ended = await ben.post(`${address}/following`, { state: 'none' })
  assert.equal(ended.status, 303)
  assert.equal(await following(ben), null)
  assert.equal((await ben.send(`${address}/following`, { state: 'loved' })).status, 422)
})

test('the opener or a moderator changes the title; the address with the old title still works', async () => {
  const { id, address } = await begin(ben, 'Frist')
  assert.equal((await cleo.get(`${address}/title`)).status, 403)
  assert.equal((await cleo.send(`${address}/title`, { title: 'Mine' })).status, 403)
  shows(await ben.get(`${address}/title`), /value="Frist"/)
  assert.equal((await ben.post(`${address}/title`, { title: ' ' })).status, 422)
  const changed = await ben.post(`${address}/title`, { title: 'First' })
  assert.equal(changed.status, 303)
  assert.match(String(changed.headers.location), /discussions\/first-/)
  assert.equal((await cleo.json(address)).json.thread.title, 'First')
  assert.equal((await ada.send(`${address}/title`, { title: 'First things' }, 'PUT')).status, 200)
  assert.deepEqual(
    (await activities(id)).map(({ verb }) => verb),
    ['thread.opened', 'thread.renamed', 'thread.renamed'],
  )
})

test('a moderator locks a thread: it is read, and nothing is added or changed', async () => {
  const { address, posts } = await begin(ben, 'Heated')
  const opening = posts[0]?.id
  assert.equal((await ben.send(`${address}/lock`, { why: 'Too heated' })).status, 403)
  assert.equal((await ada.post(`${address}/lock`, { why: 'Too heated' })).status, 303)
  const page = await ben.get(address)
  shows(page, /This discussion is locked/)
  assert.doesNotMatch(page.text, /id="compose"/)
  for (const [path, body] of [
    ['posts', { source: 'But' }],
    [`posts/${opening}`, { source: 'Changed' }],
    [`posts/${opening}/replies`, { source: 'But' }],
    [`posts/${opening}/reactions/agree`, {}],
    ['title', { title: 'Other' }],
  ] as const) {
    const refused = await ben.send(`${address}/${path}`, body)
    assert.deepEqual([refused.status, refused.json.code], [409, 'thread_locked'], path)
  }
  const kept = await ben.post(`${address}/posts`, { source: 'A long thought' })
  assert.equal(kept.status, 409)
  shows(kept, /A long thought/)
  shows(kept, /locked, so nothing was added/)
  assert.equal((await ada.send(`${address}/unlock`)).status, 200)
  await say(ben, address, 'Calmer')
  const row = (await ben.json(root)).json.items.find((one: { address: string }) => one.address === address)
  assert.equal(row.isLocked, false)
})

test('the person who asked or a moderator marks the answer', async () => {
  const { address } = await begin(cleo, 'What helps?', 'question')
  const walk = await say(ben, address, 'A walk')
  const tea = await say(dov, address, 'Tea')
  assert.equal((await ben.send(`${address}/posts/${walk.id}/answer`)).status, 403)
  assert.equal((await cleo.post(`${address}/posts/${walk.id}/answer`)).status, 303)
  const shown = (await dov.json(address)).json.thread
  assert.equal(shown.answerPostId, walk.id)
  assert.deepEqual(
    shown.posts.map(({ isAnswer }: { isAnswer: boolean }) => isAnswer),
    [false, true, false],
  )
  shows(await dov.get(root), /answered/)
  shows(await dov.get(address), /Answer by [\s\S]*Jump to the answer/)
  assert.equal((await ada.send(`${address}/posts/${tea.id}/answer`, {}, 'PUT')).status, 200)
  assert.equal((await dov.json(address)).json.thread.answerPostId, tea.id)
  assert.equal((await cleo.send(`${address}/posts/${tea.id}/answer/removal`)).status, 200)
  assert.equal((await dov.json(address)).json.thread.answerPostId, null)
  const talk = await begin(ada, 'No question')
  const post = await say(ben, talk.address, 'Indeed')
  const refused = await ada.send(`${talk.address}/posts/${post.id}/answer`)
  assert.deepEqual([refused.status, refused.json.code], [409, 'not_a_question'])
})

test('an archived community is read, and nothing is added', async () => {
  const { address, posts } = await begin(ben, 'Archived')
  const archive = (status: 'archived' | 'active') =>
    site.database.db.write.updateTable('community').set({ status }).where('id', '=', communityId).execute()
  await archive('archived')
  try {
    assert.equal((await ben.get(address)).status, 200)
    assert.doesNotMatch((await ben.get(root)).text, /discussions\/new/)
    assert.equal((await ben.get(`${root}/new`)).status, 409)
    for (const [path, who] of [
      ['', ben],
      ['/posts', ben],
      [`/posts/${posts[0]?.id}/removal`, ben],
      ['/lock', ada],
      ['/title', ben],
    ] as const) {
      const refused = await who.send(path ? `${address}${path}` : root, { title: 'T', source: 'S', why: 'W' })
      assert.deepEqual([refused.status, refused.json.code], [409, 'community_archived'], path)
    }
    assert.equal((await ben.send(`${address}/reading`)).status, 200)
  } finally {
    await archive('active')
  }
})
