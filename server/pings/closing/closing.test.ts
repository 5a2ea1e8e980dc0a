import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { castVote } from '#server/pings/room.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { addMembers, type MadePing, sendOne, vote, voteAs, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { cast } = site
const ada = site.as('ada')
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
let ping: MadePing

const sweep = async () => {
  await site.work((work) => work.enqueue('sweep-pings', {}))
  await runJobs(site, 'sweep-pings')
}
const state = async () => (await sql('select state from ping where id = $1', [ping.id])).rows[0].state

beforeEach(async () => {
  await sql('delete from ping')
  await sql(dropJobs)
  await sql("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
})
afterEach(() => site.shiftClock('0'))

describe('the end', () => {
  test('at its hour an answer is refused, whatever the page shows and whether or not the row says so yet', async () => {
    await site.shiftClock('48 hours')
    const answer = await site.as('ben').send(`${ping.address}/vote`, { optionId: ping.options[0] })
    assert.deepEqual([answer.status, answer.json.code, await state()], [409, 'ping_closed', 'open'])
  })

  test('the hour counts after waiting for the lock: a vote that began before it and waited over it is refused', async () => {
    const actor = await site.actor('ben')
    await sql("update ping set closes_at = app_clock() + interval '400 milliseconds' where id = $1", [ping.id])
    const client = await site.platform.database.writePool.connect()
    await client.query('begin')
    await client.query('select from ping where id = $1 for update', [ping.id])
    const voting = site.work((work) => castVote(work, actor, { pingId: ping.id, optionId: ping.options[0] as string }))
    const outcome = assert.rejects(voting, /ping_closed/)
    await sleep(600)
    await client.query('commit')
    client.release()
    await outcome
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('voting and closing never race: every vote is in the closing count, or was refused', async () => {
    const voters = await addMembers(site, 60)
    let inTime = 0
    const closing = waitFor(() => inTime >= 10)
      .then(() => sql('update ping set closes_at = app_clock() where id = $1', [ping.id]))
      .then(sweep)
    const votes = voters.map(async (personId, i) => {
      await (i < 55 ? sleep(i * 5) : closing)
      return voteAs(site, [personId], ping, 0).then(
        () => ++inTime > 0,
        () => false,
      )
    })
    const taken = (await Promise.all(votes)).filter(Boolean).length
    await closing
    assert.ok(taken > 0 && taken < 60, `${taken} of 60 were in time`)
    assert.equal(await state(), 'closed')
    assert.equal((await ada.json(ping.address)).json.ping.answered, taken)
  })

  test('its job closes it at its hour, twice without harm, and does nothing before', async () => {
    await vote(site, 'ben', ping, 0)
    await runJobs(site, 'close-ping')
    assert.equal(await state(), 'open')
    const [planned, ...more] = await waitingJobs(site, 'close-ping')
    assert.ok(planned && planned.runAt > new Date(), 'it is planned for its hour again')
    assert.deepEqual(more, [])
    await site.shiftClock('48 hours')
    await sweep()
    await sweep()
    assert.equal(await state(), 'closed')
    assert.equal(
      (await sql("select from activity where verb = 'ping.closed' and object_id = $1", [ping.id])).rowCount,
      1,
    )
  })

  test('once closed everybody sees the result, and under five answers still only the number', async () => {
    await voteAs(site, await addMembers(site, 6), ping, 0)
    await site.shiftClock('48 hours')
    await sweep()
    assert.equal((await site.as('ben').json(ping.address)).json.ping.answered, 6)
    await site.shiftClock('0')
    ping = await sendOne(site)
    await vote(site, 'cleo', ping, 0)
    await site.shiftClock('50 hours')
    await sweep()
    const { text } = await site.as('ben').get(ping.address)
    assert.match(text, /1 person answered\. With fewer than five only the number is shown/)
    const list = await site.as('ben').json(`/c/${cast.community.slug}/pings`)
    assert.deepEqual(
      list.json.archive.map((one: { shows: string }) => one.shows),
      ['number', 'votes'],
    )
  })
})

describe('closing early and giving more time', () => {
  test('needs a reason, which everybody sees with who it was', async () => {
    const bare = await ada.post(`${ping.address}/closing`, { why: ' ' })
    assert.equal(bare.status, 422)
    assert.match(bare.text, /Say why, in a few words/)
    const answer = await ada.post(`${ping.address}/closing`, { why: 'Everybody has answered' })
    assert.deepEqual([answer.status, await state()], [303, 'closed'])
    assert.match(
      (await site.as('ben').get(ping.address)).text,
      /Ada Lindqvist closed it early, .*: Everybody has answered/,
    )
    assert.equal(
      (await site.as('ben').send(`${ping.address}/vote`, { optionId: ping.options[0] })).json.code,
      'ping_closed',
    )
  })

  test('archiving closes what is open, as was said before, and says so with the Ping', async () => {
    const settings = `/c/${cast.community.slug}/settings`
    assert.match((await site.as('owen').get(settings)).text, /An open Ping closes at once, with the answers it has/)
    await vote(site, 'ben', ping, 0)
    assert.equal((await site.as('owen').send(`${settings}/archiving`)).status, 200)
    await runJobs(site, 'sweep-pings')
    assert.equal(await state(), 'closed')
    const page = (await site.as('ben').get(ping.address)).text
    assert.match(page, /Owen [^<]* closed it early, [^<]*: The community was archived\./)
    assert.doesNotMatch(page, /closes in/)
    assert.equal((await site.as('owen').send(`${settings}/activation`)).status, 200)
    assert.equal(await state(), 'closed')
  })

  test('more time is offered with its hour, and with a warning of nights and weekends', async () => {
    // Saturday noon in the community's zone, whatever day it is.
    await sql(
      "update ping set closes_at = date_trunc('week', app_now()) + interval '11 days 12 hours', sent_at = app_now() where id = $1",
      [ping.id],
    )
    const page = (await ada.get(ping.address)).text
    assert.match(page, /until [^<]*Sunday [^<]*It closes on a weekend \([^)]+\), when few people look/)
    // Monday noon, a day after it was sent, so that one more day is still allowed.
    await sql(
      "update ping set closes_at = date_trunc('week', app_now()) + interval '7 days 12 hours', sent_at = date_trunc('week', app_now()) + interval '6 days 12 hours' where id = $1",
      [ping.id],
    )
    const form = { hours: '24', why: 'More', closesAt: '' }
    const answer = await ada.post(`${ping.address}/extension`, form)
    assert.equal(answer.status, 303)
  })

  test('an extension moves the end and its job', async () => {
    const answer = await ada.send(`${ping.address}/extension`, { hours: 24, why: 'A holiday' })
    assert.equal(answer.status, 200, answer.text)
    const {
      rows: [row],
    } = await sql('select extract(epoch from closes_at - sent_at)::int as open from ping where id = $1', [ping.id])
    assert.equal(row.open, 72 * 3600)
    const jobs = await waitingJobs(site, 'close-ping')
    assert.equal(jobs.length, 1)
    await site.shiftClock('50 hours')
    await sweep()
    assert.equal(await state(), 'open')
    assert.match((await site.as('ben').get(ping.address)).text, /Ada Lindqvist extended it until .*: A holiday/)
    const far = await ada.send(`${ping.address}/extension`, {
      closesAt: new Date(Date.now() + 10 * 86_400_000).toISOString(),
      why: 'More',
    })
    assert.deepEqual([far.status, Object.keys(far.json.fields)], [422, ['closesAt']])
  })

  test('only its sender and the leaders may', async () => {
    for (const act of ['closing', 'extension', 'withdrawal']) {
      const ask = (who: 'ben' | 'eve' | 'visitor') =>
        site.as(who).send(`${ping.address}/${act}`, { why: 'So', hours: 24 })
      assert.deepEqual(
        [(await ask('ben')).status, (await ask('eve')).status, (await ask('visitor')).status],
        [403, 404, 401],
        act,
      )
    }
    assert.equal((await site.as('owen').send(`${ping.address}/closing`, { why: 'So' })).status, 200)
    const again = await ada.send(`${ping.address}/closing`, { why: 'So' })
    assert.deepEqual([again.status, again.json.code], [409, 'ping_not_open'])
  })
})

describe('withdrawing', () => {
  test('destroys its answers, says why, and leads to the new one once that is sent', async () => {
    await vote(site, 'ben', ping, 0)
    const answer = await ada.post(`${ping.address}/withdrawal`, { why: 'A typing error', anew: 'yes' })
    assert.equal(answer.status, 303)
    const draft = String(answer.headers.location)
    assert.match(draft, /\/draft$/)
    assert.equal((await votesIn(site, ping)).size, 0)
    const ben = site.as('ben')
    const page = await ben.get(ping.address)
    assert.match(page.text, /Ada Lindqvist withdrew this Ping: A typing error/)
    assert.doesNotMatch(page.text, /Answer the new one/)
    assert.equal((await ben.json(ping.address)).json.ping.shows, 'nothing')
    const late = await ben.send(`${ping.address}/vote`, { optionId: ping.options[0] })
    assert.deepEqual([late.status, late.json.code], [409, 'ping_withdrawn'])
    await ada.send(draft.replace(/draft$/, 'sending'))
    assert.match((await ben.get(ping.address)).text, /Answer the new one/)
  })
})

describe('forgetting', () => {
  const closeAndForget = async () => {
    await site.shiftClock('48 hours')
    await sweep()
    await site.shiftClock('61 hours')
    await sweep()
  }

  test('within a day of the end no row joins a person with a choice; counts, turnout and flow remain', async () => {
    const members = await addMembers(site, 12)
    await voteAs(site, members, ping, 0)
    await voteAs(site, members.slice(0, 5), ping, 1)
    const before = await ada.json(ping.address)
    await closeAndForget()
    assert.equal((await votesIn(site, ping)).size, 0)
    const after = (await ada.json(ping.address)).json
    assert.deepEqual(
      after.ping.options.map((one: { votes: number }) => one.votes),
      before.json.ping.options.map((one: { votes: number }) => one.votes),
    )
    assert.deepEqual([after.ping.answered, after.ping.couldAnswer], [12, 16])
    assert.deepEqual(after.flow, [{ from: ping.options[0], to: ping.options[1], people: 5 }])
  })

  test('not before half a day, and by a job of its own, which may run twice', async () => {
    await vote(site, 'ben', ping, 0)
    await site.shiftClock('48 hours')
    await sweep()
    const [job] = await waitingJobs(site, 'forget-choices')
    assert.equal(job?.key, `forget-choices/${ping.id}`)
    await site.shiftClock('59 hours')
    await sweep()
    assert.equal((await votesIn(site, ping)).size, 1)
    await site.shiftClock('60 hours')
    await runJobs(site, 'forget-choices')
    await sweep()
    assert.equal((await votesIn(site, ping)).size, 0)
    assert.equal((await ada.json(ping.address)).json.ping.answered, 1)
  })

  test('under the threshold what each answer got is destroyed too', async () => {
    await vote(site, 'ben', ping, 0)
    await closeAndForget()
    const { rows } = await sql('select final_votes from ping_option where ping_id = $1', [ping.id])
    assert.ok(rows.every(({ final_votes }) => final_votes === null))
    assert.equal((await sql('select from ping_flow where ping_id = $1', [ping.id])).rowCount, 0)
  })

  test('four who changed could be guessed, so their changes are not kept', async () => {
    const members = await addMembers(site, 8)
    await voteAs(site, members, ping, 0)
    await voteAs(site, members.slice(0, 4), ping, 1)
    await closeAndForget()
    assert.deepEqual((await ada.json(ping.address)).json.flow, [])
    assert.equal((await sql('select from ping_flow where ping_id = $1', [ping.id])).rowCount, 0)
  })
})
