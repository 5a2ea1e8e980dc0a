/** People feeds: a file that comes again by itself, what it takes away, and when it stops before that. */
import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { watchFeedsJob } from '#server/people/jobs.ts'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { created } from '#tests/support/created.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { community, elsewhere, people } = site.cast
const feeds = '/site/people/feeds'
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

/** Cleo runs the site too, and owns it not. */
await query("update person set site_role = 'admin' where id = $1", [people.cleo.id])

interface Ref {
  readonly id: string
  readonly address: string
}

let made = 0
async function setUp(fields: object = {}, who: CastName = 'owen'): Promise<Ref> {
  return (await created(site.as(who).send(feeds, { name: `Feed ${++made}`, into: community.id, ...fields }))) as Ref
}

/** Sends a file to a feed, and says what became of it. */
async function send(feed: Ref, bytes: string, who: CastName = 'owen') {
  const { status, text } = await sendFiles(site, who, `${feed.address}/files`, {}, { file: { name: 'hr.csv', bytes } })
  assert.equal(status, 201, text)
  return (await site.as('owen').json(JSON.parse(text).address)).json
}

const show = async (feed: Ref) => (await site.as('owen').json(feed.address)).json
const lines = (mark: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${mark}${from + i}@example.org,${mark} ${from + i}`)
const file = (...all: readonly string[]) => `email,name\n${all.join('\n')}\n`
const sourcesOf = async (email: string, communityId = community.id) =>
  (
    await query(
      `select s.source from membership_source s join membership_shown m using (community_id, person_id)
       join person p on p.id = s.person_id where p.email = $1 and s.community_id = $2 order by 1`,
      [email, communityId],
    )
  ).map(({ source }) => source)
const membersLike = async (mark: string) =>
  (
    await query(
      "select p.email from membership_shown m join person p on p.id = m.person_id where m.community_id = $1 and p.email like $2 || '%'",
      [community.id, mark],
    )
  ).length
const feedMails = async () =>
  (await query("select count(*)::int as n from mail where kind = 'people_feed'"))[0].n as number

test('its first file brings people, the same file changes nothing, and who is missing from the next loses that source alone', async () => {
  const feed = await setUp()
  const first = await send(feed, file('a1@example.org,A One', 'a2@example.org,A Two', 'ben@example.org,Ben Reyes'))
  assert.equal(first.state, 'done', 'nobody has to press')
  assert.deepEqual(first.counts, { added: 2, updated: 0, unchanged: 1, refused: 0 })
  assert.deepEqual(await sourcesOf('a1@example.org'), ['feed'])
  assert.deepEqual(await sourcesOf('ben@example.org'), ['cohort', 'feed', 'manual'])
  const everything = async () =>
    JSON.stringify([
      await query('select * from person order by id'),
      await query('select * from membership order by 1, 2'),
      await query('select * from membership_source order by 1, 2, 3'),
      await query('select * from people_feed_person order by 1, 2, 3'),
      await query('select id from mail order by id'),
    ])
  const before = await everything()
  const again = await send(feed, file('a1@example.org,A One', 'a2@example.org,A Two', 'ben@example.org,Ben Reyes'))
  assert.deepEqual(again.counts, { added: 0, updated: 0, unchanged: 3, refused: 0 })
  assert.equal(await everything(), before)
  const next = await send(feed, file('a2@example.org,A Two', 'a3@example.org,A Three'))
  assert.deepEqual([next.counts.added, next.gone, next.closed], [1, 2, 0])
  assert.deepEqual(await sourcesOf('a1@example.org'), [], 'nothing else made them a member')
  assert.deepEqual(await sourcesOf('ben@example.org'), ['cohort', 'manual'])
  const [one] = await query("select removed_at from person where email = 'a1@example.org'")
  assert.equal(one.removed_at, null, 'the account stays')
  const { text } = await site.as('owen').get('/site/audit?kind=people_feed.ran')
  assert.match(text, /Brought in people by a feed/)
  const page = (await site.as('cleo').get(feed.address)).text
  assert.match(page, /1 added, 0 updated, 1 unchanged, 2 taken out/)
  assert.match((await site.as('cleo').get(feeds)).text, /It waits for its next file/)
})

test('whom somebody took out, or who left, does not come in again by the next file', async () => {
  const feed = await setUp()
  await send(feed, file('b1@example.org,B One', 'b2@example.org,B Two'))
  const [{ id }] = await query("select id from person where email = 'b1@example.org'")
  await site.as('ada').send(`/c/${community.slug}/members/${id}/removal`)
  const next = await send(feed, file('b1@example.org,B One', 'b2@example.org,B Two', 'b3@example.org,B Three'))
  assert.deepEqual(next.counts, { added: 1, updated: 0, unchanged: 2, refused: 0 })
  assert.match(next.items[0].why, /taken out, so they stay out/)
  assert.deepEqual(await sourcesOf('b1@example.org'), [])
})

test('its column of groups brings people into communities and cohorts, and takes out only whom it put there', async () => {
  const cohort = await addCohort(site, await addCourse(site), { name: 'Summer' })
  await site.as('ada').send(`${cohort.here}/start`)
  await site.as('ada').send(`${cohort.here}/people`, { persons: [people.dov.id] })
  const feed = await setUp({ into: '' })
  const head = 'email,first_name,last_name,groups\n'
  const summer = `cohort:${community.slug}/Summer`
  const first = await send(
    feed,
    `${head}c1@example.org,C,One,${summer}|community:${elsewhere.slug}\ndov@example.org,,,${summer}\nc2@example.org,C,Two,\n`,
  )
  assert.deepEqual(first.counts, { added: 2, updated: 0, unchanged: 1, refused: 0 })
  const inSummer = async () =>
    (
      await query(
        'select p.email from cohort_people o join person p on p.id = o.person_id where o.cohort_id = $1 order by 1',
        [cohort.id],
      )
    ).map(({ email }) => email)
  assert.deepEqual(await inSummer(), ['c1@example.org', 'dov@example.org'])
  const fewer = await send(feed, `${head}c1@example.org,C,One,community:${elsewhere.slug}\nc2@example.org,C,Two,\n`)
  assert.equal(fewer.gone, 2)
  assert.deepEqual(await inSummer(), ['dov@example.org'], 'Ada put him there')
  assert.deepEqual(await sourcesOf('c1@example.org', elsewhere.id), ['feed'])
})

test('from whose file more than 20 are missing nobody is changed, those who run the site are told, and one of them says whether it goes on', async () => {
  const feed = await setUp()
  await send(feed, file(...lines('d', 0, 60)))
  const at20 = await send(feed, file(...lines('d', 20, 60)))
  assert.deepEqual([at20.state, at20.gone], ['done', 20])
  const mails = await feedMails()
  const held = await send(feed, file(...lines('d', 41, 60), 'dnew@example.org,D New'))
  assert.deepEqual([held.state, held.gone], ['held', 21])
  assert.equal(await membersLike('d'), 41, 'all 40 and Dov; the new one is not in either')
  assert.equal(await feedMails(), mails + 2, 'Owen and Cleo')
  await sendMails(site)
  const told = await mailbox.waitFor(({ subject }) => Boolean(subject?.includes('missing from the file')))
  assert.match(String(told.text), /21 people of the 40[\s\S]*Up to 20 leave without a question, so nothing was changed/)
  assert.ok(told.text?.includes(feed.address), 'it leads to the page that asks')
  const shown = await show(feed)
  assert.equal(shown.missing.length, 21)
  const page = (await site.as('cleo').get(feed.address)).text
  assert.match(
    page,
    /21 people of the 40 whom this feed brought are not in its file any more[\s\S]*Go on[\s\S]*Drop the file/,
  )
  assert.equal((await site.as('ada').send(`${feed.address}/approval`)).status, 404)
  assert.equal((await site.as('cleo').send(`${feed.address}/refusal`)).status, 200)
  assert.equal((await site.as('cleo').send(`${feed.address}/approval`)).json.code, 'nothing_held')
  assert.equal(await membersLike('d'), 41)
  await send(feed, file(...lines('d', 41, 60)))
  const newer = await send(feed, file(...lines('d', 42, 60)))
  assert.deepEqual([newer.state, newer.gone], ['held', 22])
  const { runs } = await show(feed)
  assert.match(runs[1].problem, /A newer file of this feed came/)
  assert.equal((await site.as('cleo').send(`${feed.address}/approval`)).status, 200)
  assert.equal((await show(feed)).last.state, 'done')
  assert.equal(await membersLike('d'), 19)
  const { text } = await site.as('owen').get('/site/audit')
  assert.match(text, /Let the file of a people feed go on[\s\S]*Dropped the file of a people feed/)
  await sendMails(site)
})

test('of many people one in twenty may be missing', async () => {
  const feed = await setUp()
  await send(feed, file(...lines('e', 0, 460)))
  assert.deepEqual((await send(feed, file(...lines('e', 24, 460)))).state, 'held', '24 of 460 are more than 5 %')
  const within = await send(feed, file(...lines('e', 23, 460)))
  assert.deepEqual([within.state, within.gone], ['done', 23])
})

test('an empty or broken file takes nothing from anybody, and is told', async () => {
  const feed = await setUp()
  await send(feed, file('f1@example.org,F One', 'f2@example.org,F Two'))
  for (const [bytes, state] of [
    ['email,name\n', 'unreadable'],
    ['email,name\n"f1@example.org,F One\n', 'unreadable'],
    ['nobody,name\nx,F One\n', 'matching'],
    ['email,name\nnobody,F One\n', 'stopped'],
  ] as const) {
    const mails = await feedMails()
    assert.equal((await send(feed, bytes)).state, state, bytes)
    assert.equal(await membersLike('f'), 2)
    assert.equal(await feedMails(), mails + 2)
  }
  const { text } = await site.as('owen').get(feed.address)
  assert.match(text, /No line of this file could be used, so nobody was changed, and nobody lost anything/)
  const refused = await send(feed, file('f1@example.org,F One', 'F2@Example.org ,F Two,too,many,cells'))
  assert.deepEqual([refused.counts.refused, refused.gone], [1, 0], 'whose line is refused is in the file all the same')
  const empty = await sendFiles(site, 'owen', `${feed.address}/files`, {}, { file: { name: 'hr.csv', bytes: '' } })
  assert.equal(empty.status, 422)
})

test('what somebody says of its columns is remembered by the feed, and lets the file that waited run', async () => {
  const feed = await setUp()
  const odd = 'Wohin,Wer\ng1@example.org,G One\n'
  const asks = await send(feed, odd)
  assert.equal(asks.state, 'matching')
  await site.as('cleo').send(`${asks.address}/columns`, { columns: ['email', 'name'] })
  assert.equal((await show(feed)).last.state, 'done', 'it needs no other press')
  const next = await send(feed, 'Wohin,Wer\ng1@example.org,G One\ng2@example.org,G Two\n')
  assert.deepEqual([next.state, next.counts.added], ['done', 1])
})

test('an account is deactivated only where the feed says so, never with a role on the site, and not while another feed has the person', async () => {
  const both = file(
    'h1@example.org,H One',
    'h2@example.org,H Two',
    'owen@example.org,Owen Hale',
    'cleo@example.org,Cleo Marsh',
  )
  const [closing, other] = [await setUp({ deactivates: true }), await setUp()]
  await send(closing, both)
  await send(other, file('h2@example.org,H Two'))
  const last = await send(closing, file('h3@example.org,H Three'))
  assert.deepEqual([last.gone, last.closed], [4, 1])
  const closed = await query("select email from person where removed_at is not null and email like 'h_@%'")
  assert.deepEqual(
    closed.map(({ email }) => email),
    ['h1@example.org'],
  )
  assert.deepEqual(await sourcesOf('h2@example.org'), ['feed'], 'the other feed still brings them')
  const owner = await query('select removed_at from person where site_role is not null')
  assert.ok(owner.every(({ removed_at }) => removed_at === null))
  await site.as('owen').send(other.address, { name: 'Other', into: community.id, deactivates: 'yes' }, 'PUT')
  const one = await send(other, file('h4@example.org,H Four'))
  assert.equal(one.closed, 1)
})

test('an admin’s feed never changes an owner, and one of somebody who runs the site no more stops', async () => {
  const feed = await setUp({ into: '' }, 'cleo')
  const owner = await send(feed, file('owen@example.org,Somebody Else'), 'cleo')
  assert.equal(owner.state, 'stopped')
  assert.match(owner.items[0].why, /owns the site/)
  const folder = join(site.platform.config.dataDir, 'feeds', (await show(feed)).folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'hr.csv'), file('ben@example.org,Ben Reyes'))
  await query('update person set site_role = null where id = $1', [people.cleo.id])
  await watchFeedsJob.run(site.platform, {})
  await watchFeedsJob.run(site.platform, {})
  assert.match((await show(feed)).last.problem, /Whoever set this feed up may no longer change people/)
  await query("update person set site_role = 'admin' where id = $1", [people.cleo.id])
})

test('a file in its folder is taken once it stands still, and once only', async () => {
  const feed = await setUp({ name: 'Nightly file' })
  const look = () => watchFeedsJob.run(site.platform, {})
  await look()
  const folder = join(site.platform.config.dataDir, 'feeds', 'nightly-file')
  const path = join(folder, 'people.csv')
  writeFileSync(join(folder, '.hidden.csv'), file('x@example.org,X'))
  writeFileSync(path, 'email,name\n')
  await look()
  assert.equal((await show(feed)).last, null, 'it may still be written')
  appendFileSync(path, 'n1@example.org,N One\n')
  await look()
  assert.equal((await show(feed)).last, null, 'it was')
  await look()
  const { last } = await show(feed)
  assert.deepEqual([last.state, last.via, last.counts.added], ['done', 'job', 1])
  await look()
  utimesSync(path, new Date(), new Date(Date.now() + 10_000))
  await look()
  await look()
  assert.equal((await show(feed)).runs.length, 1, 'the same bytes do not run twice')
  truncateSync(path, 21_000_000)
  await look()
  await look()
  const big = await show(feed)
  assert.match(big.last.problem, /larger than 20 MB/)
  assert.deepEqual(await sourcesOf('n1@example.org'), ['feed'])
})

test('only those who run the site reach a feed, by page and by token', async () => {
  const feed = await setUp({ name: 'For owners' })
  assert.equal((await site.as('owen').json(feed.address)).json.folder, 'for-owners')
  const twin = await setUp({ name: 'For owners' })
  assert.equal((await show(twin)).folder, 'for-owners-2')
  for (const who of ['ada', 'ben'] as const) {
    const sent = await sendFiles(site, who, `${feed.address}/files`, {}, { file: { name: 'x.csv', bytes: 'email\n' } })
    assert.equal(sent.status, 403)
    assert.equal((await site.as(who).json(feed.address)).status, 404)
  }
  const ended = await addCohort(site, await addCourse(site), { name: 'Over' })
  await site.as('ada').send(`${ended.here}/start`)
  const late = await setUp({ name: 'Late', into: ended.id })
  await site.as('ada').send(`${ended.here}/end`, { keep: 'yes' })
  assert.match((await send(late, file('l1@example.org,L One'))).problem, /nobody joins any more/)
  const again = await site.as('owen').send(feeds, { name: 'Again', into: ended.id })
  assert.match(again.text, /This cohort has ended/)
  assert.equal((await site.as('owen').send(`${late.address}/removal`)).status, 200)
  assert.equal((await site.as('owen').json(late.address)).status, 404)
})
