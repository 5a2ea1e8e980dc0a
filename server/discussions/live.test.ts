/** What open pages are told: the same as a fresh read says, and only to those who may read. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { threadLive } from '#server/discussions/live.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import type { LiveChange } from '#server/platform/live/channel.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { slug, id: communityId } = site.cast.community
const root = `/c/${slug}/discussions`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')

beforeEach(() => forgetCounts())

async function begin(kind: 'talk' | 'question' = 'talk') {
  const { json } = await ben.send(root, { kind, title: 'Live', source: 'It begins.' })
  return json as { id: string; address: string; live: { version: string }; posts: { id: string }[] }
}

async function changes(id: string, since: string | null) {
  return threadLive.changes(await site.look(), id, 'member', 'en', since)
}

/** Without what is each rendering's or reader's own: keys of forms, times in a zone, marks of oneself. */
function plain(html: string): string {
  return html
    .replace(/ (?:value="[\w-]{16}\.[^"]*"|title="[^"]*")/g, '')
    .replace(/aria-pressed="true"/g, 'aria-pressed="false"')
    .replace(/class="post fresh"/g, 'class="post "')
    .replace(/ data-own(?=>)/g, ' ')
    .replace(/\s+/g, ' ')
}

/** Each change, held against the page as it is read anew by somebody. */
async function agree(address: string, told: readonly LiveChange[]): Promise<void> {
  const fresh = plain((await cleo.get(address)).text)
  for (const { mode, id, html, target } of told) {
    // Sent to pages with a fold; a fresh page may need none.
    if (target.startsWith('fold-') && !fresh.includes(`data-live="${target}"`)) continue
    // The list of replies under a post is filled by changes of its own.
    if (mode === 'remove') assert.ok(!fresh.includes(`id="${id}"`), `${id} is still there`)
    else
      assert.ok(
        fresh.includes(plain(html ?? '').split('<ol class="replies"')[0] as string),
        `${mode} ${target} ${id ?? ''} is not what a fresh page says`,
      )
    if (mode === 'replace') assert.ok(fresh.includes(`data-live="${target}"`), `nothing is named ${target}`)
  }
}

test('whatever happens in a thread, open pages are sent what a fresh page says', async () => {
  const { id, address, live } = await begin('question')
  let version = live.version
  const pushed: LiveChange[][] = []
  const see = async () => {
    const news = await changes(id, version)
    assert.notEqual(news.version, version)
    version = news.version
    await agree(address, news.changes)
    pushed.push([...news.changes])
    const again = await changes(id, version)
    assert.deepEqual(again, { version, changes: [] })
    return news.changes
  }
  const said = async (path: string, source: string, who = ben) =>
    (await who.send(`${address}/${path}`, { source })).json.id as string
  const first = await said('posts', 'First')
  assert.deepEqual(
    (await see()).map(({ target, mode, id }) => [target, mode, id ?? null]),
    [
      ['posts', 'upsert', `post-${shortId(first)}`],
      ['thread-state', 'replace', null],
      ['thread-lock', 'replace', null],
      ['thread-answer', 'replace', null],
      ['thread-count', 'replace', null],
    ],
  )
  const second = await said(`posts/${first}/replies`, 'Second', cleo)
  const third = await said(`posts/${second}/replies`, 'Third')
  const told = await see()
  assert.equal(told.filter(({ target }) => target === `replies-${shortId(first)}`).length, 2)
  await cleo.send(`${address}/posts/${second}`, { source: 'Second, *better*' })
  assert.ok(
    (await see()).some(({ target }) => target === `said-${shortId(third)}`),
    'what quotes it changes too',
  )
  await ada.send(`${address}/posts/${first}/reactions/thanks`)
  await see()
  await ben.send(`${address}/posts/${first}/answer`)
  assert.match(String((await see()).find(({ target }) => target === 'thread-state')?.html), /answered/)
  await cleo.send(`${address}/posts/${second}/removal`)
  await see()
  await ben.send(`${address}/posts/${third}/removal`)
  assert.deepEqual(
    (await see()).filter(({ mode, target }) => mode === 'remove' && target === 'thread').map(({ id }) => id),
    [`post-${shortId(second)}`, `post-${shortId(third)}`],
  )
  await ben.send(`${address}/posts/${first}/removal`)
  await see()
  await ben.send(`${address}/posts/${third}/return`)
  assert.ok((await see()).length >= 3)
  await ben.send(`${address}/posts/${first}/return`)
  await see()
  await ada.send(`${address}/lock`, { why: 'Too heated' })
  assert.match(String((await see()).find(({ target }) => target === 'thread-state')?.html), /locked/)
  assert.ok(!JSON.stringify(pushed.at(-4)).includes('better'))
})

