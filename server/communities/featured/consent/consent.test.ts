import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { consentLink } from '#server/communities/featured/consent/consent.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { addMembers, answersOf, draftOne, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const mailbox = await openMailbox()
const site = await openSite({ SMTP_URL: mailbox.url })
after(() => mailbox.close())
const { cast } = site
const ada = site.as('ada')
const cleo = site.as('cleo')
const anyone = site.as('visitor')
const voiceId = cast.people.cleo.id
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)

/** The path of the link in the last mail that asked Cleo. */
async function askedLink(): Promise<string> {
  const { rows } = await sql('select id from featured_consent order by asked_at desc limit 1')
  return consentLink.address(site.platform.secrets, { id: rows[0].id, version: 1 })
}

beforeEach(async () => {
  for (const table of ['ping', 'mail', 'featured_consent', 'featured_container', 'activity'])
    await sql(`delete from ${table}`)
  await sql(
    `with container as (insert into featured_container (community_id, name, position) values ($1, 'Sponsor', 1) returning id)
     insert into featured_person (community_id, container_id, person_id, position) select $1, id, $2, 1 from container`,
    [cast.community.id, voiceId],
  )
})

test('only a featured person can be asked for consent', async () => {
  const form = await ada.get(`/c/${cast.community.slug}/pings/new`)
  assert.match(form.text, /<option value="[^"]+" ?>Cleo Marsh/)
  const answer = await ada.send(`/c/${cast.community.slug}/pings`, {
    question: 'Q',
    options: answersOf,
    voiceId: cast.people.ben.id,
  })
  assert.deepEqual([answer.status, Object.keys(answer.json.fields)], [422, ['voiceId']])
})

test('without their stored consent a Ping is not sent, and the preview says whom to ask', async () => {
  const draft = await draftOne(site, { voiceId })
  const refused = await ada.send(`${draft.address}/sending`)
  assert.deepEqual([refused.status, refused.json.code], [409, 'voice_silent'])
  const page = await ada.get(draft.address)
  assert.match(page.text, /Ask Cleo Marsh/)
  assert.doesNotMatch(page.text, /\/sending"/)
  const own = await draftOne(site)
  assert.equal((await ada.send(`${own.address}/consent`)).json.code, 'no_voice')
})

test('they are asked once, by a mail with the full text; opening its link decides nothing', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  await ada.send(`${draft.address}/consent`)
  const { rows } = await sql("select person_id from mail where kind = 'ping_consent'")
  assert.deepEqual(rows, [{ person_id: voiceId }])
  const { rows: told } = await sql("select facts from activity where verb = 'consent.asked'")
  assert.deepEqual(told, [{ facts: { personId: voiceId } }])
  const page = await anyone.get(await askedLink())
  assert.match(page.text, /Cleo Marsh, may Ada Lindqvist ask this in your name\?/)
  for (const option of answersOf) assert.ok(page.text.includes(option))
  assert.match(page.text, /Allow this one[\s\S]*Allow Ada Lindqvist until I say no/)
  assert.equal(page.headers['referrer-policy'], 'strict-origin')
  assert.equal((await ada.send(`${draft.address}/sending`)).json.code, 'voice_silent')
})

test('the mail has both buttons; each opens the page with that one ready to be pressed, and decides nothing', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  const link = await askedLink()
  await sendMails(site)
  const letter = String((await mailbox.waitFor(({ html }) => String(html).includes(link))).html)
  for (const option of answersOf) assert.ok(letter.includes(option))
  assert.match(
    letter,
    /\?reach=this_one"[^>]*>Allow this one<[\s\S]*\?reach=until_withdrawn"[^>]*>Allow Ada Lindqvist until/,
  )
  const loud = async (query: string) => /class="primary"[^>]*>([^<:]*)/.exec((await anyone.get(link + query)).text)?.[1]
  assert.equal(await loud('?reach=this_one'), 'Allow this one')
  assert.equal(await loud('?reach=until_withdrawn'), 'Allow Ada Lindqvist until I say no')
  assert.equal((await ada.json(draft.address)).json.draft.consent, 'asked')
  assert.equal((await anyone.post(link, { reach: 'until_withdrawn' })).headers.location, link)
})

