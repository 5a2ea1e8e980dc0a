import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { loadActorOf } from '#server/identity/room.ts'
import { castVote } from '#server/pings/room.ts'
import { openPings } from '#server/pings/views.ts'
import { addMembers, draftOne, type MadePing, sendOne, vote, voteAs, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const root = `/c/${cast.community.slug}/pings`
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
let ping: MadePing

/** Everything the JSON tells a reader about totals. */
const totals = ({
  shows,
  answered,
  couldAnswer,
  options,
}: Record<string, unknown> & { options: { votes: unknown; share: unknown }[] }) => ({
  shows,
  answered,
  couldAnswer,
  votes: options.map((one) => one.votes),
  shares: options.map((one) => one.share),
})
const hidden = {
  shows: 'nothing',
  answered: null,
  couldAnswer: null,
  votes: [null, null, null],
  shares: [null, null, null],
}

beforeEach(async () => {
  await sql('delete from ping')
  await sql("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
})

describe('answering', () => {
  test('without script an answer is a button, and leads to the Ping with the answer marked', async () => {
    const ben = site.as('ben')
    const before = await ben.get(`/c/${cast.community.slug}`)
    assert.match(before.text, new RegExp(`<button class="face-of" name="optionId" value="${ping.options[1]}"`))
    const answer = await ben.post(`${ping.address}/vote`, { optionId: ping.options[1] as string })
    assert.deepEqual([answer.status, answer.headers.location], [303, ping.address])
    const page = await ben.get(ping.address)
    assert.match(
      page.text,
      new RegExp(
        `<li class="bar mine"><button class="face-of" name="optionId" value="${ping.options[1]}" aria-pressed="true"`,
      ),
    )
    assert.deepEqual([...(await votesIn(site, ping)).values()], [1])
  })

  test('a new choice takes the place of the old one; the first one is kept for the flow', async () => {
    await vote(site, 'ben', ping, 0)
    const seen = await vote(site, 'ben', ping, 2)
    assert.equal(seen.mine, ping.options[2])
    const { rows } = await sql('select first_option_id, before_option_id, option_id from vote')
    assert.deepEqual(rows, [
      { first_option_id: ping.options[0], before_option_id: ping.options[0], option_id: ping.options[2] },
    ])
  })

  test('fifty votes of one person at once are one row', async () => {
    const actor = await site.actor('ben')
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        site.work((work) => castVote(work, actor, { pingId: ping.id, optionId: ping.options[i % 3] as string })),
      ),
    )
    assert.equal((await votesIn(site, ping)).size, 1)
  })

  test('the count equals the stored votes, although people vote, change their vote or are deleted at the same time', async () => {
    const people = await addMembers(site, 24)
    const lies = 'select option_id, count(*)::int as votes from vote where ping_id = $1 group by 1 order by 1'
    const counted = `select option_id, sum(votes)::int as votes from vote_tally where ping_id = $1 group by 1
      having sum(votes) <> 0 order by 1`
    const bothAgree = async () => {
      const [rows, tally] = await Promise.all([lies, counted].map(async (text) => (await sql(text, [ping.id])).rows))
      assert.deepEqual(tally, rows)
      return (rows ?? []).reduce((sum, { votes }) => sum + votes, 0)
    }
    for (const round of [0, 1, 2]) {
      await Promise.all(people.map((id, i) => voteAs(site, [id], ping, (round * (1 + (i % 2)) + i) % 3)))
      assert.equal(await bothAgree(), 24)
    }
    await site.as('ada').send(`${ping.address}/withdrawal`, { why: 'Not so' })
    assert.equal(await bothAgree(), 0)
  })

  test('a vote stores only its row: no activity, no job, no idempotency key', async () => {
    const count = async () => {
      const { rows } =
        await sql(`select (select count(*) from activity) as activity, (select count(*) from idempotency_key) as keys,
        (select count(*) from graphile_worker.jobs) as jobs`)
      return rows[0]
    }
    const before = await count()
    await site.as('ben').post(`${ping.address}/vote`, { optionId: ping.options[0] as string, once: 'a-form-key' })
    assert.deepEqual(await count(), before)
  })

  test('an answer that came too late is refused in words, with the way back to the Ping as it is now', async () => {
    await site.as('ada').send(`${ping.address}/withdrawal`, { why: 'Not so' })
    const { origin } = new URL(site.platform.config.publicUrl)
    const fields = { optionId: ping.options[0] as string }
    const late = await site.as('ben').post(`${ping.address}/vote`, fields, { referer: `${origin}${ping.address}` })
    assert.equal(late.status, 409)
    assert.match(late.text, /This Ping was withdrawn, so nothing is counted any more/)
    assert.ok(late.text.includes(`href="${ping.address}">Back to the page`))
    const foreign = await site
      .as('ben')
      .post(`${ping.address}/vote`, fields, { referer: 'https://elsewhere.example/x' })
    assert.doesNotMatch(foreign.text, /Back to the page|elsewhere/)
  })

  test('an answer of another Ping, or none, is refused', async () => {
    const other = await sendOne(site)
    for (const optionId of [other.options[0], cast.people.ben.id]) {
      const answer = await site.as('ben').send(`${ping.address}/vote`, { optionId }, 'PUT')
      assert.deepEqual([answer.status, answer.json.code], [422, 'choice_invalid'])
    }
    for (const optionId of ['', 'A', undefined])
      assert.equal((await site.as('ben').send(`${ping.address}/vote`, { optionId })).status, 422)
    assert.equal((await votesIn(site, ping)).size, 0)
  })

  test('only members answer: the site’s owner sees the Ping and may not, a stranger gets 404, a visitor is led to sign in', async () => {
    const ask = (who: 'owen' | 'eve' | 'visitor') =>
      site.as(who).send(`${ping.address}/vote`, { optionId: ping.options[0] })
    assert.deepEqual([(await ask('owen')).status, (await ask('owen')).json.code], [403, 'not_a_voter'])
    assert.equal((await ask('eve')).status, 404)
    assert.equal((await ask('visitor')).status, 401)
    const elsewhere = ping.address.replace(cast.community.slug, cast.elsewhere.slug)
    assert.equal((await site.as('ben').send(`${elsewhere}/vote`, { optionId: ping.options[0] })).status, 404)
  })

  test('a draft takes no answer; an archived community neither', async () => {
    const draft = await draftOne(site)
    assert.equal((await site.as('ben').send(`${draft.address}/vote`, { optionId: draft.options[0] })).status, 404)
    await sql("update community set status = 'archived' where id = $1", [cast.community.id])
    const answer = await site.as('ben').send(`${ping.address}/vote`, { optionId: ping.options[0] })
    await sql("update community set status = 'active' where id = $1", [cast.community.id])
    assert.deepEqual([answer.status, answer.json.code], [409, 'community_archived'])
  })

  test('a member who joined after it was sent may answer on the page, and counts in the turnout', async () => {
    const [late] = await addMembers(site, 1)
    await voteAs(site, [late as string], ping, 0)
    assert.equal((await site.as('ada').json(ping.address)).json.ping.couldAnswer, 5)
    await voteAs(site, await addMembers(site, 4), ping, 1)
    assert.match((await site.as('ada').get(ping.address)).text, /5 of 9 answered; 5 of the 9 joined after it was sent/)
  })

  test('the answer of somebody who left stays counted', async () => {
    const [gone] = await addMembers(site, 1)
    await voteAs(site, [gone as string], ping, 0)
    await sql('update membership set ended_at = now() where person_id = $1', [gone])
    assert.equal((await site.as('ada').json(ping.address)).json.ping.answered, 1)
    await assert.rejects(voteAs(site, [gone as string], ping, 1), /not_found/)
  })

  test('what waits for an answer is one click away, until it is answered', async () => {
    const second = await sendOne(site, { question: 'And another?' })
    const ben = site.as('ben')
    const list = await ben.get(root)
    assert.match(list.text, /\?needs=me/)
    await vote(site, 'ben', second, 0)
    const waiting = (await ben.json(`${root}?needs=me`)).json
    assert.deepEqual([waiting.open.map((one: MadePing) => one.id), waiting.waiting], [[ping.id], 1])
    const { needs } = (await ben.json('/')).json
    assert.deepEqual(
      needs.map(({ kind, id }: MadePing & { kind: string }) => [kind, id]),
      [['ping', ping.id]],
    )
    assert.deepEqual((await site.as('eve').json('/')).json.needs, [])
  })

  test('several may be open; the newest stands first', async () => {
    const second = await sendOne(site, { question: 'And another?' })
    const open = (await site.as('ben').json(root)).json.open
    assert.deepEqual(
      open.map((one: MadePing) => one.id),
      [second.id, ping.id],
    )
  })
})

