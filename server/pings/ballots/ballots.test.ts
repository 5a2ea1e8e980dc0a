import assert from 'node:assert/strict'
import type { EventEmitter } from 'node:events'
import { beforeEach, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sessionCookie } from '#server/identity/session-cookie.ts'
import { ballotAddress, ballotLink, readBallotCookie, unconfirmedLink } from '#server/pings/ballots/ballot.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { addMembers, ballotOf, draftOne, type MadePing, sendOne, vote, voteAs, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { cast } = site
const ben = cast.people.ben.id
const ada = site.as('ada')
const anyone = site.as('visitor')
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const browser = () => openJar(site.server, site.platform.config.publicUrl)
let ping: MadePing
let links: string[]
let codes: string[]

/** A browser somebody is signed in with. */
async function signedIn(who: CastName) {
  const token = randomToken()
  await sql("insert into session (token, user_id, expires_at) values ($1, $2, now() + interval '1 day')", [
    token,
    cast.people[who].id,
  ])
  const jar = browser()
  const { publicUrl } = site.platform.config
  const [, name = '', value = ''] =
    /^([^=]+)=([^;]*)/.exec(sessionCookie({ publicUrl, secrets: site.platform.secrets }, token)) ?? []
  jar.cookies.set(name, value)
  return jar
}