test('changes of one thread are told in the order of their times, however their transactions end', async () => {
  const { id, address, live } = await begin()
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => [ada, ben, cleo][i % 3]?.send(`${address}/posts`, { source: `At once ${i}` })),
  )
  const { rows } = await site.database.db.writePool.query(
    'select count(distinct changed_at) as times, count(*) as posts, max(changed_at) = (select changed_at from thread where id = $1) as last from post where thread_id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ times: 13, posts: 13, last: true }])
  assert.equal((await changes(id, live.version)).changes.filter(({ mode }) => mode === 'upsert').length, 12)
})

test('a page that is far behind is told to reload', async () => {
  const { id, address, live, posts } = await begin()
  await site.database.db.writePool.query(
    `with t as (update thread set changed_at = app_clock() where id = $1 returning changed_at)
     insert into post (community_id, thread_id, author_id, source, html, text, renderer_version, changed_at)
     select $2, $1, $3, 'x', '<p>x</p>', 'x', 1, t.changed_at from t, generate_series(1, 101)`,
    [id, communityId, site.cast.people.ada.id],
  )
  const news = await changes(id, live.version)
  assert.deepEqual(
    news.changes.map(({ target }) => target),
    ['thread-news', 'thread-state', 'thread-lock', 'thread-answer', 'thread-count'],
  )
  assert.ok(news.changes[0]?.html?.includes(address))
  assert.equal(posts.length, 1)
})

test('a stream of a thread is for its readers alone, and they are sent its news', async () => {
  const { id, address, live } = await begin()
  const look = await site.look()
  const asked = [id, 'x', communityId]
  for (const who of ['eve', 'visitor'] as const)
    assert.deepEqual(await threadLive.viewerClassesOf(look, await site.actor(who), asked), new Map())
  assert.deepEqual(await threadLive.viewerClassesOf(look, await site.actor('dov'), asked), new Map([[id, 'member']]))
  const heard: { who: string; data: string }[] = []
  const stops = []
  for (const who of ['dov', 'eve'] as const) {
    const stream = { send: (_event: string, data: string) => void heard.push({ who, data }), close: () => undefined }
    stops.push(await site.platform.live.watch(await site.actor(who), new Map([[`thread/${id}`, live.version]]), stream))
  }
  await ben.send(`${address}/posts`, { source: 'Heard at once' })
  await waitFor(() => heard.length > 0)
  for (const stop of stops) stop()
  assert.deepEqual(
    heard.map(({ who }) => who),
    ['dov'],
  )
  assert.ok(heard[0]?.data.includes('Heard at once'))
  assert.ok(heard[0]?.data.includes('New post by Ben Reyes'))
})

test('a hidden thread sends nothing to anybody', async () => {
  const { id, address, live } = await begin()
  await ben.send(`${address}/posts`, { source: 'Hidden words' })
  await site.database.db.write.updateTable('entry').set({ hidden_at: new Date() }).where('id', '=', id).execute()
  const news = await changes(id, live.version)
  assert.ok(!JSON.stringify(news).includes('Hidden words'))
  assert.equal((await threadLive.viewerClassesOf(await site.look(), await site.actor('ben'), [id])).size, 0)
})
