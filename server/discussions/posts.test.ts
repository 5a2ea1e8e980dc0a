/** Posts: said, answered, changed, taken away, brought back, reacted to. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { waitingJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug } = site.cast.community
const root = `/c/${slug}/discussions`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')
const dov = site.as('dov')
const { people } = site.cast

beforeEach(() => forgetCounts())

// biome-ignore lint/suspicious/noExplicitAny: tests look into views of every shape
type Any = any

async function begin(
  who = ada,
  kind: 'talk' | 'question' = 'talk',
): Promise<{ id: string; address: string; posts: Any[] }> {
  const begun = await who.send(root, { kind, title: 'A thread', source: 'It begins.' })
  assert.equal(begun.status, 201, begun.text)
  return begun.json
}

async function say(who: typeof ada, address: string, source: string): Promise<Any> {
  const said = await who.send(`${address}/posts`, { source })
  assert.equal(said.status, 201, said.text)
  return said.json
}

async function answer(who: typeof ada, address: string, postId: string, source: string): Promise<Any> {
  const said = await who.send(`${address}/posts/${postId}/replies`, { source })
  assert.equal(said.status, 201, said.text)
  return said.json
}

/** Does a page show this? Says only what is missing, not the page. */
function shows(page: { text: string }, what: RegExp): void {
  assert.ok(what.test(page.text), `the page does not show ${what}`)
}

function hides(page: { text: string }, what: RegExp): void {
  assert.ok(!what.test(page.text), `the page shows ${what}`)
}

const read = async (address: string, who = dov): Promise<Any> => (await who.json(address)).json.thread

test('a post by a form leads to where it stands; its activity tells', async () => {
  const { id, address } = await begin()
  const said = await ben.post(`${address}/posts`, { source: 'Hello, @cleo-marsh and @eve-okoro.' })
  assert.equal(said.status, 303)
  const { posts } = await read(address)
  const post = posts[1]
  assert.equal(said.headers.location, `${address}?at=${shortId(post.id)}#post-${shortId(post.id)}`)
  assert.match(post.html, /@Cleo Marsh/)
  assert.match(post.html, /@eve-okoro/)
  assert.doesNotMatch(post.html, /Eve Okoro/)
  const { db } = site.database
  const activity = await db.write
    .selectFrom('activity')
    .selectAll()
    .where('object_id', '=', post.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [activity.verb, activity.object_kind, activity.actor_id, activity.facts],
    ['post.added', 'post', people.ben.id, { threadId: id, parentId: null, mentions: [people.cleo.id] }],
  )
  const told = (await waitingJobs(site)).filter(({ payload }) => payload.activityId === activity.id)
  assert.equal(told.length, 1)
  const mentions = await db.write.selectFrom('mention').select('person_id').where('post_id', '=', post.id).execute()
  assert.deepEqual(mentions, [{ person_id: people.cleo.id }])
})

test('the same form sent twice says it once', async () => {
  const { address } = await begin()
  const once = 'a-form-key-1'
  assert.equal((await ben.post(`${address}/posts`, { source: 'Once', once })).status, 303)
  assert.equal((await ben.post(`${address}/posts`, { source: 'Once', once })).status, 303)
  assert.equal((await read(address)).replies, 1)
  assert.equal((await ben.post(`${address}/posts`, { source: 'Other', once })).status, 409)
})

