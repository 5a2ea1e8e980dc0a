/** Discussions under a resource or a Ping, and the doors other rooms call. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changeDiscussion,
  discussionAbout,
  discussionSection,
  latestThreads,
  openDiscussion,
  postCountsAbout,
  threadRow,
} from '#server/discussions/room.ts'
import { translator } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { id: communityId, slug } = site.cast.community
const root = `/c/${slug}/discussions`
const place = { id: communityId, slug, status: 'active' as const }

const newId = async (): Promise<string> => (await site.database.db.writePool.query('select uuidv7() as id')).rows[0].id

async function openAbout(kind: 'resource' | 'ping', more: { prompt?: string; isShown?: boolean } = {}) {
  const about = { kind, id: await newId() }
  const opening = {
    communityId,
    about,
    title: kind === 'resource' ? 'The feedback card' : 'What holds you back?',
    prompt: more.prompt ?? '',
    language: 'en',
    openedBy: site.cast.people.ada.id,
    isShown: more.isShown ?? true,
  }
  return { about, opening, threadId: await site.work((work) => openDiscussion(work, opening)) }
}

async function screenOf(address: string): Promise<Screen> {
  return {
    actor: await site.actor('ben'),
    t: translator('en'),
    address,
    query: {},
    site: { name: 'Guildhall', publicUrl: site.platform.config.publicUrl },
    said: null,
    returned: null,
    demo: false,
    mail: 'waits',
  }
}

test('a discussion about something is opened once, and is in no list until somebody speaks', async () => {
  const { about, opening, threadId } = await openAbout('resource', { prompt: 'Where would you use it?' })
  assert.equal(await site.work((work) => openDiscussion(work, opening)), threadId)
  const ben = site.as('ben')
  assert.deepEqual((await ben.json(root)).json.items, [])
  const thread = await discussionAbout(await site.look(), await site.actor('ben'), place, about)
  assert.ok(thread)
  assert.equal(thread.prompt, 'Where would you use it?')
  assert.equal(thread.isUnread, false)
  assert.deepEqual(thread.posts, [])
  const said = await ben.send(`${thread.address}/posts`, { source: 'On Mondays.' })
  assert.equal(said.status, 201)
  const { items } = (await site.as('cleo').json(root)).json
  assert.deepEqual(
    [items[0].title, items[0].aboutKind, items[0].replies, items[0].lastBy.name],
    ['The feedback card', 'resource', 1, 'Ben Reyes'],
  )
  const page = await site.as('cleo').get(thread.address)
  assert.ok(
    page.text.includes(`href="/c/${slug}/toolkit/the-feedback-card-${shortId(about.id)}"`),
    'links to its subject',
  )
  assert.ok(page.text.includes('Where would you use it?'))
  const counts = await postCountsAbout(await site.look(), 'resource', [about.id, threadId])
  assert.deepEqual([...counts], [[about.id, 1]])
  assert.deepEqual(await postCountsAbout(await site.look(), 'ping', [about.id]), new Map())
  assert.deepEqual(await postCountsAbout(await site.look(), 'ping', []), new Map())
})

test('its section has the prompt as heading, leads back, and says whose name is seen', async () => {
  const { about } = await openAbout('ping', { prompt: 'Say why' })
  const address = `/c/${slug}/pings/what-${shortId(about.id)}`
  const thread = await discussionAbout(await site.look(), await site.actor('ben'), place, about)
  assert.ok(thread)
  const section = discussionSection(thread, await screenOf(address), {
    invitation: 'Why did you choose that?',
    identityNote: 'Your name is shown here.',
  }).toString()
  for (const part of [
    '>Say why</h2>',
    'Why did you choose that?',
    'Your name is shown here.',
    `name="back" value="${address}"`,
  ])
    assert.ok(section.includes(part), part)
  const ben = site.as('ben')
  const said = await ben.post(`${thread.address}/posts`, { source: 'Because', back: address })
  assert.match(String(said.headers.location), new RegExp(`^${address}\\?at=[\\w-]{22}#post-`))
  for (const back of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    `/c/${slug}/settings`,
    `${address}/../../x`,
  ]) {
    const led = await ben.post(`${thread.address}/posts`, { source: 'Because', back })
    assert.ok(String(led.headers.location).startsWith(`${thread.address}?at=`), back)
  }
  const post = (await ben.json(thread.address)).json.thread.posts[0]
  const removed = await ben.post(`${thread.address}/posts/${post.id}/removal`, { back: address })
  assert.match(String(removed.headers.location), new RegExp(`^${address}\\?removed=.*#undo$`))
})

test('what it is about gives it its title, and hides it', async () => {
  const { about, threadId } = await openAbout('resource')
  const { address } = (await discussionAbout(await site.look(), await site.actor('ada'), place, about)) ?? {}
  assert.ok(address)
  await site.as('ben').send(`${address}/posts`, { source: 'Words of the hidden' })
  const refused = await site.as('ada').send(`${address}/title`, { title: 'Other' })
  assert.deepEqual([refused.status, refused.json.code], [409, 'title_bound'])
  await site.work((work) => changeDiscussion(work, about, { title: 'The better card', prompt: 'And now?' }))
  const { thread } = (await site.as('ben').json(address)).json
  assert.deepEqual([thread.title, thread.prompt], ['The better card', 'And now?'])
  await site.work((work) => changeDiscussion(work, about, { isShown: false }))
  for (const answer of [
    await site.as('ada').get(address),
    await site.as('ben').json(address),
    await site.as('ben').send(`${address}/posts`, { source: 'x' }),
    await site.as('ben').send(`${address}/reading`),
  ]) {
    assert.equal(answer.status, 404)
    assert.ok(!answer.text.includes('Words of the'))
  }
  assert.equal(await discussionAbout(await site.look(), await site.actor('ada'), place, about), null)
  assert.equal((await postCountsAbout(await site.look(), 'resource', [about.id])).size, 0)
  assert.ok(!(await site.as('ben').json(root)).json.items.some(({ id }: { id: string }) => id === threadId))
  await site.work((work) => changeDiscussion(work, about, { isShown: true }))
  assert.equal((await site.as('ben').get(address)).status, 200)
  await site.work((work) => changeDiscussion(work, { kind: 'ping', id: about.id }, { isShown: true }))
})

test('the last post that goes takes its discussion out of the list, not off its page', async () => {
  const { about } = await openAbout('resource')
  const thread = await discussionAbout(await site.look(), await site.actor('ben'), place, about)
  const ben = site.as('ben')
  const post = (await ben.send(`${thread?.address}/posts`, { source: 'Only one' })).json
  await ben.send(`${thread?.address}/posts/${post.id}/removal`)
  assert.equal((await ben.get(String(thread?.address))).status, 200)
  assert.ok(!(await ben.json(root)).json.items.some(({ id }: { id: string }) => id === thread?.id))
})

test('the latest threads come as rows for other pages', async () => {
  const actor = await site.actor('dov')
  const items = await latestThreads(await site.look(), actor, place, 2)
  assert.ok(items.length > 0 && items.length <= 2)
  const row = threadRow(items[0] as (typeof items)[number], await screenOf('/')).toString()
  assert.match(row, /^<li class="row/)
  assert.ok(row.includes(items[0]?.address as string))
})
