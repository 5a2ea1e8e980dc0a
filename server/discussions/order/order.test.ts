/** What moderators do to whole discussions: who may, what everybody sees then, who hears of it, and that it can be undone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { shortId } from '#server/platform/ids.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { type Begun, openOrdering, refusedAs, say, shows } from '#tests/support/ordering.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import type { Client } from '#tests/support/site.ts'

const { site, slug, root, audit, ada, ben, cleo, eve, begin, inboxOf, takeBack, query, undo, moderateElsewhere } =
  await openOrdering()
const { people, elsewhere } = site.cast

/** What everybody is shown of a thread: its posts with their replies, by their words. */
async function toldOf(address: string, who: Client = ben) {
  const answer = await who.json(address)
  assert.equal(answer.status, 200, `${address}: ${answer.text.slice(0, 200)}`)
  const { thread } = answer.json
  const words = (html: string) => html.replace(/<[^>]+>/g, '').trim()
  return {
    title: thread.title as string,
    replies: thread.replies as number,
    answer: thread.answerPostId as string | null,
    posts: thread.posts.map((post: { html: string; isOpening: boolean; replies: { html: string }[] }) =>
      [`${post.isOpening ? '* ' : ''}${words(post.html)}`, ...post.replies.map(({ html }) => `> ${words(html)}`)].join(
        ' ',
      ),
    ) as string[],
  }
}

/** All that is counted is what a fresh count says. */
async function insistCounted(): Promise<void> {
  const wrong = await query(`
    select t.id from thread t join entry e on e.id = t.entry_id left join lateral (
      select max(p.posted_at) as last, count(*) filter (where not p.is_opening) as replies from post p where p.thread_id = t.id and p.removed_at is null
    ) fresh on true
    where (e.removed_at is null or fresh.last is null) and (t.reply_count <> fresh.replies or t.last_post_at is distinct from fresh.last)
    union all
    select p.id from post p where p.reply_count <> (select count(*) from post r where r.root_id = p.id and r.removed_at is null)`)
  assert.deepEqual(wrong, [])
}

/** Everything kept of these threads that an act and its undoing must leave as it was. */
async function keptOf(threadIds: readonly string[]) {
  const of = (text: string) => query(text, [threadIds])
  return {
    posts: await of(
      `select id, thread_id, parent_id, root_id, is_opening, reply_count, source from post where thread_id = any($1) order by id`,
    ),
    threads: await of(
      `select t.id, t.reply_count, t.last_post_at, t.answer_post_id, e.removed_at is null as shown from thread t join entry e on e.id = t.id where t.id = any($1) order by t.id`,
    ),
    follows: await of(`select thread_id, person_id, state from thread_follow where thread_id = any($1) order by 1, 2`),
    reads: await of(`select entry_id, person_id, read_at from entry_read where entry_id = any($1) order by 1, 2`),
    notices: await of(`select id, entry_id, post_id from notice where entry_id = any($1) order by id`),
    pictures: await of(`select entry_id, post_id, file_id from text_picture where entry_id = any($1) order by 2, 3`),
  }
}

/** Where a search finds words, for a member. */
async function foundAt(q: string): Promise<string[]> {
  const { json } = await ben.json(`/search?q=${q}`)
  const found = JSON.stringify(json).match(/\/c\/[a-z-]+\/discussions\/[\w-]+-[\w-]{22}/g) ?? []
  return [...new Set(found)]
}

const unread = async (who: Client, id: string) =>
  (await who.json(root)).json.items.find((one: { id: string }) => one.id === id)?.isFresh
const listed = async () => (await ben.json(root)).json.items.map(({ id }: { id: string }) => id) as string[]

