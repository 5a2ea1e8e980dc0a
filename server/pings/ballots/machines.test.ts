import assert from 'node:assert/strict'
import { beforeEach, describe, type TestContext, test } from 'node:test'
import { openingsAbout } from '#server/pings/ballots/ballot.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { linkMark, makeOpenings, openingsOf, suspectMs } from '#server/platform/mail/acts/openings.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { ballotOf, type MadePing, sendOne, vote, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { cast } = site
const ben = cast.people.ben.id
const ada = site.as('ada')
const machine = site.as('visitor')
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
let ping: MadePing
let links: string[]
let codes: string[]
let ballotId: string

const link = (i: number) => links[i] as string
const press = (i: number, answer = i) => machine.post(link(i), { answer: codes[answer] as string })
const isMarked = async () =>
  (await sql('select marked_at from ballot where id = $1', [ballotId])).rows[0].marked_at !== null
const unconfirmed = async () =>
  (await sql('select option_id from unconfirmed_vote')).rows.map((row) => ping.options.indexOf(row.option_id))

/** As if this long had passed since every opening so far. */
function letPass(t: TestContext, ms: number): void {
  const now = Date.now()
  t.mock.method(Date, 'now', () => now + ms)
}

beforeEach(async () => {
  await sql('delete from ping')
  await sql(dropJobs)
  ping = await sendOne(site)
  const ballot = await ballotOf(site, ben, ping)
  ;({ links, codes } = ballot)
  ballotId = ballot.key.ballotId
})

