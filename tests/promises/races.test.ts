/** Two people act in the same moment: everybody hears what became of theirs, and it stands so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { addPerson, join } from '#tests/support/actors.ts'
import { type MadePing, sendOne } from '#tests/support/pings.ts'
import { type Answer, clientOf, holding, openSite } from '#tests/support/site.ts'
import { startThread } from '#tests/support/threads.ts'

const site = await openSite()
const { community } = site.cast
const { write } = site.database.db
const ada = site.as('ada')

const members = await Promise.all(
  Array.from({ length: 200 }, async (_, i) => {
    const { id, token } = await addPerson(site, `Member ${i}`)
    await join(site, id, 'member')
    return clientOf(site.server, holding(token))
  }),
)

/** How many answers came with each status or code. */
function counted(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, json } of answers) {
    const name = json?.code ?? String(status)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

/** Sends all of them, and somewhere in the middle what they race with. */
async function amid(all: readonly (() => Promise<Answer>)[], other: () => Promise<unknown>): Promise<Answer[]> {
  const half = Math.floor(all.length / 2)
  const first = all.slice(0, half).map((one) => one())
  const beside = other()
  const rest = all.slice(half).map((one) => one())
  await beside
  return Promise.all([...first, ...rest])
}

/** The votes of a Ping, as they are stored and as they are counted; and those that were stored after its end. */
async function standing({ id }: MadePing) {
  const { rows } = await sql<{ votes: number; tally: number; late: number }>`
    select count(v.*)::int as votes, count(*) filter (where v.voted_at > coalesce(p.closed_at, p.closes_at))::int as late,
      coalesce((select sum(votes) from vote_tally where ping_id = p.id), 0)::int as tally
    from ping p left join vote v on v.ping_id = p.id where p.id = ${id} group by p.id`.execute(write)
  return rows[0]
}

for (const [moment, end] of [
  ['its sender closes it', (ping: MadePing) => ada.send(`${ping.address}/closing`, { why: 'We know enough' })],
  [
    'its time is over',
    ({ id }: MadePing) =>
      sql`update ping set closes_at = app_clock() + interval '150 milliseconds' where id = ${id}`.execute(write),
  ],
] as const) {
  test(`of 200 votes in the moment in which ${moment}, those that are acknowledged are counted, and no other`, async () => {
    const ping = await sendOne(site, { question: `When ${moment}?` })
    const votes = members.map(
      (one, i) => () => one.send(`${ping.address}/vote`, { optionId: ping.options[i % ping.options.length] }, 'PUT'),
    )
    const { 200: taken = 0, ping_closed: late = 0, ...others } = counted(await amid(votes, () => end(ping)))
    assert.deepEqual(others, {})
    assert.equal(taken + late, 200)
    assert.deepEqual(await standing(ping), { votes: taken, tally: taken, late: 0 })
  })
}

test('of 100 replies into a thread that gets locked, those that are acknowledged stand there, and no other', async () => {
  const thread = await startThread(site, 'ada', 'Until it is locked')
  const address = `/c/${community.slug}/discussions/${thread.id}`
  const replies = members.slice(0, 100).map((one, i) => () => one.send(`${address}/posts`, { source: `Reply ${i}` }))
  const {
    201: taken = 0,
    thread_locked: late = 0,
    ...others
  } = counted(await amid(replies, () => ada.send(`${address}/lock`, { why: 'Too heated' })))
  assert.deepEqual(others, {})
  assert.equal(taken + late, 100)
  const { rows } = await sql<{ posts: number; counted: number; late: number }>`
    select count(*) filter (where not p.is_opening)::int as posts, t.reply_count as counted,
      count(*) filter (where p.posted_at > t.changed_at)::int as late
    from thread t join post p on p.thread_id = t.id where t.id = ${thread.id} group by t.id`.execute(write)
  assert.deepEqual(rows[0], { posts: taken, counted: taken, late: 0 })
})