test('a merge puts the posts in order of time below the other first post, keeps what hangs on them, and is undone exactly', async () => {
  const old = await begin(cleo, 'Cards, once more', { kind: 'question' })
  const tip = await say(ben, old.address, 'Use @ada-lindqvist’s cards')
  const deep = await say(cleo, old.address, 'Which ones?', tip)
  const other = await begin(ben, 'Cards')
  const mine = await say(cleo, other.address, 'In blue')
  await cleo.send(`${old.address}/posts/${tip}/answer`)
  await ben.send(`${old.address}/posts/${deep}/reactions/thanks`)
  const last = await say(cleo, old.address, 'Thanks')
  await runJobs(site, 'notify-of-activity')
  const before = await keptOf([old.id, other.id])

  for (const [who, status] of [
    [ben, 403],
    [eve, 404],
  ] as const) {
    assert.equal((await who.send(`${old.address}/merging`, { into: other.id })).status, status)
    assert.equal((await who.get(`${old.address}/merging`)).status, status)
    assert.equal((await who.get(`${old.address}/order`)).status, status)
  }
  assert.deepEqual(refusedAs(await ada.send(`${old.address}/merging`, { into: old.id })), [409, 'merged_with_itself'])
  assert.equal((await ada.send(`${old.address}/merging`, { into: people.ada.id })).status, 404)
  const none = await ada.post(`${old.address}/merging`, { into: '' })
  assert.equal(none.status, 422)
  const found = (await ada.json(`${old.address}/merging?q=CARDS`)).json.items as { id: string }[]
  assert.deepEqual(
    found.map(({ id }) => id),
    [other.id],
  )
  assert.deepEqual(await keptOf([old.id, other.id]), before, 'nothing of it was half done')

  const done = await ada.post(`${old.address}/merging`, { into: shortId(other.id) })
  assert.equal(done.status, 303, done.text)
  const [, act = ''] = /done=([\w-]+)/.exec(String(done.headers.location)) ?? []
  shows(await ada.get(String(done.headers.location)), /Those who wrote there are told[\s\S]*undoing/)
  assert.deepEqual(await toldOf(other.address), {
    title: 'Cards',
    replies: 5,
    answer: null,
    posts: [
      '* About Cards.',
      'About Cards, once more.',
      'Use @Ada Lindqvist’s cards > Which ones?',
      'In blue',
      'Thanks',
    ],
  })
  await insistCounted()
  assert.ok(!(await listed()).includes(old.id))
  assert.equal((await listed())[0], other.id, 'what was said last decides its place')
  const led = await ben.get(`${old.address}?at=${shortId(deep)}`)
  assert.equal(led.status, 303)
  assert.equal(led.headers.location, `${other.address}?at=${shortId(deep)}#post-${shortId(deep)}`)
  assert.equal((await ben.get(old.address)).headers.location, other.address)
  const told = await ben.json(old.address)
  assert.deepEqual([told.status, told.json.code, told.json.address], [404, 'thread_elsewhere', other.address])
  assert.equal((await eve.get(old.address)).status, 404)
  const late = await ben.post(`${old.address}/posts`, { source: 'A long thought' })
  assert.equal(late.status, 404)
  shows(late, /merged with another one, or moved[\s\S]*A long thought/)
  const { text } = await inboxOf(cleo)
  assert.match(text, /Ada Lindqvist, who leads here, merged a discussion in which you wrote into “Cards”/)
  const { rows: opened } = await site.database.db.writePool.query(
    `select post_id from notice where entry_id = $1 and kind in ('reply', 'mention') and person_id = $2`,
    [other.id, people.ada.id],
  )
  assert.equal(opened.length, 1, 'the mention of Ada leads to where it stands now')
  assert.deepEqual(refusedAs(await ada.send(`${old.address}/merging`, { into: other.id })), [404, 'thread_elsewhere'])

  const answer = await say(ben, other.address, 'The red ones', deep)
  assert.equal((await undo(other.address, act, ben)).status, 403)
  assert.equal((await undo(other.address, act, eve)).status, 404)
  assert.equal((await undo(other.address, act)).status, 200)
  assert.deepEqual(refusedAs(await undo(other.address, act)), [409, 'undone_already'])
  await insistCounted()
  assert.deepEqual((await toldOf(old.address)).posts, [
    '* About Cards, once more.',
    'Use @Ada Lindqvist’s cards > Which ones? > The red ones',
    'Thanks',
  ])
  await ben.send(`${old.address}/posts/${answer}/removal`)
  await query('delete from post where id = $1', [answer])
  const after = await keptOf([old.id, other.id])
  assert.deepEqual({ ...after, reads: [], notices: [] }, { ...before, reads: [], notices: [] })
  const ids = new Set(after.notices.map(({ id }) => id))
  for (const notice of before.notices) assert.ok(ids.has(notice.id))
  shows(await inboxOf(cleo), /put what you said back into “Cards, once more”/)
  assert.equal((await ada.send(`${old.address}/merging`, { into: other.id })).status, 200, 'done again')
  assert.equal((await takeBack('thread.merged')).status, 200)
  assert.equal((await toldOf(old.address)).answer, tip)
  assert.deepEqual([mine, last].length, 2)
  await insistCounted()
})