describe('the question stands on their list', () => {
  /** Cleo is asked, and has not said anything. Gives the question as her list shows it. */
  async function ask(words = {}) {
    const draft = await draftOne(site, { voiceId, ...words })
    await ada.send(`${draft.address}/consent`)
    const [question] = (await cleo.json('/voices')).json.questions
    return { draft, question, address: `/voices/${question.id}` }
  }
  const stateFor = async (draft: { address: string }) => (await ada.json(draft.address)).json.draft.consent

  test('with the full text as it will go out, an hour in their own zone, and three answers', async () => {
    const { question } = await ask()
    assert.deepEqual(
      [question.ping.question, question.ping.options, question.ping.asker, question.ping.hours, question.ping.members],
      ['What holds you back most?', answersOf, 'Ada Lindqvist', 48, 4],
    )
    const page = await cleo.get('/voices')
    for (const option of answersOf) assert.ok(page.text.includes(option))
    assert.match(page.text, /From <b>Cleo Marsh, First-line leaders<\/b>/)
    assert.match(page.text, /goes by mail to 4 members, and is open for 48 hours/)
    assert.match(page.text, /Allow this one[\s\S]*Allow Ada Lindqvist until I say no[\s\S]*>No</)
  })

  test('for nobody else: not the sender, another leader, a member or a stranger, and none of them decides it', async () => {
    const { draft, address } = await ask()
    for (const who of ['ada', 'ben', 'dov', 'eve', 'owen'] as const) {
      assert.deepEqual((await site.as(who).json('/voices')).json.questions, [], who)
      assert.equal((await site.as(who).send(address, { reach: 'this_one' })).status, 404, who)
      assert.equal((await site.as(who).send(`${address}/withdrawal`)).status, 404, who)
    }
    assert.equal((await anyone.send(address, { reach: 'this_one' })).status, 401)
    assert.equal((await anyone.post(address, { reach: 'this_one' })).status, 303)
    assert.equal(await stateFor(draft), 'asked')
    assert.equal((await cleo.get(draft.address)).status, 404, 'the draft itself is its writer’s')
  })

  test('“Allow this one” allows this one, notifies the sender, and leaves the list of questions', async () => {
    const { draft, address } = await ask()
    assert.match((await ada.get(`/c/${cast.community.slug}/pings`)).text, /Cleo Marsh was asked and can read it/)
    assert.equal((await cleo.post(address, { reach: 'everything' })).status, 422)
    const done = await cleo.post(address, { reach: 'this_one' })
    assert.deepEqual([done.status, done.headers.location], [303, '/voices'])
    assert.equal(await stateFor(draft), 'given')
    const drafts = `/c/${cast.community.slug}/pings`
    assert.match((await ada.get(drafts)).text, /Cleo Marsh has allowed it; it goes out when you send it/)
    const list = (await cleo.json('/voices')).json
    assert.deepEqual([list.questions.length, list.consents.length], [0, 1])
    const { rows } = await sql("select actor_id, facts from activity where verb = 'consent.given'")
    assert.deepEqual(rows, [{ actor_id: voiceId, facts: { personId: cast.people.ada.id, reach: 'this_one' } }])
    assert.equal((await ada.send(`${draft.address}/sending`)).status, 200)
    assert.equal((await cleo.send(address, { reach: 'until_withdrawn' })).json.code, 'consent_late')
  })

  test('“Allow Ada until I say no” answers her other questions too', async () => {
    const { draft, address } = await ask()
    const { draft: other } = await ask({ question: 'Another one?' })
    assert.equal((await cleo.json('/voices')).json.questions.length, 2)
    await cleo.send(address, { reach: 'until_withdrawn' })
    assert.deepEqual((await cleo.json('/voices')).json.questions, [])
    assert.deepEqual([await stateFor(draft), await stateFor(other)], ['given', 'given'])
    await sendMails(site)
    const { rows } = await sql("select why from mail where kind = 'ping_consent'")
    assert.deepEqual(rows, [{ why: 'done' }, { why: 'done' }])
  })

  test('“No” notifies the sender, prevents asking again, and ends as the words change', async () => {
    const { draft, address } = await ask()
    assert.equal((await cleo.post(`${address}/withdrawal`)).status, 303)
    assert.equal((await cleo.post(`${address}/withdrawal`)).status, 303, 'twice is once')
    const { rows } = await sql("select actor_id, facts from activity where verb = 'consent.refused'")
    assert.deepEqual(rows, [{ actor_id: voiceId, facts: { personId: cast.people.ada.id } }])
    assert.equal(await stateFor(draft), 'refused')
    assert.match((await ada.get(draft.address)).text, /Cleo Marsh has said no to this one/)
    assert.equal((await ada.send(`${draft.address}/consent`)).json.code, 'voice_refused')
    assert.equal((await ada.send(`${draft.address}/sending`)).json.code, 'voice_silent')
    assert.deepEqual((await cleo.json('/voices')).json.questions, [])
    await ada.send(`${draft.address}/draft`, { question: 'Said better?', options: answersOf, voiceId })
    assert.equal((await ada.send(`${draft.address}/consent`)).status, 200)
    assert.equal((await cleo.json('/voices')).json.questions[0].ping.question, 'Said better?')
  })

  test('a no to one stands beside an older yes to all', async () => {
    const { address } = await ask()
    const { draft: other } = await ask({ question: 'Another one?' })
    const link = await askedLink()
    await cleo.send(address, { reach: 'until_withdrawn' })
    assert.equal((await anyone.post(`${link}/withdrawal`)).status, 303)
    assert.equal(await stateFor(other), 'refused')
    assert.equal((await ada.send(`${other.address}/sending`)).json.code, 'voice_silent')
    const next = await draftOne(site, { voiceId })
    assert.equal((await ada.send(`${next.address}/sending`)).status, 200)
  })

  test('not once the words changed, the draft is gone or sent, or they left the community', async () => {
    const { draft, address } = await ask()
    await ada.send(`${draft.address}/draft`, { question: 'Changed?', options: answersOf, voiceId })
    assert.deepEqual((await cleo.json('/voices')).json.questions, [])
    assert.equal((await cleo.send(address, { reach: 'this_one' })).status, 404)
    const { draft: gone } = await ask()
    await ada.send(`${gone.address}/removal`)
    assert.deepEqual((await cleo.json('/voices')).json.questions, [])
    await ask()
    await sql('update membership set ended_at = app_now() where person_id = $1', [voiceId])
    assert.deepEqual((await cleo.json('/voices')).json.questions, [])
    await sql('update membership set ended_at = null where person_id = $1', [voiceId])
  })
})