test('a form that was open while the leader renamed the community still arrives', async () => {
  const { address } = await begin()
  const { name, purpose } = (await ada.json(`/c/${slug}/settings`)).json.community
  const settings = { purpose, hue: 162, locale: 'en', zone: 'UTC', threshold: 5, visibility: 'hidden' }
  const called = (other: string) => ada.send(`/c/${slug}/settings`, { ...settings, name: other })
  assert.equal((await called('Otherwise')).status, 200)
  const said = await ben.post(`${address}/posts`, { source: 'Typed before, sent after' })
  assert.equal(said.status, 303)
  assert.match(String(said.headers.location), /^\/c\/otherwise\/discussions\//)
  assert.equal((await called(name)).status, 200)
})

test('two levels: an answer to an answer stands under the same post, and quotes', async () => {
  const { address, posts } = await begin()
  const first = await say(ben, address, 'First level')
  const second = await answer(cleo, address, first.id, 'Second **level**')
  const third = await answer(dov, address, second.id, 'Deeper')
  assert.deepEqual([second.parentId, second.rootId, second.quote], [first.id, first.id, null])
  assert.deepEqual([third.parentId, third.rootId], [second.id, first.id])
  assert.deepEqual(third.quote, { postId: second.id, name: 'Cleo Marsh', words: 'Second level' })
  const branch = (await read(address)).posts[1]
  assert.deepEqual(
    branch.replies.map(({ id }: Any) => id),
    [second.id, third.id],
  )
  const toOpening = await answer(cleo, address, posts[0].id, 'To the opening')
  assert.equal(toOpening.parentId, null)
  const byParent = await ben.send(`${address}/posts`, { source: 'By parent', parent: first.id })
  assert.equal(byParent.json.rootId, first.id)
  assert.equal((await ben.send(`${address}/posts`, { source: 'x', parent: people.ada.id })).status, 404)
})

const bodies = (replies: Any[]) => replies.map(({ html }) => html.replace(/<[^>]+>|\n/g, ''))

test('more than three replies fold behind a link to the same page with them open', async () => {
  const { address } = await begin()
  const first = await say(ben, address, 'Root')
  const replies: Any[] = []
  for (let i = 0; i < 3; i++) replies.push(await answer(cleo, address, first.id, `Reply ${i}`))
  hides(await dov.get(address), /View all/)
  for (let i = 3; i < 6; i++) replies.push(await answer(cleo, address, first.id, `Reply ${i}`))
  const page = await dov.get(address)
  shows(page, /View all 6 replies/)
  hides(page, /Reply 2/)
  const branch = (await read(address)).posts[1]
  assert.deepEqual([branch.replyCount, bodies(branch.replies)], [6, ['Reply 3', 'Reply 4', 'Reply 5']])
  assert.deepEqual(branch.fold, { opened: 0, from: null, next: null })
  const [, link] = /<turbo-frame id="fold-[^>]+><a class="unfold" href="([^"#]+)/.exec(page.text) ?? []
  assert.ok(link)
  const open = await dov.get(link)
  for (let i = 0; i < 6; i++) shows(open, new RegExp(`Reply ${i}`))
  hides(open, /View all|More replies/)
  // A permalink opens the fold only where what it leads to lies in it.
  shows(await dov.get(`${address}?at=${shortId(replies[1].id)}`), /Reply 0/)
  hides(await dov.get(`${address}?at=${shortId(replies[3].id)}`), /Reply 2/)
  shows(await dov.get(`${address}?reply=${shortId(replies[0].id)}`), /Your reply to Cleo Marsh/)
  await cleo.send(`${address}/posts/${replies[5].id}/removal`)
  await cleo.send(`${address}/posts/${replies[4].id}/removal`)
  assert.deepEqual(bodies((await read(address)).posts[1].replies), ['Reply 1', 'Reply 2', 'Reply 3'])
  await cleo.send(`${address}/posts/${replies[3].id}/removal`)
  assert.deepEqual((await read(address)).posts[1].fold, null)
})

test('a fold of very many opens fifty at a time, and where one comes for a post far down', async () => {
  const { address, id } = await begin()
  const first = await say(ben, address, 'Root')
  await site.database.db.writePool.query(
    `with said as (
       insert into post (community_id, thread_id, parent_id, root_id, author_id, source, html, text, renderer_version, posted_at)
       select $1, $2, $3, $3, $4, 'Reply ' || n, '<p>Reply ' || n || '</p>', 'Reply ' || n, 1, app_now() + n * interval '1 ms'
       from generate_series(1, 120) n returning root_id
     ) update post set reply_count = 120 where id = $3`,
    [site.cast.community.id, id, first.id, people.cleo.id],
  )
  const names = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `Reply ${from + i}`)
  const opened = async (query: string) => (await read(`${address}?${query}`)).posts[1]
  const start = await opened(`replies=${first.id}`)
  assert.deepEqual(bodies(start.replies), [...names(1, 50), ...names(118, 120)])
  const next = await opened(`replies=${first.id}&from=${start.fold.next}`)
  assert.deepEqual(bodies(next.replies), [...names(51, 100), ...names(118, 120)])
  const last = await opened(`replies=${first.id}&from=${next.fold.next}`)
  assert.deepEqual([bodies(last.replies), last.fold.next], [names(101, 120), null])
  const far = await opened(`at=${next.replies[9].id}`)
  assert.deepEqual([bodies(far.replies).slice(0, 2), far.fold.from], [['Reply 60', 'Reply 61'], next.replies[9].id])
  const near = await opened(`at=${start.replies[9].id}`)
  assert.deepEqual([bodies(near.replies)[0], near.fold.from], ['Reply 1', null])
  const page = await dov.get(`${address}?replies=${first.id}&from=${start.fold.next}`)
  shows(page, /View all 120 replies/)
  shows(page, /More replies/)
})

test('a thread is read twenty first-level posts at a time, both ways, and opens where a post stands', async () => {
  const { address } = await begin()
  const said = []
  for (let i = 1; i <= 45; i++) said.push(await say(i % 2 ? ben : cleo, address, `Post ${i}`))
  const reply = await answer(dov, address, said[40].id, 'Late reply')
  forgetCounts()
  const first = await read(address)
  assert.equal(first.posts.length, 20)
  assert.equal(first.page.before, null)
  const second = await read(`${address}?after=${shortId(first.page.after)}`)
  const third = await read(`${address}?after=${shortId(second.page.after)}`)
  assert.equal(third.page.after, null)
  const ids = [...first.posts, ...second.posts, ...third.posts].map(({ id }: Any) => id)
  assert.equal(new Set(ids).size, 46)
  const back = await read(`${address}?before=${shortId(third.page.before)}`)
  assert.deepEqual(
    back.posts.map(({ id }: Any) => id),
    second.posts.map(({ id }: Any) => id),
  )
  const at = await read(`${address}?at=${shortId(reply.id)}`)
  assert.equal(at.posts[0].id, said[40].id)
  assert.equal((await read(`${address}?at=${shortId(said[3].id)}`)).posts[0].isOpening, true)
  assert.equal((await read(`${address}?at=${shortId(people.ada.id)}`)).posts[0].isOpening, true)
  const page = await dov.get(address)
  hides(page, /data-live="posts"/)
  hides(page, /<visit-beacon/)
  let asked = 0
  site.platform.database.readPool.on('acquire', () => asked++)
  await dov.get(address)
  assert.ok(asked <= 4, `${asked} queries: the actor, the community, the thread, its posts`)
})

test('only its author edits a post; it says so, and moderators read what it said', async () => {
  const { address } = await begin()
  const post = await say(ben, address, 'I was wrong')
  const reply = await answer(cleo, address, post.id, 'You were')
  const deeper = await answer(ben, address, reply.id, 'Yes')
  const at = `${address}/posts/${shortId(post.id)}`
  assert.equal((await ada.get(`${at}/edit`)).status, 403)
  assert.equal((await ada.send(at, { source: 'Put in their mouth' })).status, 403)
  shows(await ben.get(`${at}/edit`), /I was wrong/)
  assert.equal((await ben.json(`${at}/edit`)).json.post.source, 'I was wrong')
  const empty = await ben.post(at, { source: ' ' })
  assert.equal(empty.status, 422)
  shows(empty, /Write something first/)
  assert.equal((await ben.send(at, { source: 'I was wrong' })).json.editedAt, null)
  assert.equal((await ben.post(at, { source: 'I was *right*, @ada-lindqvist' })).status, 303)
  const edited = (await ben.send(at, { source: 'I was **right**' }, 'PUT')).json
  assert.ok(edited.editedAt)
  shows(await dov.get(address), /class="edited">edited/)
  shows(await dov.get(address), /<strong>right<\/strong>/)
  const history = (await ada.json(`${at}/history`)).json.post
  assert.deepEqual(
    history.versions.map(({ source }: Any) => source),
    ['I was *right*, @ada-lindqvist', 'I was wrong'],
  )
  shows(await ada.get(`${at}/history`), /I was wrong/)
  for (const who of [ben, dov]) assert.equal((await who.get(`${at}/history`)).status, 403)
  hides(await dov.get(address), /I was wrong/)
  const left = await site.database.db.write.selectFrom('mention').selectAll().where('post_id', '=', post.id).execute()
  assert.deepEqual(left, [])
  await cleo.send(`${address}/posts/${reply.id}`, { source: 'We all were' })
  const shown = (await read(address)).posts[1].replies.find(({ id }: Any) => id === deeper.id)
  assert.equal(shown.quote.words, 'We all were')
})

test('a removed post is gone, or a stub where it has replies; its words are nowhere', async () => {
  const { address } = await begin()
  const alone = await say(ben, address, 'Secretalone')
  const root = await say(ben, address, 'Secretroot')
  const reply = await answer(cleo, address, root.id, 'Secretreply')
  await answer(dov, address, reply.id, 'Still here')
  assert.equal((await dov.send(`${address}/posts/${alone.id}/removal`)).status, 403)
  const removed = await ben.post(`${address}/posts/${alone.id}/removal`)
  assert.equal(removed.status, 303)
  const undo = await ben.get(String(removed.headers.location).split('#')[0] as string)
  shows(undo, /The post is removed/)
  shows(undo, /Undo/)
  await ben.send(`${address}/posts/${root.id}/removal`)
  await ada.send(`${address}/posts/${reply.id}/removal`, { why: 'Off topic' })
  const page = await dov.get(address)
  const json = await dov.json(address)
  for (const said of [page.text, json.text]) assert.doesNotMatch(said, /Secret/)
  shows(page, /Removed by its author/)
  shows(page, /Removed by Ada Lindqvist, as a moderator\./)
  const { posts, replies } = json.json.thread
  assert.equal(posts.length, 2)
  assert.equal(replies, 1)
  assert.deepEqual(
    [posts[1].removed, posts[1].author, posts[1].html],
    [{ by: 'author', name: null, why: '' }, null, ''],
  )
  assert.deepEqual(posts[1].replies[1].quote, { postId: reply.id, name: null, words: '' })
  for (const [path, body] of [
    ['', { source: 'x' }],
    ['/replies', { source: 'x' }],
    ['/reactions/agree', {}],
    ['/removal', {}],
  ] as const) {
    const refused = await ben.send(`${address}/posts/${root.id}${path}`, body)
    assert.deepEqual([refused.status, refused.json.code], [409, 'post_removed'], path)
  }
  assert.equal((await ada.get(`${address}/posts/${root.id}/history`)).status, 409)
  const kept = await ben.post(`${address}/posts/${alone.id}/replies`, { source: 'A long answer' })
  assert.equal(kept.status, 409)
  shows(kept, /A long answer/)
  shows(kept, /removed in the meantime/)
})

test('a moderator says why; the author and moderators are told, everybody else sees who did it', async () => {
  const { address } = await begin(ben)
  const post = await say(cleo, address, 'Buy my book')
  await answer(dov, address, post.id, 'Which one?')
  const alone = await say(cleo, address, 'And the other one')
  const form = `${address}/posts/${shortId(post.id)}/removal`
  shows(await ada.get(form), /Why\?[\s\S]*Buy my book|Buy my book[\s\S]*Why\?/)
  assert.equal((await dov.get(form)).status, 403)
  const long = await ada.post(form, { why: `Kept ${'x'.repeat(400)}` })
  assert.equal(long.status, 422)
  shows(long, /value="Kept xxx/)
  assert.equal((await ada.post(form, { why: 'No selling here' })).status, 303)
  await ada.send(`${address}/posts/${alone.id}/removal`, { why: 'Nor here' })
  for (const who of [ada, cleo]) {
    const page = await who.get(address)
    shows(page, /Removed by Ada Lindqvist, as a moderator\./)
    shows(page, /Why: No selling here/)
    // With nothing under it, it stands for them alone.
    shows(page, /Why: Nor here/)
    hides(page, /Buy my book/)
  }
  for (const who of [ben, dov]) {
    const page = await who.get(address)
    shows(page, /Removed by Ada Lindqvist, as a moderator\./)
    hides(page, /No selling|Nor here|Buy my book/)
    const { posts } = await read(address, who)
    assert.deepEqual([posts.length, posts[1].removed], [2, { by: 'moderator', name: 'Ada Lindqvist', why: '' }])
  }
  await ada.send(`${address}/posts/${post.id}/return`)
  hides(await cleo.get(address), /No selling/)
})

test('the person who removed a post can bring it back; only its author brings back what they removed themselves', async () => {
  const { address } = await begin()
  const own = await say(ben, address, 'Mine')
  const other = await say(cleo, address, 'Hers')
  await ben.send(`${address}/posts/${own.id}/removal`)
  await ada.send(`${address}/posts/${other.id}/removal`)
  assert.equal((await ada.send(`${address}/posts/${own.id}/return`)).status, 404)
  assert.equal((await cleo.send(`${address}/posts/${other.id}/return`)).status, 403)
  assert.equal((await ben.post(`${address}/posts/${own.id}/return`)).status, 303)
  assert.equal((await ada.send(`${address}/posts/${other.id}/return`)).status, 200)
  assert.equal((await ben.send(`${address}/posts/${own.id}/return`)).status, 404)
  assert.deepEqual(
    (await read(address)).posts.map(({ html }: Any) => html.trim()),
    ['It begins.', 'Mine', 'Hers'].map((said) => `<p dir="auto">${said}</p>`),
  )
})

test('a thread without posts disappears, and comes back with its post', async () => {
  const { id, address, posts } = await begin(ben)
  const opening = posts[0].id
  const said = await say(cleo, address, 'More')
  await ben.send(`${address}/posts/${opening}/removal`)
  shows(await dov.get(address), /Removed by its author/)
  const last = await cleo.post(`${address}/posts/${said.id}/removal`)
  assert.match(String(last.headers.location), new RegExp(`^${root}\\?removed=`))
  assert.equal((await dov.get(address)).status, 404)
  assert.ok(!(await dov.json(root)).json.items.some((one: Any) => one.id === id))
  shows(await cleo.get(String(last.headers.location)), /Undo/)
  assert.equal((await ben.send(`${address}/posts/${opening}/return`)).status, 404)
  assert.equal((await cleo.post(`${address}/posts/${said.id}/return`)).status, 303)
  assert.equal((await read(address)).replies, 1)
})

test('stored counts equal a fresh count, however posts come and go', async () => {
  const { id, address } = await begin()
  const root = await say(ben, address, 'Root')
  const replies = await Promise.all(['a', 'b', 'c', 'd'].map((words) => answer(cleo, address, root.id, words)))
  await Promise.all(replies.slice(0, 2).map((reply) => cleo.send(`${address}/posts/${reply.id}/removal`)))
  await cleo.send(`${address}/posts/${replies[0].id}/return`)
  await Promise.all([answer(dov, address, replies[2].id, 'e'), ben.send(`${address}/posts/${root.id}/removal`)])
  const { rows } = await site.database.db.writePool.query(
    `select t.reply_count as thread, p.reply_count as post,
       (select count(*) from post r where r.root_id = p.id and r.removed_at is null) as under_post,
       (select count(*) from post r where r.thread_id = t.id and r.removed_at is null and not r.is_opening) as in_thread
     from thread t join post p on p.id = $2 where t.id = $1`,
    [id, root.id],
  )
  assert.deepEqual(rows, [{ thread: 4, post: 4, under_post: 4, in_thread: 4 }])
})

test('the answer that is removed answers no more', async () => {
  const { address } = await begin(cleo, 'question')
  const post = await say(ben, address, 'This')
  await cleo.send(`${address}/posts/${post.id}/answer`)
  await ben.send(`${address}/posts/${post.id}/removal`)
  assert.equal((await read(address)).answerPostId, null)
})

test('a reader puts a word under a post and takes it away', async () => {
  const { address } = await begin()
  const post = await say(ben, address, 'Try this')
  const at = `${address}/posts/${post.id}/reactions`
  assert.equal((await cleo.post(`${at}/tried`)).status, 303)
  assert.equal((await dov.send(`${at}/tried`, { to: 'on' })).status, 200)
  await dov.send(`${at}/tried`, { to: 'on' }, 'PUT')
  await dov.send(`${at}/hmm`)
  const seen = (await read(address, cleo)).posts[1]
  assert.deepEqual(seen.reactions, [
    { kind: 'tried', count: 2 },
    { kind: 'hmm', count: 1 },
  ])
  assert.deepEqual(seen.mine, ['tried'])
  const page = await cleo.get(address)
  shows(page, /aria-pressed="true">I tried this <span class="count">2/)
  await cleo.post(`${at}/tried`)
  await dov.send(`${at}/hmm`, { to: 'off' })
  assert.deepEqual((await read(address, cleo)).posts[1].reactions, [{ kind: 'tried', count: 1 }])
  assert.equal((await dov.send(`${at}/love`)).status, 404)
})

test('a post that was shown before is shown as it is now', async () => {
  const { address } = await begin()
  const post = await say(ben, address, 'Once more')
  await answer(cleo, address, (await answer(ben, address, post.id, 'First')).id, 'Second')
  for (const who of [ben, dov]) shows(await who.get(address), /Ben Reyes/)
  const name = (to: string) =>
    site.database.db.write.updateTable('person').set({ name: to }).where('id', '=', people.ben.id).execute()
  await name('Ben Rivers')
  for (const who of [ben, dov]) {
    const page = await who.get(address)
    shows(page, /class="answers">.*<b>Ben Rivers<\/b>/)
    hides(page, /Ben Reyes/)
  }
  await name('Ben Reyes')
  const keys = (page: { text: string }): string[] => page.text.match(/(?<=name="once" value=")[\w-]+/g) ?? []
  const [one, other] = [keys(await dov.get(address)), keys(await dov.get(address))]
  assert.ok(one.length > 5 && !one.some((key) => other.includes(key)), 'every page has keys of its own')
})

test('a post that is too long is refused in words; five megabytes are not even read', async () => {
  const { address } = await begin()
  const long = await ben.send(`${address}/posts`, { source: 'x'.repeat(65_537) })
  assert.equal(long.status, 422)
  assert.match(long.json.fields.source, /too long: at most 65,536 characters/)
  const back = await ben.post(`${address}/posts`, { source: `kept ${'x'.repeat(65_537)}` })
  assert.equal(back.status, 422)
  shows(back, /kept xxx/)
  await say(ben, address, 'é'.repeat(65_536))
  const huge = await ben.send(`${address}/posts`, { source: 'x'.repeat(5_000_000) })
  assert.deepEqual([huge.status, huge.json.code], [413, 'too_large'])
  assert.equal((await read(address)).replies, 1)
})

test('sixty-four kilobytes of nasty Markdown are taken', async () => {
  const { address } = await begin()
  await say(ben, address, '*a_ '.repeat(16_000))
  assert.equal((await read(address)).replies, 1)
})

test('nothing a person writes becomes a script or a form', async () => {
  const { address } = await begin()
  await say(
    ben,
    address,
    '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) <form action="/x">',
  )
  const page = await cleo.get(address)
  hides(page, /<script>alert|onerror=alert\(1\)>|href="javascript:|<form action="\/x"/)
})