test('what is for other people, below an item, or hidden is not merged, and a locked discussion is', async () => {
  const all = await begin(ben, 'For all')
  const [cohort] = await query(`select id from cohort where name = 'Cohort of ben'`)
  const some = (await ben.send(root, { title: 'For some', source: 'Us', group: cohort.id })).json as Begun
  assert.deepEqual(refusedAs(await ada.send(`${some.address}/merging`, { into: all.id })), [409, 'other_readers'])
  assert.deepEqual(refusedAs(await ada.send(`${all.address}/merging`, { into: some.id })), [409, 'other_readers'])
  const ofAll = (await ada.json(`${all.address}/merging`)).json.items as { id: string }[]
  assert.ok(!ofAll.some(({ id }) => id === some.id))
  const added = await ada.send(`/c/${slug}/toolkit`, { source: 'A text.', title: 'A memo' })
  const below = (await ada.json(`/c/${slug}/toolkit/${added.json.id}`)).json.discussion
  assert.deepEqual(refusedAs(await ada.send(`${below.address}/merging`, { into: all.id })), [409, 'stays_below'])
  assert.deepEqual(refusedAs(await ada.send(`${below.address}/moving`, { to: all.id })), [409, 'stays_below'])
  await ada.send(`${all.address}/lock`, { why: 'Enough' })
  const done = await ada.send(`${all.address}/merging`, { into: below.id })
  assert.equal(done.status, 200, done.text)
  assert.deepEqual((await toldOf(below.address)).posts, ['About For all.'])
  await insistCounted()
  assert.equal((await undo(below.address, done.json.act)).status, 200)
  assert.deepEqual((await toldOf(below.address)).posts, [])
  assert.equal((await ben.json(all.address)).json.thread.lock.why, 'Enough')
  await insistCounted()
})

test('posts are split off with their replies, the place says where they are, and go back with what was said since', async () => {
  const { id, address, posts } = await begin(ben, 'Two things')
  const first = await say(cleo, address, 'The first thing')
  const second = await say(ben, address, 'The second thing, a xylophone')
  const more = await say(cleo, address, 'More of the second', second)
  const deeper = await say(ben, address, 'Even more', more)
  const aside = await say(cleo, address, 'Aside', first)
  await runJobs(site, 'notify-of-activity')
  const before = await keptOf([id])
  const at = `${address}/splitting`
  const form = { title: 'The second', posts: [shortId(second), aside] }
  for (const [who, status] of [
    [cleo, 403],
    [eve, 404],
  ] as const) {
    assert.equal((await who.send(at, form)).status, status)
    assert.equal((await who.get(at)).status, status)
  }
  const nothing = await ada.post(at, { title: 'Kept title' })
  assert.equal(nothing.status, 422)
  shows(nothing, /Choose at least one post\.[\s\S]*Kept title/)
  assert.equal((await ada.send(at, { ...form, title: ' ' })).status, 422)
  const opening = String(posts[0]?.id)
  assert.deepEqual(refusedAs(await ada.send(at, { ...form, posts: [opening] })), [409, 'opening_stays'])
  assert.equal((await ada.send(at, { ...form, posts: [people.ada.id] })).status, 422)
  assert.deepEqual(await keptOf([id]), before)

  const done = await ada.send(at, form)
  assert.equal(done.status, 201, done.text)
  const split = done.json.thread as Begun
  assert.deepEqual(await toldOf(address), {
    title: 'Two things',
    replies: 1,
    answer: null,
    posts: ['* About Two things.', 'The first thing'],
  })
  assert.deepEqual(await toldOf(split.address), {
    title: 'The second',
    replies: 3,
    answer: null,
    posts: ['* The second thing, a xylophone', 'More of the second > Even more', 'Aside'],
  })
  await insistCounted()
  shows(await cleo.get(address), /4 posts moved to <a href="[^"]*">The second<\/a>/)
  assert.equal((await cleo.json(split.address)).json.thread.openedBy.name, 'Ben Reyes')
  assert.match(
    String((await cleo.get(`${address}?at=${shortId(deeper)}`)).headers.location),
    new RegExp(`${split.address}\\?at=${shortId(deeper)}`),
  )
  assert.deepEqual(await foundAt('xylophone'), [split.address])
  assert.deepEqual(refusedAs(await cleo.send(`${address}/posts/${more}/replies`, { source: 'Late' })), [
    404,
    'thread_elsewhere',
  ])
  const { text } = await inboxOf(cleo)
  assert.match(text, /moved what you said into a discussion of its own, “The second”/)
  assert.equal(await unread(cleo, split.id), false, 'what was read there is read here')
  assert.equal(await unread(ben, split.id), true)
  const since = await say(cleo, split.address, 'Since then', more)
  const loose = await say(cleo, split.address, 'At the end')

  assert.equal((await undo(split.address, done.json.act)).status, 200)
  assert.deepEqual((await toldOf(address)).posts, [
    '* About Two things.',
    'The first thing > Aside',
    'The second thing, a xylophone > More of the second > Even more > Since then',
    'At the end',
  ])
  await insistCounted()
  assert.doesNotMatch((await cleo.get(address)).text, /posts moved to/)
  assert.match(String((await cleo.get(split.address)).headers.location), new RegExp(`^${address}`))
  assert.deepEqual(await foundAt('xylophone'), [address])
  await query('delete from post where id = any($1)', [[since, loose]])
  await query('update post set reply_count = 2 where id = $1', [second])
  const after = await keptOf([id])
  assert.deepEqual(after.posts, before.posts)
  assert.deepEqual(after.follows, before.follows)
  assert.equal((await ada.send(at, form)).status, 201, 'done again')
  assert.equal((await takeBack('posts.split')).status, 200)
  assert.deepEqual((await keptOf([id])).posts, before.posts)
})