test('consent ends once they are not featured any more', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  await anyone.post(await askedLink(), { reach: 'this_one' })
  await sql('delete from featured_person')
  const refused = await ada.send(`${draft.address}/sending`)
  assert.deepEqual([refused.status, refused.json.code], [409, 'voice_not_in_front'])
  const page = await ada.get(draft.address)
  assert.match(page.text, /is no longer featured in this community/)
  assert.doesNotMatch(page.text, /\/sending"/)
})

test('consent withdrawn at the moment of sending holds: nothing is sent', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  await anyone.send(await askedLink(), { reach: 'this_one' })
  const client = await site.platform.database.writePool.connect()
  try {
    await client.query('begin')
    await client.query('update featured_consent set withdrawn_at = app_now()')
    const sending = ada.send(`${draft.address}/sending`)
    await waitFor(async () => (await sql("select from pg_stat_activity where wait_event_type = 'Lock'")).rowCount === 1)
    await client.query('commit')
    const refused = await sending
    assert.deepEqual([refused.status, refused.json.code], [409, 'voice_silent'])
  } finally {
    client.release()
  }
})

test('a person who is not featured any more is not asked', async () => {
  const draft = await draftOne(site, { voiceId })
  await sql('delete from featured_person')
  const refused = await ada.send(`${draft.address}/consent`)
  assert.deepEqual([refused.status, refused.json.code], [409, 'voice_not_in_front'])
  assert.equal((await sql("select from mail where kind = 'ping_consent'")).rowCount, 0)
})

test('a forwarded link decides nothing for a person who is signed in as somebody else', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  const link = await askedLink()
  const page = await ada.get(link)
  assert.match(page.text, /This question went to Cleo Marsh, and you are signed in here as somebody else/)
  assert.doesNotMatch(page.text, /<button[^>]*>Allow/)
  assert.equal((await ada.send(link, { reach: 'this_one' })).json.code, 'consent_of_other')
  assert.equal((await ada.send(`${link}/withdrawal`)).json.code, 'consent_of_other')
  assert.equal((await cleo.send(link, { reach: 'this_one' })).status, 200)
})

