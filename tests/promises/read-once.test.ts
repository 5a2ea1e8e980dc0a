/**
 * What is read once for many readers: after whatever may change it, everybody gets what a program that keeps nothing reads,
 * and nobody gets what they may not see.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { findCommunity } from '#server/communities/room.ts'
import { nextChange } from '#server/discussions/store.ts'
import { discussionAbout, findThreadPage } from '#server/discussions/views.ts'
import { readCommunityHome } from '#server/home/views.ts'
import { Refused } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { readToolkit } from '#server/toolkit/toolkit-views.ts'
import type { CastName } from '#tests/support/cast.ts'
import { created } from '#tests/support/created.ts'
import { allOrSome } from '#tests/support/long-run.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, cleo] = [site.as('ada'), site.as('ben'), site.as('cleo')]
const { write } = site.database.db
const readers = ['ada', 'ben', 'cleo', 'owen', 'eve'] as const

const thread = await startThread(site, 'ben', 'How do you begin?')
const talk = `${root}/discussions/${thread.id}`
const answered = await writePost(site, 'cleo', thread, 'With a question.')
const reply = await writePost(site, 'ben', thread, 'Which one?', answered)
const alone = await writePost(site, 'cleo', thread, 'A word that is taken back.')
const topic = await created(ada.send(`${root}/toolkit/topics`, { name: 'Beginnings' }))
const article = { title: 'Beginning well', source: 'Read this first.', topics: [topic.id], prompt: 'Does it help?' }
const resource = await created(ada.send(`${root}/toolkit`, article))
const about = `${root}/toolkit/${resource.id}`
const below = await belowResource()

async function belowResource(): Promise<string> {
  const { id } = await write
    .selectFrom('thread')
    .select('id')
    .where('entry_id', '=', resource.id)
    .executeTakeFirstOrThrow()
  return id
}

/** Everything that is kept, as one reader gets it. */
async function readAll(look: Look, who: CastName): Promise<Record<string, unknown>> {
  const actor = { ...(await site.actor(who)), now: look.now }
  const filter = { words: '', kind: null, topic: null, show: 'all', sort: 'new' } as const
  const page = { ...filter, community: community.slug, after: null, removed: null }
  const asked: Record<string, () => Promise<unknown>> = {
    thread: async () => findThreadPage(look, actor, await findCommunity(look, actor, community.slug), thread.id),
    discussion: async () => discussionAbout(look, actor, await findCommunity(look, actor, community.slug), resource.id),
    home: () => readCommunityHome(look, actor, community.slug),
    // What is asked for by an unknown name leaves nothing for others.
    unknown: () => readToolkit(look, actor, { ...page, topic: 'null' }),
    toolkit: () => readToolkit(look, actor, page),
    topic: () => readToolkit(look, actor, { ...page, topic: 'openings' }),
    unsorted: () => readToolkit(look, actor, { ...page, topic: 'none' }),
    articles: () => readToolkit(look, actor, { ...page, kind: 'article', sort: 'title' }),
  }
  const read: Record<string, unknown> = {}
  for (const [name, ask] of Object.entries(asked)) read[name] = await ask().catch(refusalOf)
  return read
}

function refusalOf(problem: unknown): string {
  if (problem instanceof Refused) return problem.refusal.code
  throw problem
}

let times = 0

/** Reads as everybody (in a short run as two of them in turn), each time from what was kept before, and compares it with a program that has kept nothing. */
async function sameAsAfresh(what: string): Promise<void> {
  const look = await site.look()
  for (const who of allOrSome(2, readers, times++)) {
    const kept = await readAll(look, who)
    const afresh = await readAll({ ...look, platform: { ...look.platform } }, who)
    assert.deepEqual(kept, afresh, `${what}: ${who}`)
  }
}

let hasStory = false

/** Somebody without a part of their own in the thread gets its list of posts as bytes; an opened choice of reactions has it written anew. */
async function samePage(what: string): Promise<void> {
  const listOf = async (address: string) => {
    const { text } = await site.as('dov').get(address)
    // How long ago something was moves on by itself, while the test runs too.
    return /<ol class="posts" [\s\S]*(?=data-empty-for="posts")/.exec(text)?.[0].replace(/(<time[^>]*>)[^<]*/g, '$1')
  }
  const written = await listOf(`${talk}?react=none`)
  assert.ok(written, what)
  if (hasStory) assert.match(written, /قصة قصيرة.*一个故事.*Märchen 🧵👩🏽‍🏫/u, what)
  for (const time of ['first', 'again']) assert.equal(await listOf(talk), written, `${what}: ${time}`)
}

/** What somebody writes, and a page shows letter by letter, however it was encoded. */
const inManyScripts = 'Or with a story: قصة قصيرة, 一个故事, ein Märchen 🧵👩🏽‍🏫.'

const person = (id: string, change: Record<string, unknown>) =>
  write.updateTable('person').set(change).where('id', '=', id).execute()

