/** What a discussion keeps as moderators put it in order: what people have read, its topics, and what came since; also undone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import { type Begun, openOrdering, say, shows } from '#tests/support/ordering.ts'
import type { Client } from '#tests/support/site.ts'

const { root, ada, ben, cleo, eve, begin, query, undo, moderateElsewhere } = await openOrdering()
const elsewhere = await moderateElsewhere()

const read = (who: Client, { address }: Begun) => created(who.send(`${address}/reading`))

interface PostShown {
  readonly html: string
  readonly isNew: boolean
  readonly reactions: readonly { readonly kind: string; readonly count: number }[]
  readonly replies: readonly PostShown[]
}

async function postsOf(who: Client, { address }: Begun): Promise<PostShown[]> {
  const answer = await who.json(address)
  assert.equal(answer.status, 200, answer.text)
  return answer.json.thread.posts.flatMap((post: PostShown) => [post, ...post.replies])
}

const words = ({ html }: PostShown) => html.replace(/<[^>]+>/g, '').trim()

/** The words of the posts that are new to somebody, how many the page counts, and whether the list shows the discussion as new. */
async function newTo(who: Client, thread: Begun) {
  const { json } = await who.json(thread.address)
  const fresh = (await postsOf(who, thread)).filter(({ isNew }) => isNew).map(words)
  assert.equal(json.thread.fresh?.count ?? 0, fresh.length)
  const { items } = (await who.json(root)).json
  return { fresh, isFresh: items.find(({ id }: { id: string }) => id === thread.id).isFresh as boolean }
}

test('merged: what somebody has read stays read, what they have not read stays unread, and so it is once undone', async () => {
  const one = await begin(ada, 'One')
  const other = await begin(ada, 'Other')
  for (const who of [ben, cleo]) await read(who, other)
  await read(ben, one)
  await say(ada, one.address, 'A, read by Ben')
  await read(ben, one)
  await say(ada, other.address, 'B, unread by Ben')
  await say(ada, one.address, 'C, unread by Ben')
  await say(ada, other.address, 'D')
  await read(cleo, other)
  await say(ada, one.address, 'E, read by Ben')
  await read(ben, one)
  const before = async () => ({
    one: [await newTo(ben, one), await newTo(cleo, one)],
    other: [await newTo(ben, other), await newTo(cleo, other)],
  })
  const were = await before()
  assert.deepEqual(were.other[0]?.fresh, ['B, unread by Ben', 'D'])

  const { act } = (await ada.send(`${one.address}/merging`, { into: other.id })).json
  assert.deepEqual(await newTo(ben, other), { fresh: ['B, unread by Ben', 'D'], isFresh: true })
  // She never opened the one: all of it is new to her, and nothing of the other.
  const toCleo = ['About One.', 'A, read by Ben', 'C, unread by Ben', 'E, read by Ben']
  assert.deepEqual(await newTo(cleo, other), { fresh: toCleo, isFresh: true })
  await created(undo(other.address, act))
  assert.deepEqual(await before(), were)

  const again = (await ada.send(`${one.address}/merging`, { into: other.id })).json
  await read(cleo, other)
  assert.deepEqual(await newTo(cleo, other), { fresh: [], isFresh: false })
  await created(undo(other.address, again.act))
  assert.deepEqual(await newTo(cleo, one), { fresh: [], isFresh: false })
  assert.deepEqual(await newTo(ben, other), were.other[0])
  await ada.send(`${one.address}/merging`, { into: other.id })
  await created(cleo.send(`${other.address}/reading`, { state: 'unread' }))
  assert.equal((await newTo(cleo, other)).isFresh, true)
})

test('split off or moved: it keeps the topics that are there, the others are named before, and undone it has them all', async () => {
  const settings = { topics: 'talk', staleAfter: 30, askAgainAfter: 3 }
  const there = `/c/${elsewhere.slug}/discussions`
  await query(`insert into talk_setting (community_id, topics) values ($1, 'talk') on conflict do nothing`, [
    elsewhere.id,
  ])
  await created(ada.send(`${root}/settings`, settings))
  const topic = async (at: string, name: string) => (await created(ada.send(`${at}/topics`, { name }))).id as string
  const topics = [await topic(root, 'Meetings'), await topic(root, 'Café')]
  await topic(there, 'cafe')
  const thread = await begin(ben, 'With topics', { topics: [topics[0]] })
  await created(ada.send(`${thread.address}/topics`, { topics }))
  const named = async ({ address }: Begun) =>
    ((await ada.json(address)).json.thread.topics as { name: string }[]).map(({ name }) => name)
  const post = await say(cleo, thread.address, 'Aside')

  const split = (await ada.send(`${thread.address}/splitting`, { title: 'Split', posts: [post] })).json
  assert.deepEqual(await named(split.thread), ['Meetings', 'Café'])
  await created(undo(split.thread.address, split.act))

  const page = await ada.get(`${thread.address}/moving`)
  shows(page, /It loses a topic that is not there: Meetings</)
  assert.doesNotMatch(page.text, /Meetings.*Café</)
  const moved = (await ada.send(`${thread.address}/moving`, { to: elsewhere.id })).json
  assert.deepEqual(await named(moved.thread), ['cafe'])
  await created(undo(moved.thread.address, moved.act))
  assert.deepEqual(await named(thread), ['Meetings', 'Café'])
})