test('nothing is undone of which something was moved on since; all of a discussion is not split off', async () => {
  const { address, posts } = await begin(ben, 'Moved on')
  const one = await say(cleo, address, 'One')
  const done = (await ada.send(`${address}/splitting`, { title: 'Off', posts: [one] })).json
  const other = await begin(ben, 'Another')
  const merged = (await ada.send(`${done.thread.address}/merging`, { into: other.id })).json
  assert.deepEqual(refusedAs(await undo(done.thread.address, done.act)), [409, 'changed_since'])
  assert.equal(String((await cleo.get(done.thread.address)).headers.location), other.address)
  assert.equal((await undo(other.address, merged.act)).status, 200)
  assert.equal((await undo(done.thread.address, done.act)).status, 200)
  await ben.send(`${address}/posts/${posts[0]?.id}/removal`)
  assert.deepEqual(refusedAs(await ada.send(`${address}/splitting`, { title: 'All', posts: [one] })), [
    409,
    'nothing_stays',
  ])
  assert.equal((await eve.send(`${address}/order/${done.act}/undoing`)).status, 404)
  const [line] = (await ada.json(`${audit}?kind=act.taken_back`)).json.items
  assert.equal(line.facts.verb, 'posts.split')
})

test('two moderators at once: one act is done, the other is told, and nothing waits for ever', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await begin(ben, `Here ${round}`), await begin(cleo, `There ${round}`)]
    const post = await say(cleo, one.address, 'Me too')
    const answers = await Promise.all([
      ada.send(`${one.address}/merging`, { into: other.id }),
      site.as('owen').send(`${other.address}/merging`, { into: one.id }),
      ada.send(`${one.address}/splitting`, { title: 'Off', posts: [post] }),
      ben.send(`${one.address}/posts/${post}/replies`, { source: 'Amid' }),
      ben.send(`${one.address}/posts/${post}/reactions/agree`),
    ])
    for (const { status, json } of answers)
      assert.ok([200, 201, 404, 409].includes(status), `${status} ${JSON.stringify(json)}`)
    const merges = answers.slice(0, 2).filter(({ status }) => status === 200)
    assert.equal(merges.length, 1)
    await insistCounted()
  }
})