describe('machines that open mails', () => {
  test('one that sends HEAD to every link casts no vote', async () => {
    for (const address of links) {
      const head = await site.server.inject({ method: 'HEAD', url: address })
      assert.deepEqual([head.statusCode, head.body], [200, ''])
    }
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('one that opens every link twice, side by side, casts nothing and writes nothing', async () => {
    const rows = async () => {
      const ours = ['ballot', 'vote', 'unconfirmed_vote', 'ping', 'activity', 'idempotency_key']
      const tables = ours.map((table) => sql(`select t::text, xmin::text from ${table} t order by 1`))
      const texts = [...tables, sql('select t::text from graphile_worker.jobs t order by 1')]
      return JSON.stringify((await Promise.all(texts)).map((one) => one.rows))
    }
    const before = await rows()
    await Promise.all([...links, ...links].map((address) => machine.get(address)))
    assert.equal(await rows(), before)
  })

  test('one that opens every link and presses the first button of each has no vote ten seconds later', async () => {
    for (let i = 0; i < links.length; i++) {
      await machine.get(link(i))
      await press(i)
    }
    await runJobs(site, 'watch-mailed-vote')
    assert.equal((await votesIn(site, ping)).size, 0)
    assert.equal((await unconfirmed()).length, 1)
    assert.equal(await isMarked(), true)
  })

  test('one that opens all links and then presses one button has no vote at all', async () => {
    for (const address of links) await machine.get(address)
    const answer = await press(1)
    assert.match(String(answer.headers.location), /^\/b\/unconfirmed\//)
    assert.equal(answer.headers['set-cookie'], undefined, 'and no cookie')
    assert.deepEqual([(await votesIn(site, ping)).size, await unconfirmed(), await isMarked()], [0, [1], true])
  })

  test('one that presses several buttons at once has no vote', async () => {
    await Promise.all(links.map((address) => machine.get(address)))
    await Promise.all(links.map((_, i) => press(i)))
    await runJobs(site, 'watch-mailed-vote')
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('what a machine sends replaces nothing: the answer a person gave before stands', async () => {
    await vote(site, 'ben', ping, 2)
    await machine.get(link(0))
    await press(0)
    assert.deepEqual([...(await votesIn(site, ping)).values()], [0], 'for ten seconds it looks like a person')
    await machine.get(link(1))
    await runJobs(site, 'watch-mailed-vote')
    assert.deepEqual([...(await votesIn(site, ping)).values()], [2])
    assert.deepEqual(await unconfirmed(), [0])
  })

  test('a choice made anew on the site meanwhile is left alone', async () => {
    await machine.get(link(0))
    await press(0)
    await vote(site, 'ben', ping, 2)
    await machine.get(link(1))
    await runJobs(site, 'watch-mailed-vote')
    assert.deepEqual([...(await votesIn(site, ping)).values()], [2])
  })

  test('also one that is found out after the closing does not count', async () => {
    await machine.get(link(0))
    await press(0)
    await ada.send(`${ping.address}/closing`, { why: 'Done' })
    await machine.get(link(1))
    await runJobs(site, 'watch-mailed-vote')
    assert.equal((await ada.json(ping.address)).json.ping.answered, 0)
  })
})

describe('people', () => {
  test('who open one link and press its button are counted, and stay so', async () => {
    await machine.get(link(1))
    const before = Date.now()
    assert.equal((await press(1)).headers.location, '/b/done')
    const [job] = await waitingJobs(site, 'watch-mailed-vote')
    assert.ok(job && job.runAt.getTime() - before >= 10_000)
    assert.doesNotMatch(
      JSON.stringify(job.payload),
      new RegExp([...ping.options, ...codes].join('|')),
      'no choice in the job',
    )
    await runJobs(site, 'watch-mailed-vote')
    assert.deepEqual([(await votesIn(site, ping)).size, await isMarked()], [1, false])
  })

  test('who open the same link again, or choose another answer on its page, are no machine', async () => {
    await machine.get(link(1))
    await machine.get(link(1))
    await press(1, 2)
    await machine.get(link(1))
    await runJobs(site, 'watch-mailed-vote')
    assert.deepEqual([[...(await votesIn(site, ping)).values()], await isMarked()], [[2], false])
  })

  test('whose mail was scanned an hour ago are counted', async (t) => {
    for (const address of links) await machine.get(address)
    letPass(t, suspectMs + 1)
    await machine.get(link(1))
    assert.equal((await press(1)).headers.location, '/b/done')
  })

  test('confirm on the next screen what their mail system spoiled, ten seconds later, without cookies', async (t) => {
    for (const address of links) await machine.get(address)
    const next = String((await press(1)).headers.location)
    const screen = await machine.get(next)
    assert.match(screen.text, /Your mail system opened these links too/)
    assert.match(screen.text, new RegExp(`value="${codes[1]}"(?: required)? checked`))
    const action = next.split('?')[0] as string
    const early = await machine.post(action, { answer: codes[1] as string }, { origin: 'null' })
    assert.equal(early.status, 409)
    assert.match(early.text, /Wait ten seconds/)
    assert.match(early.text, new RegExp(`value="${codes[1]}"(?: required)? checked`))
    assert.deepEqual((await ada.json(ping.address)).json.mailing.unconfirmed, 1)
    letPass(t, suspectMs + 1)
    const done = await machine.post(action, { answer: codes[1] as string }, { origin: 'null' })
    assert.deepEqual([done.status, done.headers.location], [303, '/b/done'])
    assert.match(String(done.headers['set-cookie']), /^ballot=/)
    assert.deepEqual([[...(await votesIn(site, ping)).values()], await unconfirmed()], [[1], []])
    assert.equal(
      (await machine.post(action, { answer: codes[1] as string })).status,
      303,
      'a second press changes nothing',
    )
  })

  test('confirm until the end, and not after it', async (t) => {
    for (const address of links) await machine.get(address)
    const next = String((await press(1)).headers.location).split('?')[0] as string
    letPass(t, suspectMs + 1)
    await ada.send(`${ping.address}/closing`, { why: 'Done' })
    assert.equal((await machine.post(next, { answer: codes[1] as string })).status, 409)
    assert.match((await machine.get(next)).text, /closed before your answer was confirmed/)
  })

  test('are told where their answer stands, when a machine was found after it', async () => {
    const jar = openJar(site.server, site.platform.config.publicUrl)
    await jar.get(link(0))
    await jar.post(link(0), { answer: codes[0] as string })
    await machine.get(link(1))
    await runJobs(site, 'watch-mailed-vote')
    const done = await jar.get('/b/done')
    assert.match(done.text, /Your mail system opened these links too/)
    const [, action = ''] = /href="(\/b\/unconfirmed\/[^"]+)"/.exec(done.text) ?? []
    assert.match((await jar.get(action)).text, new RegExp(`value="${codes[0]}"(?: required)? checked`))
  })
})

describe('the memory of openings', () => {
  test('knows another link near a moment, before or after, and not the same one', () => {
    const openings = makeOpenings()
    openings.note({ of: 'x', link: 'a', at: 100_000 })
    const near = (link: string, at: number) => openings.anotherNear({ of: 'x', link, at })
    assert.deepEqual(
      [near('b', 110_000), near('b', 90_000), near('b', 110_001), near('b', 89_999), near('a', 100_000)],
      [true, true, false, false, false],
    )
    assert.equal(openings.anotherNear({ of: 'y', link: 'b', at: 100_000 }), false, 'of another ballot')
  })

  test('lasts ten minutes and no longer', () => {
    const openings = makeOpenings()
    for (let i = 0; i < 1000; i++) openings.note({ of: `b${i}`, link: 'a', at: i * 1000 })
    openings.sweep(1_000_000)
    assert.equal(openings.size, 599)
  })

  test('is shared between processes', async () => {
    const opening = { of: openingsAbout(ballotId), link: linkMark(codes[0] as string), at: Date.now() }
    const told = JSON.stringify({
      from: 'another',
      messages: [`${opening.at} ${opening.link} ${opening.of}`, 'nonsense'],
      urgent: [],
    })
    for (const payload of ['nonsense', told]) await sql('select pg_notify($1, $2)', ['guildhall_openings', payload])
    await waitFor(() => openingsOf(site.platform).anotherNear({ ...opening, link: 'other' }))
    assert.match(String((await press(1)).headers.location), /^\/b\/unconfirmed\//)
  })
})