describe('a yes', () => {
  test('to this one lets this one go out in their name, and no other', async () => {
    const draft = await draftOne(site, { voiceId })
    await ada.send(`${draft.address}/consent`)
    const link = await askedLink()
    assert.equal((await anyone.post(link, { reach: 'this_one' })).status, 303)
    assert.match((await anyone.get(link)).text, /You have allowed this one/)
    assert.match((await ada.get(draft.address)).text, /Cleo Marsh has allowed this/)
    assert.equal((await ada.send(`${draft.address}/sending`)).status, 200)
    const seen = (await site.as('ben').json(draft.address)).json.ping
    assert.deepEqual([seen.askedBy.name, seen.sentBy.name], ['Cleo Marsh', 'Ada Lindqvist'])
    const next = await draftOne(site, { voiceId })
    assert.equal((await ada.send(`${next.address}/sending`)).json.code, 'voice_silent')
  })

  test('ends when the words change', async () => {
    const draft = await draftOne(site, { voiceId })
    await ada.send(`${draft.address}/consent`)
    const link = await askedLink()
    await anyone.post(link, { reach: 'this_one' })
    const change = await ada.send(`${draft.address}/draft`, {
      question: 'Something else?',
      options: answersOf,
      voiceId,
    })
    assert.equal(change.status, 200)
    assert.equal((await ada.send(`${draft.address}/sending`)).json.code, 'voice_silent')
    assert.equal((await anyone.get(link)).status, 404)
    await ada.send(`${draft.address}/consent`)
    assert.match((await anyone.get(await askedLink())).text, /Something else\?/)
    assert.equal((await sql("select from mail where kind = 'ping_consent'")).rowCount, 2)
  })

  test('to all of a sender’s covers the next one, outlives its draft, and no other sender has it', async () => {
    const draft = await draftOne(site, { voiceId })
    await ada.send(`${draft.address}/consent`)
    await anyone.post(await askedLink(), { reach: 'until_withdrawn' })
    await ada.send(`${draft.address}/removal`)
    const next = await draftOne(site, { voiceId })
    assert.equal((await ada.send(`${next.address}/sending`)).status, 200)
    const owens = await draftOne(site, { voiceId }, 'owen')
    assert.equal((await site.as('owen').send(`${owens.address}/sending`)).json.code, 'voice_silent')
    await sql("update featured_consent set kind = 'page'")
    const third = await draftOne(site, { voiceId })
    const refused = await ada.send(`${third.address}/sending`)
    assert.equal(refused.json.code, 'voice_silent', 'what was allowed of another kind is no yes to Pings')
  })

  test('is on its giver’s list, and taken back there by them alone', async () => {
    const draft = await draftOne(site, { voiceId })
    await ada.send(`${draft.address}/consent`)
    await anyone.post(await askedLink(), { reach: 'until_withdrawn' })
    const list = await cleo.json('/voices')
    assert.deepEqual([list.json.consents.length, list.json.consents[0].asker], [1, 'Ada Lindqvist'])
    assert.deepEqual((await site.as('ben').json('/voices')).json.consents, [])
    const address = `/voices/${list.json.consents[0].id}/withdrawal`
    assert.equal((await site.as('ben').send(address)).status, 404)
    assert.equal((await cleo.post(address)).status, 303)
    assert.match((await cleo.get('/voices')).text, /You have allowed nobody/)
    assert.equal((await ada.send(`${draft.address}/sending`)).json.code, 'voice_silent')
    await ada.send(`${draft.address}/consent`)
    assert.equal((await sql("select from mail where kind = 'ping_consent'")).rowCount, 2, 'they may be asked again')
  })

  test('lets them see what the sender sees, and withdraw it', async () => {
    const draft = await draftOne(site, { voiceId })
    await ada.send(`${draft.address}/consent`)
    await anyone.post(await askedLink(), { reach: 'this_one' })
    await ada.send(`${draft.address}/sending`)
    await voteAs(site, await addMembers(site, 6), draft, 0)
    const seen = (await cleo.json(draft.address)).json
    assert.deepEqual(
      [seen.ping.answered, seen.mailing.waiting, seen.ping.can.withdraw, seen.ping.can.close],
      [6, 4, true, false],
    )
    const page = (await cleo.get(draft.address)).text
    assert.match(page, /Asked in your name[\s\S]*Ada Lindqvist sent it with your yes[\s\S]*href="\/voices"/)
    assert.match((await ada.get(draft.address)).text, /For you as the sender/)
    assert.match((await site.as('owen').get(draft.address)).text, /For you as a leader/)
    assert.doesNotMatch((await site.as('ben').get(draft.address)).text, /Asked in your name|For you as/)
    assert.equal((await cleo.get(`${draft.address}/mail`)).status, 200)
    assert.equal((await cleo.send(`${draft.address}/closing`, { why: 'x' })).status, 403)
    assert.equal((await cleo.send(`${draft.address}/withdrawal`, { why: 'Not like this' })).status, 200)
  })
})

test('a link that was forged, or of an address they have left, leads nowhere', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  const link = await askedLink()
  assert.equal((await anyone.get(link.slice(0, -3))).status, 404)
  assert.equal((await anyone.post(`${link}x`, { reach: 'this_one' })).status, 404)
  assert.equal((await anyone.post(link, { reach: 'everything' })).status, 422)
  await sql('update person set mail_version = 2 where id = $1', [voiceId])
  assert.deepEqual(
    [(await anyone.get(link)).status, (await anyone.post(link, { reach: 'this_one' })).status],
    [404, 404],
  )
  await sql('update person set mail_version = 1 where id = $1', [voiceId])
})

test('once it is sent or gone, the mail that asks does not leave any more', async () => {
  const draft = await draftOne(site, { voiceId })
  await ada.send(`${draft.address}/consent`)
  await anyone.post(await askedLink(), { reach: 'this_one' })
  await sendMails(site)
  const { rows } = await sql("select state, why from mail where kind = 'ping_consent'")
  assert.deepEqual(rows, [{ state: 'dropped', why: 'done' }])
})
