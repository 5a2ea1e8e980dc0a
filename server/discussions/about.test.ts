/** Discussions below an entry of another kind, and the functions that other rooms call. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadRow } from '#server/discussions/list-pages.ts'
import { latestThreads } from '#server/discussions/list-views.ts'
import {
  changeDiscussion,
  discussionAbout,
  discussionSection,
  openDiscussion,
  postCountsAbout,
} from '#server/discussions/room.ts'
import { changeEntry, newEntry, removeEntry } from '#server/entries/room.ts'
import { translator } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Work } from '#server/platform/work.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { id: communityId, slug } = site.cast.community
const root = `/c/${slug}/discussions`
const place = { id: communityId, slug, status: 'active' as const }

/** An entry of another kind, by Ada, with its discussion. */
async function openBelow(kind: 'resource' | 'ping', { prompt = '' } = {}) {
  const { id: authorId } = site.cast.people.ada
  const title = kind === 'resource' ? 'The feedback card' : 'What holds you back?'
  return site.work(async (work) => {
    const entry = newEntry({ kind, communityId, title, language: 'en', authorId, shownFrom: 'now' })
    const { id: entryId } = await entry(work.tx).executeTakeFirstOrThrow()
    const opening = { communityId, entryId, prompt, openedBy: authorId }
    return { entryId, opening, threadId: await openDiscussion(work, opening) }
  })
}

async function screenOf(address: string): Promise<Screen> {
  return {
    actor: await site.actor('ben'),
    t: translator('en'),
    address,
    query: {},
    site: { name: 'Guildhall', publicUrl: site.platform.config.publicUrl },
    flash: null,
    returned: null,
    demo: false,
    declared: site.platform.declared,
    unread: 0,
    mail: 'waits',
  }
}

test('a discussion about something is opened once, and is in no list until somebody speaks', async () => {
  const { entryId, opening, threadId } = await openBelow('resource', { prompt: 'Where would you use it?' })
  assert.equal(await site.work((work) => openDiscussion(work, opening)), threadId)
  const ben = site.as('ben')
  assert.deepEqual((await ben.json(root)).json.items, [])
  const thread = await discussionAbout(await site.look(), await site.actor('ben'), place, entryId)
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
    page.text.includes(`href="/c/${slug}/toolkit/the-feedback-card-${shortId(entryId)}"`),
    'links to its subject',
  )
  assert.ok(page.text.includes('Where would you use it?'))
  const counts = await postCountsAbout(await site.look(), [entryId, threadId])
  assert.deepEqual([...counts], [[entryId, 1]])
  assert.deepEqual(await postCountsAbout(await site.look(), []), new Map())
})

test('its section has the prompt as heading, leads back, and says whose name is seen', async () => {
  const { entryId } = await openBelow('ping', { prompt: 'Say why' })
  const address = `/c/${slug}/pings/what-${shortId(entryId)}`
  const thread = await discussionAbout(await site.look(), await site.actor('ben'), place, entryId)
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

test('the entry that a discussion is about gives it its title, and hides it', async () => {
  const { entryId, threadId } = await openBelow('resource')
  const { address } = (await discussionAbout(await site.look(), await site.actor('ada'), place, entryId)) ?? {}
  assert.ok(address)
  await site.as('ben').send(`${address}/posts`, { source: 'Words of the hidden' })
  const refused = await site.as('ada').send(`${address}/title`, { title: 'Other' })
  assert.deepEqual([refused.status, refused.json.code], [409, 'title_bound'])
  await site.work(async (work) => {
    await changeEntry(work, entryId, { title: 'The better card' })
    await changeDiscussion(work, entryId, { prompt: 'And now?' })
  })
  const { thread } = (await site.as('ben').json(address)).json
  assert.deepEqual([thread.title, thread.prompt], ['The better card', 'And now?'])
  const hidings = [
    (work: Work) => changeDiscussion(work, entryId, { isOff: true }),
    (work: Work) => changeEntry(work, entryId, { shownFrom: null }),
    (work: Work) => removeEntry(work, entryId, { by: null }),
  ]
  const showings = [
    (work: Work) => changeDiscussion(work, entryId, { isOff: false }),
    (work: Work) => changeEntry(work, entryId, { shownFrom: 'published' }),
    (work: Work) => removeEntry(work, entryId, null),
  ]
  for (const [i, hide] of hidings.entries()) {
    await site.work(hide)
    for (const answer of [
      await site.as('ada').get(address),
      await site.as('ben').json(address),
      await site.as('ben').send(`${address}/posts`, { source: 'x' }),
      await site.as('ben').send(`${address}/reading`),
    ]) {
      assert.equal(answer.status, 404)
      assert.ok(!answer.text.includes('Words of the'))
    }
    assert.equal(await discussionAbout(await site.look(), await site.actor('ada'), place, entryId), null)
    // It is asked only of entries that the reader was found to see.
    if (i === 0) assert.equal((await postCountsAbout(await site.look(), [entryId])).size, 0)
    assert.ok(!(await site.as('ben').json(root)).json.items.some(({ id }: { id: string }) => id === threadId))
    await site.work(showings[i] as (work: Work) => Promise<void>)
    assert.equal((await site.as('ben').get(address)).status, 200)
  }
})

test('the last post that goes takes its discussion out of the list, not off its page', async () => {
  const { entryId } = await openBelow('resource')
  const thread = await discussionAbout(await site.look(), await site.actor('ben'), place, entryId)
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
