/** "You said, we did", and the figures of all Pings as files. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { addMembers, type MadePing, sendOne, vote, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people, community } = site.cast
const ada = site.as('ada')
const ben = site.as('ben')
const home = `/c/${community.slug}`
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const close = (ping: MadePing) => ada.send(`${ping.address}/closing`, { why: 'Enough' })
const tell = (ping: MadePing, text: string, who: 'ada' | 'ben' | 'owen' | 'eve' | 'visitor' = 'ada') =>
  site.as(who).send(`${ping.address}/outcome`, { text }, 'PUT')
let ping: MadePing

beforeEach(async () => {
  for (const table of ['ping', 'mail', 'mail_choice', 'activity']) await sql(`delete from ${table}`)
  await sql(dropJobs)
  await sql("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
})
afterEach(async () => {
  await sql("update community set status = 'active'")
  await sql('update person set bounced_at = null')
})

test('leaders say what followed, with their name and when; it stands with the result, on the community’s page too, and can be changed and taken away', async () => {
  assert.equal((await tell(ping, 'Too early')).json.code, 'ping_still_open')
  await close(ping)
  assert.doesNotMatch((await ben.get(ping.address)).text, /You said, we did/)
  const saved = await ada.post(`${ping.address}/outcome`, {
    text: 'From Monday the round is short.\nWe <try> it.\n\nThank you.',
  })
  assert.deepEqual([saved.status, saved.headers.location], [303, ping.address])
  for (const address of [ping.address, home]) {
    const { text } = await ben.get(address)
    assert.match(
      text,
      /You said, we did[\s\S]*From Monday the round is short\.<br>We &lt;try&gt; it\.<\/p><p dir="auto">Thank you/,
    )
    assert.match(text, /Ada Lindqvist, /)
  }
  assert.equal((await tell(ping, 'It is shorter now.', 'owen')).status, 200)
  const { outcome } = (await ben.json(ping.address)).json.ping
  assert.deepEqual([outcome.text, outcome.by], ['It is shorter now.', site.cast.people.owen.name])
  assert.equal((await tell(ping, '  ')).json.isSaid, false)
  assert.equal((await ben.json(ping.address)).json.ping.outcome, null)
  assert.equal((await sql("select from activity where verb = 'ping.outcome_told'")).rowCount, 3)
  const long = await tell(ping, 'x'.repeat(2001))
  assert.deepEqual([long.status, Object.keys(long.json.fields)], [422, ['text']])
})

test('what followed is found with the Ping, and no longer once it is taken away or says something else', async () => {
  await close(ping)
  const found = async (q: string) =>
    (await ben.json(`${home}/search?q=${q}`)).json.items.map(({ address }: { address: string }) => address)
  await tell(ping, 'From Monday the marmalade round is short.')
  assert.deepEqual(await found('marmalade'), [ping.address])
  await tell(ping, 'Now it is honey.')
  assert.deepEqual([await found('marmalade'), await found('honey')], [[], [ping.address]])
  await tell(ping, '')
  assert.deepEqual(await found('honey'), [])
})

test('a member cannot say it, a stranger finds nothing, and an archived community stays as it is', async () => {
  await close(ping)
  assert.equal((await tell(ping, 'We', 'ben')).status, 403)
  assert.doesNotMatch((await ben.get(ping.address)).text, /Say what followed/)
  assert.match((await ada.get(ping.address)).text, /Say what followed/)
  assert.equal((await tell(ping, 'We', 'eve')).status, 404)
  assert.equal((await tell(ping, 'We', 'visitor')).status, 401)
  await sql("update community set status = 'archived' where id = $1", [community.id])
  assert.equal((await tell(ping, 'We')).json.code, 'community_archived')
  const open = await sql('select from ping_outcome')
  assert.equal(open.rowCount, 0)
})

test('the files have totals and turnout alone, hide what few answered, and a question that looks like a formula is text', async () => {
  await voteAs(site, await addMembers(site, 5), ping, 1)
  await vote(site, 'ben', ping, 0)
  await sql("insert into mail_choice (person_id, community_id, kind, choice) values ($1, $2, 'ping', 'off')", [
    people.dov.id,
    community.id,
  ])
  await sql('update person set bounced_at = now() where id = $1', [people.cleo.id])
  await close(ping)
  const few = await sendOne(site, { question: '=HYPERLINK("https://example.org")', options: ['+1', 'No, "never"'] })
  await vote(site, 'ben', few, 0)
  await close(few)
  await sendOne(site, { question: 'Still open?' })
  const file = async (name: string) => {
    const { status, text, headers } = await ada.get(`${home}/pings/${name}`)
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /text\/csv/)
    return text
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.replace(/^[\dTZ:.-]{24},[\dTZ:.-]{24},/, ''))
  }
  assert.deepEqual(await file('answers.csv'), [
    'sent,closed,question,for,answer,votes',
    'What holds you back most?,,I don’t find the words,1',
    'What holds you back most?,,I’m afraid of the reaction,5',
    'What holds you back most?,,There is never a good moment,0',
    `"'=HYPERLINK(""https://example.org"")",,'+1,`,
    `"'=HYPERLINK(""https://example.org"")",,"No, ""never""",`,
  ])
  assert.deepEqual(await file('turnout.csv'), [
    'sent,closed,question,for,could_answer,answered,turnout_percent,bounced,opted_out',
    'What holds you back most?,,9,6,66.7,1,1',
    `"'=HYPERLINK(""https://example.org"")",,9,1,11.1,1,1`,
  ])
  assert.match((await ada.get(`${home}/pings`)).text, /Answers \(CSV\)/)
  assert.doesNotMatch((await ben.get(`${home}/pings`)).text, /Answers \(CSV\)/)
  for (const [who, status] of [
    ['ben', 403],
    ['eve', 404],
    ['owen', 200],
  ] as const)
    assert.equal((await site.as(who).get(`${home}/pings/answers.csv`)).status, status, who)
})
