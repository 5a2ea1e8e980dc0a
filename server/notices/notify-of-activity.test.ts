/** Who gets a notice of what: every rule, and everybody who must not get one. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { consentLink } from '#server/communities/featured/consent/consent.ts'
import { notifyJob } from '#server/notices/jobs.ts'
import { pingSent } from '#server/pings/activities.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { draftOne, sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { people, community } = site.cast
const db = site.database.db.write

beforeEach(async () => {
  await runJobs(site, 'notify-of-activity')
  await db.deleteFrom('notice').execute()
})

/** Runs the notices of everything that happened, and gives who got them: "ben reply". */
async function heard(): Promise<string[]> {
  await runJobs(site, 'notify-of-activity')
  const rows = await db.selectFrom('notice').select(['person_id', 'kind']).execute()
  const nameOf = (id: string) => Object.entries(people).find(([, one]) => one.id === id)?.[0]
  return rows.map(({ person_id, kind }) => `${nameOf(person_id)} ${kind}`).sort()
}

/** Puts Ben in front, so that Pings may be asked in his name. */
async function featureBen(): Promise<void> {
  const container = await db
    .insertInto('featured_container')
    .values({ community_id: community.id, name: 'Sponsor', position: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const row = { community_id: community.id, container_id: container.id, person_id: people.ben.id, position: 1 }
  await db.insertInto('featured_person').values(row).execute()
}

test('an activity without recipients leaves no job, and one of an undeclared kind notifies nobody', async () => {
  await site.as('ada').send(`/c/${community.slug}/charter`, { domain: 'Leading', norms: 'Kindness' })
  assert.deepEqual(await waitingJobs(site, 'notify-of-activity'), [])
  const { id } = await db
    .insertInto('activity')
    .values({ community_id: community.id, actor_id: people.ada.id, verb: 'ping.dreamt', object_kind: 'ping' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await notifyJob.run(site.platform, { activityId: id })
  assert.deepEqual(await heard(), [])
})

test('a new thread notifies the people it mentions, and nobody else', async () => {
  await startThread(site, 'ada', 'Names', 'Ask @ben-reyes and @ada-lindqvist, and @eve-okoro too.')
  assert.deepEqual(await heard(), ['ben mention'])
})

test('a reply notifies the author it answers and the followers, each person once, with the more specific notice', async () => {
  const thread = await startThread(site, 'ada', 'Answers')
  const first = await writePost(site, 'ben', thread, 'I think so.')
  await runJobs(site, 'notify-of-activity')
  await db.deleteFrom('notice').execute()
  await writePost(site, 'cleo', thread, 'And you, @ada-lindqvist?', first)
  assert.deepEqual(await heard(), ['ada mention', 'ben reply'])
})

test('the author of an answered post is notified without following; a muted thread notifies only of mentions', async () => {
  const thread = await startThread(site, 'ada', 'Muted')
  const first = await writePost(site, 'ben', thread, 'I think so.')
  await runJobs(site, 'notify-of-activity')
  await db.deleteFrom('notice').execute()
  await db.deleteFrom('thread_follow').where('person_id', '=', people.ben.id).execute()
  await writePost(site, 'cleo', thread, 'Why?', first)
  assert.deepEqual(await heard(), ['ada reply', 'ben reply'])

  await db.deleteFrom('notice').execute()
  const mute = { community_id: community.id, thread_id: thread.id, person_id: people.ben.id, state: 'muted' as const }
  await db.insertInto('thread_follow').values(mute).execute()
  await writePost(site, 'cleo', thread, 'Say, why?', first)
  assert.deepEqual(await heard(), ['ada reply'])

  await db.deleteFrom('notice').execute()
  await writePost(site, 'cleo', thread, 'Say, @ben-reyes, why?', first)
  assert.deepEqual(await heard(), ['ada reply', 'ben mention'])
})

test('an author is notified of what a moderator did to their post, with the reason; not of what they did themselves', async () => {
  const thread = await startThread(site, 'cleo', 'Moderated')
  const root = `/c/${community.slug}/discussions/${thread.id}`
  const [mine, other] = [
    await writePost(site, 'ben', thread, 'Loud words.'),
    await writePost(site, 'ben', thread, 'Soft words.'),
  ]
  await heard()
  await db.deleteFrom('notice').execute()
  await site.as('ben').send(`${root}/posts/${other}/removal`)
  assert.deepEqual(
    (await heard()).filter((one) => one.startsWith('ben')),
    [],
  )
  await site.as('ada').send(`${root}/posts/${mine}/removal`, { why: 'Said twice' })
  assert.deepEqual(await heard(), ['ben removed'])
  const { text } = await site.as('ben').get('/inbox')
  assert.match(text, /Ada Lindqvist, who leads here, removed what you said in “Moderated”/)
  assert.match(text, /Why: Said twice · Loud words\./)
  const { json } = await site.as('ben').json('/inbox')
  assert.deepEqual([json.unread, json.notices[0].moderated], [1, { role: 'leader', why: 'Said twice' }])
  assert.equal((await site.as('ben').get(json.notices[0].address)).status, 200)
  await site.as('ada').send(`${root}/posts/${mine}/return`)
  await site.as('ada').send(`${root}/title`, { title: 'Moderated anew' }, 'PUT')
  await site.as('ada').send(`${root}/lock`, { why: 'Too heated' })
  assert.deepEqual(await heard(), ['ben removed', 'ben returned', 'cleo locked', 'cleo renamed'])
  assert.match(
    (await site.as('cleo').get('/inbox')).text,
    /Ada Lindqvist, who leads here, locked your discussion “Moderated anew”/,
  )
})

test('the person who sent a Ping or added a resource is notified of posts below it, until they mute it', async () => {
  const { id } = await sendOne(site)
  const { json } = await site.as('ada').json(`/c/${community.slug}/pings/${id}`)
  const about = json.discussion ?? json.thread
  assert.equal(about.following, 'following')
  await heard()
  await db.deleteFrom('notice').execute()
  await writePost(site, 'ben', { id: about.id, title: '' }, 'Because of the noise.')
  assert.deepEqual(await heard(), ['ada reply'])
  const added = await site.as('ada').send(`/c/${community.slug}/toolkit`, { source: 'A text.', title: 'A memo' })
  const address = `/c/${community.slug}/toolkit/${added.json.id}`
  const of = async () => (await site.as('ada').json(address)).json.discussion
  const thread = await of()
  assert.equal(thread.following, 'following')
  await site.as('ada').send(`${thread.address}/following`, { state: 'none' }, 'PUT')
  await site.as('ada').send(address, { source: 'A text, changed.', title: 'A memo' }, 'PUT')
  assert.equal((await of()).following, null, 'a change of the resource does not turn it on again')
})

test('a person whom an edit mentions for the first time is notified, once', async () => {
  const thread = await startThread(site, 'ada', 'Edited')
  const post = await writePost(site, 'ada', thread, 'Ask @ben-reyes.')
  await site.as('cleo').get(`/c/${community.slug}/discussions/${thread.id}`)
  const edit = (source: string) =>
    site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/posts/${post}`, { source }, 'PUT')
  assert.equal((await edit('Ask @ben-reyes and @cleo-marsh.\n\n> @dov-adler said so')).status, 200)
  assert.deepEqual(await heard(), ['ben mention', 'cleo mention'])
  const { json: inbox } = await site.as('cleo').json('/inbox')
  assert.equal(inbox.notices[0].isUnread, true, 'though she had read the post before')
  await edit('Ask @ben-reyes.')
  await edit('Ask @ben-reyes and, again, @cleo-marsh.')
  assert.deepEqual(await heard(), ['ben mention', 'cleo mention'])
})

test('nobody is notified of what they did themselves', async () => {
  const thread = await startThread(site, 'ben', 'Alone', 'Note to @ben-reyes.')
  const first = await writePost(site, 'ben', thread, 'To myself.')
  await writePost(site, 'ben', thread, 'Indeed, @ben-reyes.', first)
  assert.deepEqual(await heard(), [])
})

test('people who left, were removed or never were members are not notified', async () => {
  const thread = await startThread(site, 'ada', 'Left')
  for (const who of ['ben', 'cleo'] as const) await writePost(site, who, thread, 'Here.')
  await runJobs(site, 'notify-of-activity')
  await db.deleteFrom('notice').execute()
  const eve = {
    community_id: community.id,
    thread_id: thread.id,
    person_id: people.eve.id,
    state: 'following' as const,
  }
  await db.insertInto('thread_follow').values(eve).execute()
  const ofBen = () => db.updateTable('membership').where('person_id', '=', people.ben.id)
  await ofBen().set({ ended_at: new Date() }).execute()
  await db.updateTable('person').set({ removed_at: new Date() }).where('id', '=', people.cleo.id).execute()
  await writePost(site, 'ada', thread, 'Is anybody here? @ben-reyes?')
  assert.deepEqual(await heard(), [])
  await ofBen().set({ ended_at: null }).execute()
  await db.updateTable('person').set({ removed_at: null }).where('id', '=', people.cleo.id).execute()
})

test('a draft community notifies only the people who may edit it', async () => {
  const thread = await startThread(site, 'ben', 'Draft')
  for (const who of ['ada', 'cleo'] as const) await writePost(site, who, thread, 'Here.')
  await runJobs(site, 'notify-of-activity')
  await db.deleteFrom('notice').execute()
  await writePost(site, 'ben', thread, 'And now?')
  await db.updateTable('community').set({ status: 'draft' }).where('id', '=', community.id).execute()
  assert.deepEqual(await heard(), ['ada reply'])
  await db.updateTable('community').set({ status: 'active' }).where('id', '=', community.id).execute()
})

test('a Ping notifies all members but its sender', async () => {
  await sendOne(site)
  assert.deepEqual(await heard(), ['ben ping', 'cleo ping', 'dov ping'])
})

test('a request for consent notifies the featured person, their yes notifies the sender, and the Ping then everybody else', async () => {
  await featureBen()
  const draft = await draftOne(site, { voiceId: people.ben.id })
  assert.equal((await site.as('ada').send(`${draft.address}/consent`)).status, 200)
  assert.deepEqual(await heard(), ['ben consent_asked'])
  const [asked] = (await site.as('ben').json('/inbox')).json.notices
  assert.equal(asked.address, '/voices')
  assert.equal((await site.as('ben').get(asked.address)).status, 200)
  assert.match(
    (await site.as('ben').get('/inbox')).text,
    /Ada Lindqvist asks whether this may go out in your name: What holds/,
  )

  await db.deleteFrom('notice').execute()
  const { id } = await db.selectFrom('featured_consent').select('id').executeTakeFirstOrThrow()
  const link = consentLink.address(site.platform.secrets, { id, version: 1 })
  assert.equal((await site.as('visitor').send(link, { reach: 'this_one' })).status, 200)
  assert.deepEqual(await heard(), ['ada consent_given'])
  const [given] = (await site.as('ada').json('/inbox')).json.notices
  assert.equal((await site.as('ada').get(given.address)).status, 200)
  assert.match((await site.as('ada').get('/inbox')).text, /Ben Reyes agreed that you ask this in their name/)

  await db.deleteFrom('notice').execute()
  assert.equal((await site.as('ada').send(`${draft.address}/sending`)).status, 200)
  assert.deepEqual(await heard(), ['cleo ping', 'dov ping'])
})

test('a no to a request for consent notifies the sender', async () => {
  await featureBen()
  const draft = await draftOne(site, { voiceId: people.ben.id })
  await site.as('ada').send(`${draft.address}/consent`)
  await heard()
  await db.deleteFrom('notice').execute()
  const [{ id }] = (await site.as('ben').json('/voices')).json.questions
  await site.as('ben').send(`/voices/${id}/withdrawal`)
  assert.deepEqual(await heard(), ['ada consent_refused'])
  const [refused] = (await site.as('ada').json('/inbox')).json.notices
  assert.equal((await site.as('ada').get(refused.address)).status, 200)
  assert.match((await site.as('ada').get('/inbox')).text, /Ben Reyes said no to this in their name: What holds/)
})

test('a job that runs twice, or several times at once, notifies each person once', async () => {
  await sendOne(site)
  const [job] = await waitingJobs(site, 'notify-of-activity')
  const payload = notifyJob.payload.parse(job?.payload)
  await Promise.all([1, 2, 3].map(() => notifyJob.run(site.platform, payload)))
  assert.equal((await heard()).length, 3)
})

test('an activity that is gone, or of no community, notifies nobody', async () => {
  await notifyJob.run(site.platform, { activityId: randomUUID() })
  const ofNone = { communityId: null, by: people.ada.id, objectId: null }
  await notifyJob.run(site.platform, { activityId: await site.work((work) => work.record(pingSent, ofNone)) })
  assert.deepEqual(await heard(), [])
})
