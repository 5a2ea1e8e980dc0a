/** A Ping is asked again and stands beside its earlier answers, cohort by cohort, where no small group can be computed. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { addMembers, type MadePing, sendOne, vote, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community } = site.cast
const root = `/c/${community.slug}`
const ada = site.as('ada')
const sql = async (text: string, values: unknown[] = []) =>
  (await site.platform.database.writePool.query(text, values)).rows

const course = await addCourse(site)
/** A running cohort with this many people who never signed in. */
async function cohortOf(name: string, count: number) {
  const { id, here } = await addCohort(site, course, { name })
  const people = await addMembers(site, count)
  await sql(
    `with listed as (insert into cohort_person (community_id, cohort_id, person_id) select $1, $2, unnest($3::uuid[]))
     insert into membership_source (community_id, person_id, source, cohort_id) select $1, unnest($3::uuid[]), 'cohort', $2`,
    [community.id, id, people],
  )
  await sql("update cohort set state = 'running', started_at = app_now() where id = $1", [id])
  return { id, here, people }
}
const spring = await cohortOf('Spring', 9)
const summer = await cohortOf('Summer', 8)
const autumn = await cohortOf('Autumn', 4)

const close = async (ping: MadePing) => {
  const answer = await ada.send(`${ping.address}/closing`, { why: 'We know enough' })
  assert.equal(answer.status, 200, answer.text)
}
const pageFor = async (who: CastName, ping: { address: string }) => (await site.as(who).json(ping.address)).json
const named = (page: { byCohort: { cohort: { name: string } | null; answered: number }[] }) =>
  page.byCohort.map(({ cohort, answered }) => [cohort?.name ?? null, answered])

/** Spring 9 and Summer 7 answer; of Autumn 3 do; of those in no cohort six do. */
async function askEverybody() {
  const ping = await sendOne(site)
  await voteAs(site, spring.people, ping, 0)
  await voteAs(site, summer.people.slice(0, 7), ping, 1)
  await voteAs(site, autumn.people.slice(0, 3), ping, 2)
  await voteAs(site, await addMembers(site, 6), ping, 0)
  return ping
}

beforeEach(async () => {
  await sql('delete from ping')
})

test('by cohort nothing is shown while it is open; closed, a small cohort and the next smallest are stored nowhere', async () => {
  const ping = await askEverybody()
  assert.deepEqual((await pageFor('ada', ping)).byCohort, [])
  await close(ping)
  const page = await pageFor('cleo', ping)
  // The cast’s own two cohorts have not answered at all, so they are left out too.
  assert.deepEqual(named(page), [
    ['Spring', 9],
    ['Summer', 7],
  ])
  assert.equal(page.ping.answered, 25)
  const stored = await sql(
    'select distinct c.name from ping_cohort_count n left join cohort c on c.id = n.cohort_id where n.ping_id = $1 order by 1',
    [ping.id],
  )
  assert.deepEqual(stored, [{ name: 'Spring' }, { name: 'Summer' }])
  const { text } = await site.as('cleo').get(ping.address)
  assert.match(text, /By cohort/)
  assert.match(text, /Cohorts with too few answers are left out, and one more with them/)
  assert.doesNotMatch(text, /Autumn|In no cohort/)
})

test('what was counted at the close stays when somebody who voted is erased before the votes are forgotten', async () => {
  const ping = await askEverybody()
  await close(ping)
  const before = await pageFor('ada', ping)
  await sql('delete from person where id = $1', [autumn.people[0]])
  autumn.people.shift()
  const after = await pageFor('ada', ping)
  assert.deepEqual([after.ping.options, after.byCohort], [before.ping.options, before.byCohort])
})

test('under the threshold of the whole Ping there is no count by cohort either', async () => {
  const ping = await sendOne(site)
  await voteAs(site, spring.people.slice(0, 4), ping, 0)
  await close(ping)
  assert.deepEqual((await pageFor('ada', ping)).byCohort, [])
  assert.deepEqual(await sql('select from ping_cohort_count'), [])
})

test('asked again, the draft has its words; sent, it shows the earlier answers to those who may see its own', async () => {
  const first = await askEverybody()
  assert.equal((await ada.send(`${first.address}/asking`)).json.code, 'ping_not_closed')
  await close(first)
  assert.equal((await site.as('ben').send(`${first.address}/asking`)).status, 403)
  assert.doesNotMatch((await site.as('ben').get(first.address)).text, /Ask again/)
  assert.match((await ada.get(first.address)).text, /Ask again/)
  const asked = await ada.send(`${first.address}/asking`)
  assert.equal(asked.status, 201)
  const form = await ada.get(asked.json.address)
  assert.match(form.text, /value="What holds you back most\?"/)
  const draft = asked.json.address.replace(/\/draft$/, '')
  assert.match((await ada.get(draft)).text, /Asked before/)
  const words = { question: 'What holds you back most now?', options: ['I don’t find the words', 'Something else'] }
  assert.equal((await ada.send(`${draft}/draft`, words, 'PUT')).status, 200)
  const { address } = (await ada.send(`${draft}/sending`)).json
  assert.deepEqual((await pageFor('ben', { address })).earlier, [], 'earlier answers would lead theirs')
  const { options } = (await pageFor('ben', { address })).ping
  const second = { id: asked.json.id, address, options: options.map(({ id }: { id: string }) => id) }
  await vote(site, 'ben', second, 0)
  const page = await pageFor('ben', second)
  const [before] = page.earlier
  assert.equal(before.question, 'What holds you back most?')
  assert.deepEqual(named(before), [
    ['Spring', 9],
    ['Summer', 7],
  ])
  // A group is left out, so the count of all does not stand beside the others.
  assert.deepEqual([before.shows, before.answered], ['nothing', null])
  const { text } = await site.as('ben').get(address)
  assert.match(text, /Asked before/)
  assert.equal(text.match(/class="bar-line"/g)?.length, 2, 'the answer that both had, for each of two cohorts')
})

test('a third time all earlier ones stand beside it; one for a cohort alone only for those who may read it', async () => {
  const first = await sendOne(site, { group: spring.id } as object)
  await voteAs(site, spring.people, first, 0)
  await close(first)
  const again = async (from: MadePing) => {
    const draft = (await ada.send(`${from.address}/asking`)).json
    const words = { question: 'And now?', options: ['I don’t find the words', 'Other'], group: '' }
    await ada.send(draft.address, words, 'PUT')
    const { address } = (await ada.send(`${root}/pings/${draft.id}/sending`)).json
    const { options } = (await pageFor('ada', { address })).ping
    return { id: draft.id, address, options: options.map(({ id }: { id: string }) => id) }
  }
  const second = await again(first)
  await voteAs(site, summer.people, second, 0)
  await close(second)
  const third = await again(second)
  await close(third)
  const earlier = async (who: CastName) =>
    (await pageFor(who, third)).earlier.map(({ readers, answered }: Record<string, unknown>) => [readers, answered])
  assert.deepEqual(await earlier('ada'), [
    [null, 8],
    [['Spring'], 9],
  ])
  assert.deepEqual(await earlier('ben'), [[null, 8]])
  assert.doesNotMatch((await site.as('ben').get(third.address)).text, /Spring/)
})