describe('totals', () => {
  const enough = async (members: number) => voteAs(site, await addMembers(site, members), ping, 0)

  test('a member sees none before they have answered: not in JSON, not on a page, not in the list', async () => {
    await enough(7)
    const ben = site.as('ben')
    assert.deepEqual(totals((await ben.json(ping.address)).json.ping), hidden)
    assert.deepEqual(totals((await ben.json(root)).json.open[0]), hidden)
    assert.deepEqual(totals((await ben.json(`/c/${cast.community.slug}`)).json.pings[0]), hidden)
    for (const address of [ping.address, root, `/c/${cast.community.slug}`]) {
      const page = await ben.get(address)
      assert.doesNotMatch(page.text, /7 of 11|--share: [1-9]|7 people/, address)
      assert.match(page.text, /The bars show once you have answered\./)
    }
  })

  test('from their answer on they do', async () => {
    await enough(7)
    const seen = await vote(site, 'ben', ping, 1)
    assert.deepEqual(totals(seen), {
      shows: 'votes',
      answered: 8,
      couldAnswer: 11,
      votes: [7, 1, 0],
      shares: [7 / 8, 1 / 8, 0],
    })
    assert.match((await site.as('ben').get(ping.address)).text, /8 of 11 answered/)
  })

  test('the sender, the leaders and the site’s owner may look at any time', async () => {
    await enough(6)
    for (const who of ['ada', 'owen'] as const)
      assert.equal((await site.as(who).json(ping.address)).json.ping.answered, 6, who)
    const hint = /You have not answered yet: choose one\./
    assert.match((await site.as('ada').get(ping.address)).text, hint)
    await vote(site, 'ada', ping, 0)
    assert.doesNotMatch((await site.as('ada').get(ping.address)).text, hint)
    assert.doesNotMatch((await site.as('owen').get(ping.address)).text, hint, 'who is no member has no answer to give')
  })

  test('below five answers nobody sees more than their number, the sender included', async () => {
    await enough(3)
    await vote(site, 'ben', ping, 1)
    for (const who of ['ada', 'ben', 'owen'] as const) {
      const seen = totals((await site.as(who).json(ping.address)).json.ping)
      assert.deepEqual(seen, { ...hidden, shows: 'number', answered: 4, couldAnswer: 7 }, who)
      const page = await site.as(who).get(ping.address)
      assert.match(page.text, /4 answers so far\. Bars appear at five, so that nobody can be guessed\./)
      assert.doesNotMatch(page.text, /--share: [1-9]/)
    }
  })

  test('at five bars appear, in people; from twenty answers on in percent', async () => {
    await enough(5)
    const page = await site.as('ada').get(ping.address)
    assert.match(page.text, /--share: 100\.0%/)
    assert.match(page.text, /<table[\s\S]*5 people[\s\S]*0 people/)
    assert.doesNotMatch(page.text, /aria-hidden="true">100%/)
    await enough(15)
    assert.match((await site.as('ada').get(ping.address)).text, /aria-hidden="true">100%/)
    assert.match((await site.as('ada').get(ping.address)).text, /<table[\s\S]*100%, 20 people/)
  })

  test('a community may set the threshold higher, and it is fixed as the Ping is sent', async () => {
    await sql('update community set vote_threshold = 8 where id = $1', [cast.community.id])
    const strict = await sendOne(site)
    await sql('update community set vote_threshold = 3 where id = $1', [cast.community.id])
    await voteAs(site, await addMembers(site, 7), strict, 0)
    assert.equal((await site.as('ada').json(strict.address)).json.ping.shows, 'number')
    await sql('update community set vote_threshold = 5 where id = $1', [cast.community.id])
  })

  test('reading a Ping takes few queries, however many stand on the page', async () => {
    await enough(6)
    for (let i = 0; i < 6; i++) await sendOne(site, { question: `Number ${i}?` })
    const actor = await loadActorOf(site.platform.database.read, cast.people.ada.id)
    const look = await site.look()
    let queries = 0
    const pool = site.platform.database.readPool
    const count = () => void queries++
    pool.on('acquire', count)
    const shown = await openPings(look, actor, { id: cast.community.id, slug: cast.community.slug, members: 10 })
    pool.off('acquire', count)
    assert.deepEqual([shown.length, queries], [7, 3])
  })
})

test('beside a Ping stand the community’s other ones, those that wait for the reader marked', async () => {
  const second = await sendOne(site)
  const others = async (who: 'ben' | 'ada') => (await site.as(who).json(second.address)).json.others
  const [other] = await others('ben')
  assert.deepEqual([other.address, other.waits, other.closedAt], [ping.address, true, null])
  await vote(site, 'ben', ping, 0)
  assert.equal((await others('ben'))[0].waits, false)
  await sql("update ping set state = 'closed', closed_at = app_now() where id = $1", [ping.id])
  assert.equal((await others('ada'))[0].waits, false)
  assert.match((await site.as('ben').get(second.address)).text, /Other Pings/)
})
