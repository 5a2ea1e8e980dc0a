import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { consentToken } from '#server/pings/voices/consent.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { addMembers, answersOf, draftOne, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const ada = site.as('ada')
const cleo = site.as('cleo')
const anyone = site.as('visitor')
const voiceId = cast.people.cleo.id
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)

/** The path of the link in the last mail that asked Cleo. */
async function askedLink(): Promise<string> {
  const { rows } = await sql('select id from voice_consent order by asked_at desc limit 1')
  return `/consent/${consentToken(site.platform.secrets, rows[0].id, 1)}`
}

beforeEach(async () => {
  for (const table of ['ping', 'mail', 'voice_consent', 'featured_container', 'activity'])
    await sql(`delete from ${table}`)
  await sql(
    `with container as (insert into featured_container (community_id, name, position) values ($1, 'Sponsor', 1) returning id)
     insert into featured_person (community_id, container_id, person_id, position) select $1, id, $2, 1 from container`,
    [cast.community.id, voiceId],
  )
})

test('only somebody in front can be asked for', async () => {
  const form = await ada.get(`/c/${cast.community.slug}/pings/new`)
  assert.match(form.text, /<option value="[^"]+" ?>Cleo Marsh/)
  const answer = await ada.send(`/c/${cast.community.slug}/pings`, {
    question: 'Q',
    options: answersOf,
    voiceId: cast.people.ben.id,
  })
  assert.deepEqual([answer.status, Object.keys(answer.json.fields)], [422, ['voiceId']])
})

test('without their stored yes it is not sent, and the preview says whom to ask', async () => {
  const draft = await draftOne(site, { voiceId })
  const refused = await ada.send(`${draft.address}/sending`)
  assert.deepEqual([refused.status, refused.json.code], [409, 'voice_silent'])
  const page = await ada.get(draft.address)
  assert.match(page.text, /Ask Cleo Marsh/)
  assert.doesNotMatch(page.text, /\/sending"/)
  const own = await draftOne(site)
  assert.equal((await ada.send(`${own.address}/consent`)).json.code, 'no_voice')
})

test('they are asked once by a mail with the full text, and a link that decides nothing by being opened', async () => {
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
  await runJobs(site, 'send-mail')
  const { rows } = await sql("select state, why from mail where kind = 'ping_consent'")
  assert.deepEqual(rows, [{ state: 'dropped', why: 'done' }])
})