test('moved and back: replies and reactions that came there come along', async () => {
  const thread = await begin(ben, 'There and back')
  const first = await say(ben, thread.address, 'First')
  const kept = await say(cleo, thread.address, 'Kept', first)
  await cleo.send(`${thread.address}/posts/${first}/reactions/thanks`)
  await ben.send(`${thread.address}/posts/${kept}/reactions/agree`)
  const moved = (await ada.send(`${thread.address}/moving`, { to: elsewhere.id })).json
  const [, one, reply] = (await postsOf(eve, moved.thread)) as unknown as { id: string }[]
  const at = (post: { id: string } | undefined) => `${moved.thread.address}/posts/${post?.id}`
  await eve.send(`${at(one)}/reactions/thanks`)
  await ben.send(`${at(reply)}/reactions/agree`)
  const since = await say(eve, moved.thread.address, 'Since', reply?.id)
  const deeper = await say(ben, moved.thread.address, 'Deeper', since)
  await say(eve, moved.thread.address, 'At the end')
  await read(ben, moved.thread)

  await created(undo(moved.thread.address, moved.act))
  const posts = await postsOf(ben, thread)
  assert.deepEqual(posts.map(words), ['About There and back.', 'First', 'Kept', 'Since', 'Deeper', 'At the end'])
  assert.deepEqual(
    posts.map(({ reactions }) => reactions.map(({ kind, count }) => `${kind} ${count}`)),
    [[], ['thanks 2'], [], [], [], []],
  )
  assert.deepEqual(await newTo(ben, thread), { fresh: [], isFresh: false })
  assert.match(
    String((await ben.get(`${moved.thread.address}?at=${shortId(deeper)}`)).headers.location),
    new RegExp(`^${thread.address}\\?at=`),
  )
  const { json } = await ben.json(thread.address)
  assert.equal(json.thread.replies, 5)
})

test('moved and back: the answer, highlights, the lock, the title and topics that it got there come along', async () => {
  const there = `/c/${elsewhere.slug}/discussions`
  const settings = { topics: 'talk', staleAfter: 30, askAgainAfter: 3 }
  await query(`insert into talk_setting (community_id, topics) values ($1, 'talk') on conflict do nothing`, [
    elsewhere.id,
  ])
  await created(ada.send(`${root}/settings`, settings))
  const topic = async (at: string, name: string) => (await created(ada.send(`${at}/topics`, { name }))).id as string
  const [left, , , right] = [
    await topic(root, 'Left'),
    await topic(root, 'Right'),
    await topic(there, 'left'),
    await topic(there, 'right'),
  ]
  const thread = await begin(ben, 'Where to?', { kind: 'question', topics: [left] })
  const first = await say(cleo, thread.address, 'Left, or right')
  const moved = (await ada.send(`${thread.address}/moving`, { to: elsewhere.id })).json
  const [, copy] = (await postsOf(eve, moved.thread)) as unknown as { id: string }[]
  const post = `${moved.thread.address}/posts/${copy?.id}`
  await created(ben.send(`${post}/answer`))
  await created(ada.send(`${post}/highlight`, { why: 'Says both' }))
  await created(ada.send(`${moved.thread.address}/title`, { title: 'Where to, then?' }, 'PUT'))
  await created(ada.send(`${moved.thread.address}/topics`, { topics: [right] }))
  await created(ada.send(`${moved.thread.address}/lock`, { why: 'All is said' }))
  await created(undo(moved.thread.address, moved.act))

  const back = (await ben.json(thread.address)).json.thread
  assert.deepEqual(
    [back.answerPostId, back.title, back.lock.why, back.topics.map(({ name }: { name: string }) => name)],
    [first, 'Where to, then?', 'All is said', ['Right']],
  )
  assert.equal(back.posts[1].highlight.why, 'Says both')
})
