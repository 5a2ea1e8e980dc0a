/**
 * What a browser sees after it answered from a mail: what it did itself, and a way to sign in through the person's own mail.
 */
import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { openJar } from '#tests/support/cookie-jar.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { addMembers, ballotOf, type MadePing, sendOne, vote, voteAs, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const ben = site.cast.people.ben.id
const anyone = site.as('visitor')
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const browser = () => openJar(site.server, site.platform.config.publicUrl)
let ping: MadePing
let links: string[]
let codes: string[]
const link = (i: number) => links[i] as string

beforeEach(async () => {
  await sql('delete from ping')
  await sql("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
  ;({ links, codes } = await ballotOf(site, ben, ping))
})

describe('a person to whom Ben forwarded his mail', () => {
  const totals = /of 10 answered|<b>\d+<\/b>/
  const answerOf = (page: string) => /You answered <b[^>]*>([^<]+)/.exec(page)?.[1] ?? null
  let holder: ReturnType<typeof browser>

  beforeEach(async () => {
    await voteAs(site, await addMembers(site, 6), ping, 0)
    holder = browser()
  })

  test('sees and undoes what they sent themselves, and nothing that Ben chose before or after', async () => {
    await vote(site, 'ben', ping, 2)
    await holder.post(link(1), { answer: codes[1] as string })
    assert.equal(answerOf((await holder.get('/b/done')).text), 'I’m afraid of the reaction')
    await vote(site, 'ben', ping, 0)
    const done = (await holder.get('/b/done')).text
    assert.equal(answerOf(done), null)
    assert.doesNotMatch(done, totals)
    assert.match(done, /Sign in to see where this Ping stands/)
    assert.equal((await holder.post('/b/undo')).status, 409)
    assert.equal((await votesIn(site, ping)).get(ben), 0, 'Ben’s own vote stands')
  })

  test('learns nothing from sending and undoing: whether Ben had voted, and what', async () => {
    const seen: string[] = []
    for (const earlier of [null, 0, 1, 2]) {
      await sql('delete from vote where person_id = $1', [ben])
      if (earlier !== null) await vote(site, 'ben', ping, earlier)
      const jar = browser()
      await jar.post(link(1), { answer: codes[1] as string })
      assert.equal(answerOf((await jar.get('/b/done')).text), 'I’m afraid of the reaction')
      assert.equal((await jar.post('/b/undo')).status, 303)
      const page = (await jar.get('/b/done')).text
      seen.push(page)
      assert.doesNotMatch(page, totals)
      assert.equal((await votesIn(site, ping)).get(ben) ?? null, earlier, 'and Ben’s vote is as it was')
      assert.equal((await jar.post('/b/undo')).status, 409)
    }
    assert.equal(new Set(seen).size, 1)
  })

  test('is not shown the answer of Ben’s that waits to be confirmed', async () => {
    await holder.post(link(1), { answer: codes[1] as string })
    await anyone.post(link(2), { answer: codes[2] as string })
    await sql(
      `insert into unconfirmed_vote (ballot_id, ping_id, option_id) select id, ping_id, $2 from ballot where ping_id = $1 and person_id = $3
       on conflict (ballot_id) do nothing`,
      [ping.id, ping.options[0], ben],
    )
    const done = (await holder.get('/b/done')).text
    assert.doesNotMatch(done, /unconfirmed|Continue to count it/)
    assert.doesNotMatch(done, totals)
  })

  test('can’t take back what Ben made his own on the site, though it is the same answer', async () => {
    await holder.post(link(1), { answer: codes[1] as string })
    await vote(site, 'ben', ping, 1)
    assert.equal((await holder.post('/b/undo')).status, 409)
    assert.equal((await votesIn(site, ping)).get(ben), 1)
  })

  test('has no more when a machine was found to have sent it: Ben’s earlier answer stands and is not theirs', async () => {
    await vote(site, 'ben', ping, 2)
    await holder.get(link(1))
    await holder.post(link(1), { answer: codes[1] as string })
    await anyone.get(link(0))
    await runJobs(site, 'watch-mailed-vote')
    assert.equal((await votesIn(site, ping)).get(ben), 2)
    const done = (await holder.get('/b/done')).text
    assert.match(done, /Continue to count it/, 'their own answer waits')
    await sql('delete from unconfirmed_vote')
    const later = (await holder.get('/b/done')).text
    assert.equal(answerOf(later), null)
    assert.equal((await holder.post('/b/undo')).status, 409)
  })
})

describe('say why', () => {
  test('mails a code to the address it does not show, and leads to where one writes, ready to type', async () => {
    const jar = browser()
    assert.equal((await jar.get('/b/why')).headers.location, '/sign-in')
    await jar.post(link(1), { answer: codes[1] as string })
    const page = (await jar.get('/b/why')).text
    assert.match(page, /We mail a six-digit code to <b dir="ltr">b•••@example\.org<\/b>/)
    assert.doesNotMatch(page, /ben@example/)
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? ''
    const asked = await jar.post('/sign-in/whom', { whom: hidden('whom'), to: hidden('to') })
    assert.equal(asked.status, 303)
    const codePage = (await jar.get(String(asked.headers.location))).text
    assert.match(codePage, /b•••@example\.org/)
    assert.doesNotMatch(codePage, /ben@example/)
    await runJobs(site, 'mail-sign-in')
    const { rows } = await sql(
      "select payload->>'code' as code from mail where kind = 'sign_in' order by id desc limit 1",
    )
    const code = site.platform.secrets.unseal('sign-in code', rows[0].code) ?? ''
    const attempt = new URL(String(asked.headers.location), 'http://here').searchParams.get('attempt') ?? ''
    const back = await jar.post('/sign-in/code', { attempt, code })
    assert.equal(back.headers.location, `${ping.address}?say=why`)
    const there = (await jar.get(String(back.headers.location))).text
    assert.match(there, /<textarea [^>]*name="source"[^>]*autofocus/)
    assert.match(there, /Say why/)
    assert.doesNotMatch((await jar.get(ping.address)).text, /<textarea [^>]*autofocus/)
    assert.equal((await jar.get('/b/why')).headers.location, `${ping.address}?say=why`, 'signed in, at once')
  })

  test('takes no address that was not sealed here', async () => {
    assert.equal((await browser().post('/sign-in/whom', { whom: 'ben@example.org' })).status, 409)
  })
})
