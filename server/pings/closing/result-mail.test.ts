/** As a Ping closes its result goes by mail to its sender and to those who answered. */
import assert from 'node:assert/strict'
import { after, afterEach, beforeEach, test } from 'node:test'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { addMembers, answersOf, type MadePing, sendOne, vote, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { people, community } = site.cast
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const sweep = async () => {
  await site.work((work) => work.enqueue('sweep-pings', {}))
  await runJobs(site, 'sweep-pings')
}
const results = async () =>
  (
    await sql(
      "select p.name from mail m join person p on p.id = m.person_id where m.kind = 'ping_result' order by p.name",
    )
  ).rows.map(({ name }) => name.split(' ')[0])
const mailTo = (who: 'ada' | 'ben' | 'cleo') =>
  mailbox.waitFor(
    (one) => [one.to].flat()[0]?.value[0]?.address === people[who].email && one.subject?.startsWith('Result') === true,
  )
let ping: MadePing

beforeEach(async () => {
  for (const table of ['ping', 'mail', 'mail_choice', 'activity']) await sql(`delete from ${table}`)
  await sql(dropJobs)
  await sql("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
  await sql('delete from mail')
  ;(mailbox.messages as unknown[]).length = 0
})
afterEach(async () => {
  await site.shiftClock('0')
  await sql("update community set status = 'active'")
})

test('it goes once, however often the end is swept; each answer has its figure, and nobody’s own answer is in it', async () => {
  await vote(site, 'ben', ping, 0)
  await voteAs(site, await addMembers(site, 5), ping, 1)
  await site.shiftClock('48 hours 1 minute')
  await Promise.all([sweep(), runJobs(site, 'close-ping')])
  await sweep()
  assert.deepEqual(await results(), ['Ada', 'Ben', 'Member', 'Member', 'Member', 'Member', 'Member'])
  await sendMails(site)
  const [toBen, toAda] = [await mailTo('ben'), await mailTo('ada')]
  assert.equal(toBen.subject, 'Result: What holds you back most?')
  assert.match(toBen.text ?? '', /1 {2}I don’t find the words\n5 {2}I’m afraid of the reaction\n0 {2}There is never/)
  assert.match(toBen.text ?? '', /6 of 9 answered/)
  assert.match(toBen.text ?? '', /because you answered this Ping/)
  assert.match(toAda.text ?? '', /because you sent this Ping/)
  const figures = (text = '') => text.split('\n').filter((line) => /^\d+ {2}/.test(line))
  assert.deepEqual(figures(toAda.text), figures(toBen.text), 'the same for all')
  for (const answer of answersOf) assert.ok(String(toBen.html).includes(answer))
})

test('under five answers it says the number alone', async () => {
  await vote(site, 'ben', ping, 0)
  await site.as('ada').send(`${ping.address}/closing`, { why: 'Enough' })
  await sendMails(site)
  for (const who of ['ada', 'ben'] as const) {
    const { text = '', html } = await mailTo(who)
    assert.match(text, /1 person answered\. With fewer than five only the number is shown/)
    for (const answer of answersOf) assert.ok(!text.includes(answer) && !String(html).includes(answer), who)
  }
})

test('it does not go to who turned it off, left or took no part, nor where its Ping is withdrawn or its community archived', async () => {
  await vote(site, 'ben', ping, 0)
  await vote(site, 'cleo', ping, 0)
  await sql("insert into mail_choice (person_id, community_id, kind, choice) values ($1, $2, 'ping_result', 'off')", [
    people.ada.id,
    community.id,
  ])
  await site.shiftClock('48 hours 1 minute')
  await sweep()
  assert.deepEqual(await results(), ['Ben', 'Cleo'])
  await sql('update membership set ended_at = app_now() where person_id = $1', [people.ben.id])
  await sendMails(site)
  await mailTo('cleo')
  const { rows } = await sql("select state, why from mail where kind = 'ping_result' and person_id = $1", [
    people.ben.id,
  ])
  assert.deepEqual(rows, [{ state: 'dropped', why: 'left' }])
  await sql('update membership set ended_at = null where person_id = $1', [people.ben.id])
  await site.shiftClock('0')
  await sql('delete from mail')
  const other = await sendOne(site)
  await vote(site, 'ben', other, 0)
  await site.as('ada').send(`${other.address}/withdrawal`, { why: 'Wrong' })
  const third = await sendOne(site)
  await vote(site, 'ben', third, 0)
  await sql("update community set status = 'archived' where id = $1", [community.id])
  await sweep()
  assert.deepEqual(await results(), [])
})

test('who got it is seen by nobody else, and forgotten with the choices', async () => {
  await vote(site, 'ben', ping, 0)
  await site.as('ada').send(`${ping.address}/closing`, { why: 'Enough' })
  const { mails } = (await site.as('owen').json('/outbox')).json
  assert.deepEqual(
    mails.filter(({ kind }: { kind: string }) => kind === 'ping_result'),
    [],
  )
  await site.shiftClock('13 hours')
  await sweep()
  assert.deepEqual(await results(), [])
})
