/** Who hears of what: every rule, and everybody who must not hear. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { tellJob } from '#server/notices/jobs.ts'
import { rules, rulesFor } from '#server/notices/rules.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'
import { begin, say } from '#tests/support/talk.ts'

const site = await openSite()
const { people, community } = site.cast
const db = site.database.db.write

beforeEach(async () => {
  await runJobs(site, 'tell-of-activity')
  await db.deleteFrom('notice').execute()
})

/** Lets all that happened be told, and gives who heard of it: "ben reply". */
async function heard(): Promise<string[]> {
  await runJobs(site, 'tell-of-activity')
  const rows = await db.selectFrom('notice').select(['person_id', 'kind']).execute()
  const nameOf = (id: string) => Object.entries(people).find(([, one]) => one.id === id)?.[0]
  return rows.map(({ person_id, kind }) => `${nameOf(person_id)} ${kind}`).sort()
}

async function seedPing(values: { state?: 'draft' | 'open'; voice?: CastName } = {}): Promise<string> {
  const { state = 'open', voice } = values
  const isOpen = state === 'open'
  const { id } = await db
    .insertInto('ping')
    .values({
      community_id: community.id,
      question: 'What holds you back?',
      state,
      created_by: people.ada.id,
      voice_id: voice ? people[voice].id : null,
      sent_at: isOpen ? new Date() : null,
      closes_at: isOpen ? new Date(Date.now() + 86_400_000) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function record(verb: string, who: CastName | null, pingId: string, facts: Record<string, unknown> = {}) {
  return site.work((work) =>
    work.record({
      communityId: community.id,
      actorId: who && people[who].id,
      verb,
      objectKind: 'ping',
      objectId: pingId,
      facts,
      tells: true,
    }),
  )
}

test('the table has no two lines that say the same, and what it does not know is told to nobody', async () => {
  assert.equal(new Set(rules.map(({ verb, hears }) => `${verb} ${hears}`)).size, rules.length)
  assert.deepEqual(rulesFor('role.given'), [])
  await record('role.given', 'ada', await seedPing())
  assert.deepEqual(await heard(), [])
})

test('a thread that is opened tells those it names, and nobody else', async () => {
  await begin(site, 'ada', 'Names', 'Ask @ben-reyes and @ada-lindqvist, and @eve-okoro too.')
  assert.deepEqual(await heard(), ['ben mention'])
})

test('an answer tells its author and the followers, each once and the more telling line first', async () => {
  const thread = await begin(site, 'ada', 'Answers')
  const first = await say(site, 'ben', thread, 'I think so.')
  await runJobs(site, 'tell-of-activity')
  await db.deleteFrom('notice').execute()
  await say(site, 'cleo', thread, 'And you, @ada-lindqvist?', first)
  assert.deepEqual(await heard(), ['ada mention', 'ben reply'])
})

test('the author of what is answered hears of it without following; a muted thread speaks only by name', async () => {
  const thread = await begin(site, 'ada', 'Muted')
  const first = await say(site, 'ben', thread, 'I think so.')
  await runJobs(site, 'tell-of-activity')
  await db.deleteFrom('notice').execute()
  await db.deleteFrom('thread_follow').where('person_id', '=', people.ben.id).execute()
  await say(site, 'cleo', thread, 'Why?', first)
  assert.deepEqual(await heard(), ['ada reply', 'ben reply'])

  await db.deleteFrom('notice').execute()
  const mute = { community_id: community.id, thread_id: thread.id, person_id: people.ben.id, state: 'muted' as const }
  await db.insertInto('thread_follow').values(mute).execute()
  await say(site, 'cleo', thread, 'Say, why?', first)
  assert.deepEqual(await heard(), ['ada reply'])

  await db.deleteFrom('notice').execute()
  await say(site, 'cleo', thread, 'Say, @ben-reyes, why?', first)
  assert.deepEqual(await heard(), ['ada reply', 'ben mention'])
})

test('nobody hears of what they did themselves', async () => {
  const thread = await begin(site, 'ben', 'Alone', 'Note to @ben-reyes.')
  const first = await say(site, 'ben', thread, 'To myself.')
  await say(site, 'ben', thread, 'Indeed, @ben-reyes.', first)
  assert.deepEqual(await heard(), [])
})

test('whoever has left, was removed, or never belonged hears nothing', async () => {
  const thread = await begin(site, 'ada', 'Left')
  for (const who of ['ben', 'cleo'] as const) await say(site, who, thread, 'Here.')
  await runJobs(site, 'tell-of-activity')
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
  await say(site, 'ada', thread, 'Is anybody here? @ben-reyes?')
  assert.deepEqual(await heard(), [])
  await ofBen().set({ ended_at: null }).execute()
  await db.updateTable('person').set({ removed_at: null }).where('id', '=', people.cleo.id).execute()
})

test('a draft community tells only those who may edit it', async () => {
  const thread = await begin(site, 'ada', 'Draft')
  await say(site, 'ben', thread, 'Here.')
  await runJobs(site, 'tell-of-activity')
  await db.deleteFrom('notice').execute()
  await db.updateTable('community').set({ status: 'draft' }).where('id', '=', community.id).execute()
  await record('ping.sent', null, await seedPing())
  assert.deepEqual(await heard(), ['ada ping'])
  await db.updateTable('community').set({ status: 'active' }).where('id', '=', community.id).execute()
})

test('a Ping is told to all members but its sender and its voice', async () => {
  await record('ping.sent', 'ada', await seedPing())
  assert.deepEqual(await heard(), ['ben ping', 'cleo ping', 'dov ping'])
  await db.deleteFrom('notice').execute()
  await record('ping.sent', 'ada', await seedPing({ voice: 'ben' }))
  assert.deepEqual(await heard(), ['cleo ping', 'dov ping'])
})

test('asking for a name tells that person, and giving it whoever asked', async () => {
  const pingId = await seedPing({ state: 'draft', voice: 'ben' })
  await record('consent.asked', 'ada', pingId, { personId: people.ben.id })
  assert.deepEqual(await heard(), ['ben consent_asked'])
  await db.deleteFrom('notice').execute()
  await record('consent.given', 'ben', pingId, { personId: people.ada.id, reach: 'this_one' })
  assert.deepEqual(await heard(), ['ada consent_given'])
})

test('told twice, and by two at once, each hears once', async () => {
  const activityId = await record('ping.sent', 'ada', await seedPing())
  const [job] = await waitingJobs(site, 'tell-of-activity')
  assert.deepEqual(job?.payload, { activityId })
  await Promise.all([1, 2, 3].map(() => tellJob.run(site.platform, { activityId })))
  assert.equal((await heard()).length, 3)
})

test('an activity that is gone, or of no community, is told to nobody', async () => {
  await tellJob.run(site.platform, { activityId: randomUUID() })
  await site.work((work) =>
    work.record({
      communityId: null,
      actorId: null,
      verb: 'ping.sent',
      objectKind: 'ping',
      objectId: randomUUID(),
      tells: true,
    }),
  )
  assert.deepEqual(await heard(), [])
})