beforeEach(async () => {
  await sql('delete from ping')
  await sql(dropJobs)
  await sql("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
  ;({ links, codes } = await ballotOf(site, ben, ping))
})

const isSentAtOnce = (page: string) => page.includes('data-send="now"')
const link = (i: number) => links[i] as string

describe('the link', () => {
  test('opens the question with that answer marked, for its person, and casts nothing', async () => {
    const page = await anyone.get(link(1))
    assert.equal(page.status, 200)
    assert.match(page.text, /Answering as <b dir="auto">Ben Reyes<\/b>/)
    assert.match(page.text, new RegExp(`value="${codes[1]}"(?: required)? checked`))
    assert.equal(page.text.match(/ checked/g)?.length, 1)
    assert.equal(isSentAtOnce(page.text), false)
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('is light: at most 10 KB with nine long answers, and nothing is loaded after it', async () => {
    const long = await sendOne(site, {
      question: 'Q'.repeat(300),
      options: Array.from({ length: 9 }, (_, i) => `${i}${'ä'.repeat(199)}`),
    })
    const { links: longLinks } = await ballotOf(site, ben, long)
    for (const locale of ['de', 'en']) {
      await sql('update person set locale = $1 where id = $2', [locale, ben])
      const page = await anyone.get(longLinks[0] as string)
      assert.equal(page.status, 200)
      const size = Buffer.byteLength(page.text)
      assert.ok(size <= 10_240, `${size} with everything as long as it may be, in ${locale}`)
      assert.doesNotMatch(page.text, /<(img|iframe|link rel="(?!icon" href="data:,)|script src)|url\(|@import/)
    }
  })

  test('is read in one query, and a forged one in none', async () => {
    // Earlier announcements reach other processes within half a second; this page does not cause them.
    let queries = 0
    const count = () => void queries++
    const { readPool, writePool } = site.platform.database
    const pools: EventEmitter[] = [readPool, writePool]
    for (const pool of pools) pool.on('acquire', count)
    await waitFor(async () => {
      queries = 0
      await wait(600)
      return queries === 0
    })
    await anyone.get(link(0))
    assert.equal(queries, 1)
    queries = 0
    const [, , token = '', code = ''] = link(0).split('/')
    const forged = [
      `/b/${token.slice(0, -2)}${token.at(-2) === 'x' ? 'y' : 'x'}${token.slice(-1)}/${code}`,
      `/b/${token.slice(0, -1)}/${code}`,
      `/b/x/y`,
      `/b/${'a'.repeat(46)}/${code}`,
    ]
    for (const address of forged) {
      assert.equal((await anyone.get(address)).status, 404, address)
      assert.equal((await anyone.post(address, { answer: code })).status, 404, address)
    }
    for (const pool of pools) pool.off('acquire', count)
    assert.equal(queries, 0)
  })

  test('carries headers that keep its address to itself', async () => {
    const { headers, text } = await anyone.get(link(0))
    assert.equal(headers['referrer-policy'], 'strict-origin')
    assert.equal(headers['cache-control'], 'no-store')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /script-src 'self' 'sha256-[^']+'; style-src 'self' 'sha256-[^']+'; style-src-attr/)
    assert.ok(link(0).length <= 200)
    assert.equal(text.match(/<script/g)?.length, 1)
  })

  test('has a code for each answer that differs for every person, so that a log tells no answer', async () => {
    const cleo = await ballotOf(site, cast.people.cleo.id, ping)
    assert.equal(new Set([...codes, ...cleo.codes]).size, 6)
  })

  test('cut, mixed from two ballots, or of another Ping leads nowhere, in one sentence', async () => {
    const cleo = await ballotOf(site, cast.people.cleo.id, ping)
    const mixed = `/b/${link(0).split('/')[2]}/${cleo.codes[0]}`
    for (const address of [mixed, link(0).slice(0, -1), `${link(0)}x`]) {
      const page = await anyone.get(address)
      assert.equal(page.status, 404, address)
      assert.doesNotMatch(page.text, /holds you back/)
      assert.equal((await anyone.post(address, { answer: codes[0] as string })).status, 404, address)
    }
    const halved = await anyone.get(link(0).split('/').slice(0, 3).join('/'))
    assert.equal(halved.status, 404)
    assert.match(halved.text, /This link does not lead to a Ping, or not any more\. Open the mail once more/)
    const other = await sendOne(site)
    const foreign = await anyone.post(link(0), { answer: (await ballotOf(site, ben, other)).codes[0] as string })
    assert.equal(foreign.status, 422)
    assert.equal((await anyone.post(link(0), {})).status, 422)
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('stops when its person changes address, leaves, or the community is archived', async () => {
    const stops = async (change: string, back: string) => {
      await sql(change)
      const page = await anyone.get(link(0))
      const post = await anyone.post(link(0), { answer: codes[0] as string })
      await sql(back)
      assert.deepEqual([page.status, post.status], [404, 404], change)
    }
    await stops(
      `update person set mail_version = 2 where id = '${ben}'`,
      `update person set mail_version = 1 where id = '${ben}'`,
    )
    await stops(
      `update membership set ended_at = now() where person_id = '${ben}'`,
      `update membership set ended_at = null where person_id = '${ben}'`,
    )
    await stops(
      `update person set removed_at = now() where id = '${ben}'`,
      `update person set removed_at = null where id = '${ben}'`,
    )
    await stops("update community set status = 'archived'", "update community set status = 'active'")
    assert.equal((await anyone.get(link(0))).status, 200)
  })

  test('never shows an earlier choice', async () => {
    await vote(site, 'ben', ping, 2)
    const page = await anyone.get(link(0))
    assert.match(page.text, new RegExp(`value="${codes[0]}"(?: required)? checked`))
    assert.equal(page.text.match(/ checked/g)?.length, 1)
    assert.doesNotMatch(page.text, /You answered/)
  })

  test('after the end shows the result, under five answers only the number', async () => {
    await voteAs(site, await addMembers(site, 6), ping, 0)
    await vote(site, 'cleo', ping, 1)
    await ada.send(`${ping.address}/closing`, { why: 'Done' })
    const page = await anyone.get(link(0))
    assert.match(page.text, /This Ping is closed/)
    assert.match(page.text, /<b>6<\/b>/)
    assert.match(page.text, /7 of 10 answered/)
    const late = await anyone.post(link(0), { answer: codes[0] as string })
    assert.equal(late.status, 409)
    assert.match(late.text, /closed before your answer arrived/)
    const few = await sendOne(site)
    await ada.send(`${few.address}/closing`, { why: 'Done' })
    assert.match(
      (await anyone.get((await ballotOf(site, ben, few)).links[0] as string)).text,
      /Nobody answered\. With fewer than five/,
    )
  })

  test('after a withdrawal says why, and leads to the new one with nothing marked', async () => {
    const answer = await ada.send(`${ping.address}/withdrawal`, { why: 'A typing error', anew: true })
    assert.match((await anyone.get(link(0))).text, /withdrawn: <bdi>A typing error/)
    await ada.send(`/c/${cast.community.slug}/pings/${answer.json.successor}/sending`)
    const page = await anyone.get(link(0))
    const next = /href="(\/b\/[^"]+)"/.exec(page.text)?.[1] ?? ''
    const fresh = await anyone.get(next)
    assert.equal(fresh.status, 200)
    assert.doesNotMatch(fresh.text, / checked/)
    assert.equal((await anyone.post(link(0), { answer: codes[0] as string })).status, 409)
  })

  test('of a draft there is no ballot at all', async () => {
    const draft = await draftOne(site)
    assert.equal((await sql('select from ballot where ping_id = $1', [draft.id])).rowCount, 0)
    const address = ballotAddress(site.platform.secrets, { ballotId: draft.id, version: 1 }, draft.options[0] as string)
    assert.equal((await anyone.get(address)).status, 404)
  })
})

describe('sending it', () => {
  test('works without cookies, in the browser of a mail program, and then only shows a confirmation', async () => {
    const answer = await anyone.post(
      link(1),
      { answer: codes[1] as string },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    )
    assert.deepEqual([answer.status, answer.headers.location], [303, '/b/done'])
    assert.deepEqual([...(await votesIn(site, ping))], [[ben, 1]])
    const done = await anyone.get('/b/done')
    assert.equal(done.status, 200)
    assert.match(done.text, /Your answer is in/)
    assert.doesNotMatch(done.text, /holds you back|First-line/)
  })

  test('sends the answer that is marked then, not the one of the link', async () => {
    await anyone.get(link(0))
    await anyone.post(link(0), { answer: codes[2] as string })
    assert.deepEqual([...(await votesIn(site, ping))], [[ben, 2]])
  })

  test('remembers the browser by a cookie for ballots alone, and leads to totals at an address without the token', async () => {
    await voteAs(site, await addMembers(site, 6), ping, 0)
    const jar = browser()
    await jar.get(link(1))
    const answer = await jar.post(link(1), { answer: codes[1] as string })
    assert.match(
      String(answer.headers['set-cookie']),
      /^ballot=[^;]+; Max-Age=7776000; Path=\/b; HttpOnly; SameSite=Lax$/,
    )
    const done = await jar.get('/b/done')
    assert.match(done.text, /You answered <b dir="auto">I’m afraid of the reaction<\/b>/)
    assert.match(done.text, /7 of 10 answered/)
    assert.match(done.text, /href="\/b\/why">Say why/)
    assert.equal(done.headers['cache-control'], 'no-store')
  })

  test('the cookie is no sign-in, and one that was tampered with is none', async () => {
    const jar = browser()
    await jar.post(link(1), { answer: codes[1] as string })
    assert.equal((await jar.get(ping.address)).status, 303)
    const value = jar.cookies.get('ballot') as string
    const { secrets } = site.platform
    assert.equal(readBallotCookie(secrets, { ballot: value })?.personId, ben)
    for (const bad of [value.slice(1), `x${value}`, [...value].reverse().join(''), ''])
      assert.equal(readBallotCookie(secrets, { ballot: bad }), null)
  })

  test('some minutes later the cookie’s browser is not shown any more what was chosen', async () => {
    const jar = browser()
    await jar.post(link(1), { answer: codes[1] as string })
    await sql("update vote set voted_at = voted_at - interval '11 minutes'")
    assert.doesNotMatch((await jar.get('/b/done')).text, /You answered|undo/)
  })

  test('at the hour of its end it is refused, whatever the page shows', async () => {
    await sql('update ping set closes_at = app_clock() where id = $1', [ping.id])
    const late = await anyone.post(link(1), { answer: codes[1] as string })
    assert.equal(late.status, 409)
    assert.match(late.text, /closed before your answer arrived, so it was not counted/)
    assert.ok(late.text.includes(`href="${link(1)}">Back to the page`), 'where the result is')
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('three hundred people behind one address are an office', async () => {
    const members = await addMembers(site, 300)
    const office = await sendOne(site)
    const statuses: unknown[] = []
    // Fifty at once; a busy machine may delay more.
    for (let i = 0; i < members.length; i += 50) {
      const some = members.slice(i, i + 50).map(async (personId) => {
        const ballot = await ballotOf(site, personId, office)
        await anyone.get(ballot.links[0] as string)
        return (await anyone.post(ballot.links[0] as string, { answer: ballot.codes[0] as string })).headers.location
      })
      statuses.push(...(await Promise.all(some)))
    }
    assert.ok(statuses.every((location) => location === '/b/done'))
    assert.equal((await votesIn(site, office)).size, 300)
    assert.equal((await sql('select from unconfirmed_vote')).rowCount, 0)
  })
})

describe('one click', () => {
  test('in a browser that brings this person’s session or ballot cookie the page sends at once', async () => {
    assert.equal(isSentAtOnce((await (await signedIn('ben')).get(link(0))).text), true)
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    assert.equal(isSentAtOnce((await jar.get(link(0))).text), true)
    const second = await sendOne(site)
    assert.equal(isSentAtOnce((await jar.get((await ballotOf(site, ben, second)).links[0] as string)).text), true)
    const cleos = await ballotOf(site, cast.people.cleo.id, second)
    assert.equal(isSentAtOnce((await jar.get(cleos.links[0] as string)).text), false, 'not for somebody else’s ballot')
  })

  test('never without either, never for a marked ballot, never while another answer was just opened', async () => {
    assert.equal(isSentAtOnce((await anyone.get(link(0))).text), false)
    const jar = await signedIn('ben')
    assert.equal(isSentAtOnce((await jar.get(link(1))).text), false, 'the visitor opened another a moment ago')
    const second = await sendOne(site)
    const other = await ballotOf(site, ben, second)
    await sql('update ballot set marked_at = now() where id = $1', [other.key.ballotId])
    assert.equal(isSentAtOnce((await jar.get(other.links[0] as string)).text), false)
  })

  test('its owner can turn it off in this browser, and on again', async () => {
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    await jar.post('/b/asking', { asks: 'yes' })
    assert.equal(isSentAtOnce((await jar.get(link(0))).text), false)
    await jar.post(link(0), { answer: codes[0] as string })
    assert.equal(isSentAtOnce((await jar.get(link(0))).text), false, 'an answer keeps the choice')
    await jar.post('/b/asking', { asks: 'no' })
    assert.equal(isSentAtOnce((await jar.get(link(0))).text), true)
    assert.equal((await anyone.post('/b/asking', { asks: 'yes' })).status, 404)
  })

  test('signed in as somebody else only "Answer as yourself" is offered, and nothing is taken', async () => {
    const jar = await signedIn('cleo')
    const page = await jar.get(link(0))
    assert.match(page.text, /Answer as yourself/)
    assert.doesNotMatch(page.text, /<form|type="radio"/)
    assert.equal((await jar.post(link(0), { answer: codes[0] as string })).status, 403)
    assert.equal((await votesIn(site, ping)).size, 0)
  })
})

describe('what a browser that answered finds at /b/done', () => {
  test('after undo: the way to choose again, with nothing marked and nothing sent', async () => {
    const jar = browser()
    await jar.get(link(0))
    await jar.post(link(0), { answer: codes[0] as string })
    await jar.post('/b/undo')
    const done = (await jar.get('/b/done')).text
    assert.doesNotMatch(done, /Say why/)
    const again = /href="(\/b\/[^"]+)">Choose again/.exec(done)?.[1] as string
    const page = (await jar.get(again)).text
    assert.equal(isSentAtOnce(page), false)
    assert.doesNotMatch(page, / checked/)
    await runJobs(site, 'watch-mailed-vote')
    assert.equal((await sql('select from ballot where marked_at is not null')).rowCount, 0, 'it is no machine’s')
  })

  test('after a withdrawal: why, and what took its place', async () => {
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    await ada.send(`${ping.address}/withdrawal`, { why: 'Asked better soon', anew: false })
    const done = (await jar.get('/b/done')).text
    assert.match(done, /This Ping was withdrawn: <bdi>Asked better soon/)
    assert.doesNotMatch(done, /taken back|Say why/)
  })

  test('after the close, and after the choices are forgotten: the result', async () => {
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    await voteAs(site, await addMembers(site, 6), ping, 1)
    await ada.send(`${ping.address}/closing`, { why: 'Done' })
    await sql("update ping set closed_at = closed_at - interval '13 hours'")
    await runJobs(site, 'forget-choices')
    assert.equal((await votesIn(site, ping)).size, 0)
    const done = (await jar.get('/b/done')).text
    assert.match(done, /This Ping is closed\. This is what was answered:[\s\S]*7 of 10 answered/)
    assert.doesNotMatch(done, /taken back/)
  })

  test('for ten seconds it looks once more whether a machine sent it, and then no more', async () => {
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    assert.match((await jar.get('/b/done')).text, /<div [^>]*data-again>/)
    await sql("update vote set voted_at = voted_at - interval '12 seconds'")
    assert.doesNotMatch((await jar.get('/b/done')).text, /<div [^>]*data-again>/)
  })
})

describe('undo', () => {
  test('takes a first answer back, or brings the one before, once', async () => {
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    assert.equal((await jar.post('/b/undo')).headers.location, '/b/done')
    assert.equal((await votesIn(site, ping)).size, 0)
    assert.match((await jar.get('/b/done')).text, /Undone\. What was sent from here is not counted\./)
    assert.equal((await jar.post('/b/undo')).status, 409)
    await vote(site, 'ben', ping, 2)
    await jar.post(link(1), { answer: codes[1] as string })
    await jar.post('/b/undo')
    assert.deepEqual([...(await votesIn(site, ping))], [[ben, 2]])
    assert.equal((await jar.post('/b/undo')).status, 409, 'what stood before is not taken back with it')
  })

  test('in the person’s own session says that the earlier answer counts again', async () => {
    const jar = await signedIn('ben')
    await vote(site, 'ben', ping, 2)
    await jar.post(link(1), { answer: codes[1] as string })
    await jar.post('/b/undo')
    assert.match((await jar.get('/b/done')).text, /Undone\. Your earlier answer counts again\./)
    await sql('delete from vote')
    await jar.post(link(1), { answer: codes[1] as string })
    await jar.post('/b/undo')
    assert.match((await jar.get('/b/done')).text, /Undone\. What was sent from here is not counted\./)
  })

  test('takes back one press, however often it was sent after a lost answer', async () => {
    const jar = browser()
    const press = /name="press" value="([^"]+)"/.exec((await jar.get(link(1))).text)?.[1] as string
    assert.ok(press)
    await anyone.post(link(1), { answer: codes[1] as string, press })
    await jar.post(link(1), { answer: codes[1] as string, press })
    await jar.post(link(1), { answer: codes[1] as string })
    assert.equal((await jar.post('/b/undo')).status, 303)
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('needs the browser that answered, within ten minutes, before the end', async () => {
    const jar = browser()
    await jar.post(link(0), { answer: codes[0] as string })
    assert.equal((await anyone.post('/b/undo')).status, 404)
    assert.equal((await jar.post('/b/undo', {}, { origin: 'https://elsewhere.example' })).status, 403)
    await sql("update vote set voted_at = voted_at - interval '11 minutes'")
    assert.equal((await jar.post('/b/undo')).status, 409)
    await jar.post(link(1), { answer: codes[1] as string })
    await ada.send(`${ping.address}/closing`, { why: 'Done' })
    assert.equal((await jar.post('/b/undo')).status, 409)
    assert.equal((await votesIn(site, ping)).size, 1)
  })
})

test('a token of one purpose serves no other', async () => {
  const { key } = await ballotOf(site, ben, ping)
  const { secrets } = site.platform
  const unconfirmed = unconfirmedLink.address(secrets, key).split('/').at(-1) as string
  const ballot = ballotLink.address(secrets, key).split('/').at(-1) as string
  assert.equal((await anyone.get(`/b/${unconfirmed}/${codes[0]}`)).status, 404)
  assert.equal((await anyone.get(`/b/unconfirmed/${ballot}`)).status, 404)
  assert.equal((await anyone.get(`/consent/${ballot}`)).status, 404)
})