/** Each is something that a kept page shows. */
const changes: readonly [string, () => Promise<unknown>][] = [
  ['a post came', () => writePost(site, 'cleo', thread, inManyScripts)],
  ['somebody reacted', () => ben.send(`${talk}/posts/${answered}/reactions/thanks`, { to: 'on' })],
  ['somebody else reacted', () => cleo.send(`${talk}/posts/${answered}/reactions/hmm`, { to: 'on' })],
  ['a reaction was taken back', () => cleo.send(`${talk}/posts/${answered}/reactions/hmm`, { to: 'off' })],
  ['a post was edited', () => ben.send(`${talk}/posts/${reply}`, { source: 'Which of them?' }, 'PUT')],
  ['a moderator removed a post', () => ada.send(`${talk}/posts/${alone}/removal`, { why: 'Off the subject' })],
  ['it came back', () => ada.send(`${talk}/posts/${alone}/return`)],
  ['its author removed it', () => cleo.send(`${talk}/posts/${alone}/removal`)],
  ['a post with replies was removed', () => cleo.send(`${talk}/posts/${answered}/removal`)],
  ['and came back', () => cleo.send(`${talk}/posts/${answered}/return`)],
  ['the thread was renamed', () => ben.send(`${talk}/title`, { title: 'How did you begin?' })],
  ['the thread was locked', () => ada.send(`${talk}/lock`, { why: 'Too heated' })],
  ['an author has another name', () => person(people.cleo.id, { name: 'Cleo Marsh-Vega' })],
  ['an author has another title', () => person(people.cleo.id, { title: 'Team lead' })],
  ['an author has a photo', () => person(people.ben.id, { image: '/demo/ben.webp' })],
  [
    'a text was rendered anew',
    () => write.updateTable('post').set({ html: '<p>Anew</p>' }).where('id', '=', reply).execute(),
  ],
  ['something is said of a resource', () => cleo.send(`${root}/discussions/${below}/posts`, { source: 'It does.' })],
  ['a resource came', () => created(ada.send(`${root}/toolkit`, { ...article, title: 'Another one' }))],
  ['a resource was changed', () => ada.send(about, { ...article, title: 'Beginning better' }, 'PUT')],
  ['a topic was renamed', () => ada.send(`${root}/toolkit/topics/${topic.id}`, { name: 'Openings' }, 'PUT')],
  [
    'a resource was taken out of its topic',
    () => ada.send(about, { ...article, title: 'Beginning better', topics: [] }, 'PUT'),
  ],
  ['and put back', () => ada.send(about, { ...article, title: 'Beginning better' }, 'PUT')],
  ['a resource was removed', () => ada.send(`${about}/removal`)],
  ['and brought back', () => ada.send(`${about}/return`)],
  ['a file has a small picture', drawPreview],
  ['a resource was featured', () => ada.send(`${about}/feature`)],
  [
    'until tomorrow',
    () =>
      write
        .updateTable('resource')
        .set({ featured_until: sql`app_now() + interval '1 day'` })
        .where('id', '=', resource.id)
        .execute(),
  ],
  ['the day has passed', () => site.shiftClock('25 hours')],
  [
    'it is withdrawn next day',
    () =>
      write
        .updateTable('entry')
        .set({ shown_until: sql`app_now() + interval '1 day'` })
        .where('id', '=', resource.id)
        .execute(),
  ],
  ['that day has passed', () => site.shiftClock('50 hours')],
  ['a draft was left', () => created(ada.send(`${root}/toolkit`, { ...article, title: 'Not yet', status: 'draft' }))],
  ['a resource is for one member only', () => forBen('Another one')],
  ['a resource is for a cohort', () => forCohort('Beginning better')],
  ['a member joined the cohort', () => joinCohort(people.ben.id)],
  ['a member became a leader', () => ada.send(`${root}/members/${people.cleo.id}/roles`, { roles: ['manager'] })],
  ['and is one no more', () => ada.send(`${root}/members/${people.cleo.id}/roles`, { roles: [] })],
  [
    'a discussion was switched off',
    () => write.updateTable('thread').set({ is_off: true, changed_at: nextChange }).where('id', '=', below).execute(),
  ],
  ['an author left the site', () => person(people.cleo.id, { removed_at: new Date() })],
]

/** A file of a resource as the job that draws previews leaves it. */
async function drawPreview(): Promise<void> {
  await sql`
    with f as (insert into file (name, media_type, bytes, use, community_id)
      values ('a.pdf', 'application/pdf', 1, 'resource', ${community.id}) returning id)
    update resource set file_id = f.id from f where resource.id = ${resource.id}`.execute(write)
  await sameAsAfresh('a file came')
  await sql`
    insert into file (name, media_type, bytes, use, community_id, preview_of)
    select 'a.webp', 'image/webp', 1, 'preview', community_id, file_id from resource where id = ${resource.id}`.execute(
    write,
  )
}

/** The cohort that Cleo came with. */
const cohort = await write
  .selectFrom('membership_source')
  .select('cohort_id as id')
  .where('person_id', '=', people.cleo.id)
  .where('cohort_id', 'is not', null)
  .executeTakeFirstOrThrow()

const joinCohort = (personId: string) =>
  write
    .insertInto('membership_source')
    .values({ community_id: community.id, person_id: personId, source: 'cohort', cohort_id: cohort.id })
    .execute()

async function forCohort(title: string): Promise<void> {
  await sql`
    with a as (insert into audience (community_id) values (${community.id}) returning community_id, id),
      c as (insert into audience_cohort (community_id, audience_id, cohort_id) select a.community_id, a.id, ${cohort.id}::uuid from a)
    update entry set audience_id = a.id from a where entry.title = ${title}`.execute(write)
}

/** Narrows a resource to Ben and the editors of the Toolkit. */
async function forBen(title: string): Promise<void> {
  await sql`
    with a as (insert into audience (community_id) values (${community.id}) returning community_id, id),
      p as (insert into audience_person (community_id, audience_id, person_id) select community_id, id, ${people.ben.id}::uuid from a)
    update entry set audience_id = a.id from a where entry.title = ${title}`.execute(write)
}

test('whatever changes, every reader gets what a program without caches reads', async () => {
  await sameAsAfresh('at first')
  for (const [what, change] of changes) {
    const done = (await change()) as { status?: number; text?: string } | undefined
    if (done?.status) assert.ok(done.status < 300, `${what}: ${done.status} ${done.text}`)
    await sameAsAfresh(what)
    await sameAsAfresh(`${what}, asked again`)
    hasStory ||= what === 'a post came'
    await samePage(what)
  }
})