test('a discussion moves to another community with all that hangs on it; its address leads there, and it comes back', async () => {
  await moderateElsewhere()
  const shown = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#28a' } })
    .png()
    .toBuffer()
  const picture = { name: 'Card.png', bytes: shown }
  const brought = await sendFiles(site, 'ben', `${root}/pictures`, { shows: 'A card' }, { picture })
  const markdown = JSON.parse(brought.text).markdown as string
  const { id, address } = await begin(ben, 'Belongs there', { kind: 'question' })
  const first = await say(ben, address, `Look @ada-lindqvist and @cleo-marsh: ${markdown}`)
  const reply = await say(cleo, address, 'I see', first)
  await ada.send(`${address}/posts/${first}/reactions/insight`)
  await ben.send(`${address}/posts/${first}/answer`)
  await runJobs(site, 'notify-of-activity')
  const before = await keptOf([id])
  const at = `${address}/moving`
  for (const [who, status] of [
    [ben, 403],
    [eve, 404],
  ] as const) {
    assert.equal((await who.send(at, { to: elsewhere.id })).status, status)
    assert.equal((await who.get(at)).status, status)
  }
  shows(await ada.get(at), /Elsewhere/)
  for (const to of [people.ada.id, site.cast.community.id, ''])
    assert.equal((await ada.send(at, { to })).status, 422, 'only where one moderates')
  await query(`update community set status = 'archived' where id = $1`, [elsewhere.id])
  assert.deepEqual(refusedAs(await ada.send(at, { to: elsewhere.id })), [409, 'target_archived'])
  await query(`update community set status = 'active' where id = $1`, [elsewhere.id])
  assert.deepEqual(await keptOf([id]), before)

  const done = await ada.send(at, { to: elsewhere.id })
  assert.equal(done.status, 200, done.text)
  const there = done.json.thread as Begun
  assert.match(there.address, new RegExp(`^/c/${elsewhere.slug}/discussions/`))
  const told = await toldOf(there.address)
  assert.equal(told.replies, 2)
  assert.match(String(told.posts[1]), /^Look @Ada Lindqvist and @Cleo Marsh: > I see$/)
  assert.ok(told.answer && told.answer !== first)
  assert.equal((await eve.json(there.address)).json.thread.openedBy.name, 'Ben Reyes')
  const [file] = /\/files\/[\w-]{22}/.exec((await eve.get(there.address)).text) ?? []
  assert.ok(file && !markdown.includes(file))
  assert.equal((await eve.get(String(file))).status, 200)
  await insistCounted()
  assert.deepEqual(
    (await query('select person_id from mention where post_id = $1', [told.answer])).map(({ person_id }) => person_id),
    [people.ada.id],
    'Cleo is not there',
  )
  assert.ok(!(await listed()).includes(id))
  assert.equal(
    String((await ben.get(`${address}?at=${shortId(first)}`)).headers.location),
    `${there.address}?at=${shortId(told.answer)}#post-${shortId(told.answer)}`,
  )
  const away = await cleo.get(address)
  assert.equal(away.status, 303)
  shows(await cleo.get(String(away.headers.location)), /moved to another community, which is not open to you/)
  assert.doesNotMatch((await cleo.get(String(away.headers.location))).text, /Elsewhere/)
  assert.equal((await eve.get(address)).status, 404)
  assert.equal((await eve.get(`${address}/moved`)).status, 404)
  assert.match((await inboxOf(cleo)).text, /moved “Belongs there”, in which you wrote, to another community/)
  assert.match((await inboxOf(ben)).text, /moved “Belongs there”, in which you wrote, here from another community/)
  const ofAda = (await ada.json('/inbox')).json.notices as { kind: string; address: string }[]
  assert.ok(ofAda.some(({ kind, address: to }) => kind === 'mention' && to.startsWith(there.address)))

  const edited = told.answer ?? ''
  await ben.send(`${there.address}/posts/${edited}`, { source: 'Changed' })
  assert.deepEqual(refusedAs(await undo(there.address, done.json.act)), [409, 'changed_since'])
  await query('update post set edited_at = null where id = $1', [edited])
  assert.equal((await undo(there.address, done.json.act, eve)).status, 403, 'Eve does not moderate where it was')
  const [line] = (await ada.json(`${audit}?kind=thread.moved_away`)).json.items
  assert.equal((await ada.send(`${audit}/${shortId(line.id)}/taking-back`, { which: 'all' })).status, 200)
  const after = await keptOf([id])
  assert.deepEqual({ ...after, reads: [], notices: [] }, { ...before, reads: [], notices: [] })
  assert.deepEqual(
    before.notices.filter(({ id: one }) => !after.notices.some((kept) => kept.id === one)),
    [],
  )
  assert.equal(String((await ben.get(there.address)).headers.location), address)
  assert.equal((await eve.get(there.address)).status, 303)
  assert.equal((await cleo.get(address)).status, 200)
  assert.match((await toldOf(address)).posts[1] ?? '', /> I see$/)
  assert.ok(reply)
})
