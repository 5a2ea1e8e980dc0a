/** Announcements, as their writers and readers see them. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { announcementLive, newAnnouncementsLive } from '#server/announcements/live.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { runJobs, sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { cast } = site
const home = `/c/${cast.community.slug}`
const root = `${home}/announcements`
const [ada, ben, cleo, dov] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('dov')]
const sql = async (text: string, values: unknown[] = []) => (await site.database.db.writePool.query(text, values)).rows
const words = { title: 'The room has moved', source: 'From **Monday** we meet upstairs.', hasDiscussion: true }

beforeEach(async () => {
  forgetCounts()
  for (const table of ['entry', 'mail', 'activity', 'mail_choice']) await sql(`delete from ${table}`)
  await sql(dropJobs)
  ;(mailbox.messages as unknown[]).length = 0
})

async function draft(more: Record<string, unknown> = {}): Promise<string> {
  const { status, text, json } = await ada.send(root, { ...words, ...more })
  assert.equal(status, 201, text)
  return json.address
}
const publish = (more: Record<string, unknown> = {}) => draft({ publish: true, ...more })
const codeOf = async (answer: Promise<{ status: number; json: { code: string } }>) => {
  const { status, json } = await answer
  return `${status} ${json.code}`
}
const mailTo = (who: CastName) =>
  mailbox.waitFor((one) => [one.to].flat()[0]?.value[0]?.address === cast.people[who].email)
const cohortOf = async (who: CastName) =>
  (
    await sql('select cohort_id as id from membership_source where cohort_id is not null and person_id = $1', [
      cast.people[who].id,
    ])
  )[0].id

test('a draft is seen by those who announce here and by nobody else, and is found by nobody', async () => {
  const address = await draft()
  const statuses = await Promise.all(castNames.map(async (who) => (await site.as(who).get(address)).status))
  assert.deepEqual(Object.fromEntries(castNames.map((who, i) => [who, statuses[i]])), {
    ada: 200,
    ben: 404,
    cleo: 404,
    dov: 404,
    eve: 404,
    owen: 200,
  })
  assert.match((await ada.get(root)).text, /Not published yet.*The room has moved/s)
  assert.doesNotMatch((await ben.get(root)).text, /The room has moved/)
  assert.equal((await sql('select from mail')).length, 0)
  assert.match((await ada.get(address)).text, /Nobody has it yet.*4 people by mail.*Publish it now/s)
})

test('members write, publish, pin and withdraw none, and strangers find none', async () => {
  const address = await publish()
  for (const path of [
    '',
    '/publishing',
    '/schedule',
    '/pin',
    '/withdrawal',
    '/removal',
    '/consent',
    '/return',
    '/reminder',
  ]) {
    const sent = { ...words, publishAt: '2099-01-01T10:00', until: '2099-01-01' }
    assert.equal(await codeOf(ben.send(`${address}${path}`, sent)), '403 forbidden', path)
    assert.equal((await site.as('eve').send(`${address}${path}`, sent)).status, 404, path)
  }
  assert.equal(await codeOf(ben.send(root, words)), '403 forbidden')
  assert.equal(await codeOf(ben.json(`${address}/readers`)), '403 forbidden')
  assert.equal((await site.as('eve').get(address)).status, 404)
})

test('a published one is mailed to every member in their language, stands on the community’s page, and is new until it was seen', async () => {
  await sql("update person set locale = 'de' where id = $1", [cast.people.cleo.id])
  const address = await publish()
  await runJobs(site, 'notify-of-activity')
  await sendMails(site)
  assert.equal(mailbox.messages.length, 4)
  const mail = await mailTo('ben')
  assert.equal(mail.subject, 'The room has moved')
  assert.equal(mail.from?.value[0]?.name, 'Ada Lindqvist, First-line leaders')
  assert.match(mail.text ?? '', /Announcement from Ada Lindqvist.*From Monday we meet upstairs\..*Stop these mails/s)
  assert.match((await mailTo('cleo')).text ?? '', /Ankündigung von Ada Lindqvist/)
  assert.match((await ben.get('/inbox')).text, /Ada Lindqvist announces: The room has moved/)

  assert.match((await ben.get(home)).text, /Announcements<\/h2>.*The room has moved.*<span class="badge live">New/s)
  const page = (await ben.get(address)).text
  assert.match(page, /From <strong>Monday<\/strong> we meet upstairs/)
  const [, beacon = ''] = /<visit-beacon address="(\/inbox\/announcements[^"]*)"/.exec(page) ?? []
  await ben.send(beacon)
  assert.doesNotMatch((await ben.get(home)).text, /badge live">New/)
  assert.match((await dov.get(home)).text, /badge live">New/)
  await sql("update person set locale = 'en' where id = $1", [cast.people.cleo.id])
})

test('it is published once, and a draft community publishes nothing', async () => {
  const address = await publish()
  for (const act of ['publishing', 'schedule', 'removal'])
    assert.equal(await codeOf(ada.send(`${address}/${act}`, { publishAt: '2099-01-01T10:00' })), '409 announcement_out')
  const open = await draft()
  await sql("update community set status = 'draft', opened_at = null where id = $1", [cast.community.id])
  assert.equal(await codeOf(ada.send(`${open}/publishing`)), '409 announcement_in_draft')
  assert.match((await ada.get(open)).text, /a draft sends nothing to anybody/)
  await sql("update community set status = 'archived' where id = $1", [cast.community.id])
  assert.equal(await codeOf(ada.send(`${open}/publishing`)), '409 community_archived')
  await sql("update community set status = 'active', opened_at = now() where id = $1", [cast.community.id])
})

test('one for a cohort is read by it and by those who lead, and mailed to nobody else', async () => {
  const group = await cohortOf('ben')
  const address = await publish({ group })
  await sendMails(site)
  const to = mailbox.messages.map((one) => [one.to].flat()[0]?.value[0]?.address).toSorted()
  assert.deepEqual(to, [cast.people.ada.email, cast.people.ben.email])
  assert.match((await mailTo('ben')).text ?? '', /for these people alone/)
  assert.equal((await cleo.get(address)).status, 404)
  assert.doesNotMatch((await cleo.get(home)).text, /The room has moved/)
  assert.equal(await codeOf(cleo.send(`${address}/confirmation`)), '404 not_found')
})

test('who turned announcements off gets no mail, finds it on the site, and stands as not mailed in the leaders’ list', async () => {
  await ben.send(`/inbox/settings/${cast.community.slug}`, { announcement: 'off' }, 'PUT')
  const address = await publish()
  await sendMails(site)
  assert.equal(mailbox.messages.length, 3)
  assert.equal((await ben.get(address)).status, 200)
  assert.match((await ada.get(`${address}/readers`)).text, /Ben Reyes.*not mailed: turned off/s)
  const { people } = (await ada.json(`${address}/readers`)).json
  assert.deepEqual(
    people.map(({ name, mail }: { name: string; mail: string }) => `${name}: ${mail}`),
    ['Ben Reyes: not_mailed', 'Cleo Marsh: handed_over', 'Dov Adler: handed_over'],
  )
})

test('changing one says “updated” and mails nobody, unless it is sent again', async () => {
  const address = await publish()
  await sendMails(site)
  ;(mailbox.messages as unknown[]).length = 0
  const changed = { ...words, source: 'From Tuesday.' }
  assert.equal((await ada.send(address, changed, 'PUT')).json.mails, 0)
  await sendMails(site)
  assert.equal(mailbox.messages.length, 0)
  assert.match((await ben.get(address)).text, /updated <time.*From Tuesday/s)
  assert.equal((await ada.send(address, { ...changed, sendAgain: true }, 'PUT')).json.mails, 4)
  await sendMails(site)
  assert.equal((await mailTo('ben')).subject, 'Changed: The room has moved')
})

test('a planned one goes out by itself at its hour, once, and until then is a draft to everybody else', async () => {
  const address = await draft()
  for (const publishAt of ['', 'tomorrow', '2001-01-01T10:00', '2999-01-01T10:00'])
    assert.equal((await ada.send(`${address}/schedule`, { publishAt })).status, 422, publishAt)
  const [{ at }] = await sql(
    "select to_char(now() at time zone 'Europe/Lisbon' + interval '1 hour', 'YYYY-MM-DD\"T\"HH24:MI') as at",
  )
  assert.equal((await ada.send(`${address}/schedule`, { publishAt: at })).status, 200)
  assert.equal((await ben.get(address)).status, 404)
  await runJobs(site, 'publish-announcement')
  assert.equal((await ben.get(address)).status, 404, 'its hour has not come')
  await site.shiftClock('2 hours')
  await runJobs(site, 'publish-announcement')
  await runJobs(site, 'publish-announcement')
  await site.shiftClock('0 hours')
  assert.equal((await ada.json(address)).json.announcement.state, 'published')
  assert.equal((await sql("select from mail where kind = 'announcement'")).length, 4)
})

test('a planned one can be taken back, and one that may not go out at its hour is a draft again and says so', async () => {
  const address = await draft()
  assert.equal(await codeOf(ada.send(`${address}/schedule/undo`)), '409 announcement_not_planned')
  const plan = () => ada.send(`${address}/schedule`, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
  await plan()
  assert.equal((await ada.send(`${address}/schedule/undo`)).status, 200)
  assert.equal((await ada.json(address)).json.announcement.state, 'draft')
  await plan()
  await sql("update announcement set publish_at = app_clock() - interval '1 minute'")
  await sql("update community set status = 'archived' where id = $1", [cast.community.id])
  await runJobs(site, 'publish-announcement')
  await runJobs(site, 'notify-of-activity')
  await sql("update community set status = 'active' where id = $1", [cast.community.id])
  assert.equal((await ada.json(address)).json.announcement.state, 'draft')
  assert.match((await ada.get('/inbox')).text, /“The room has moved” was not published at its hour/)
})

test('two are pinned above newer ones until the end of a day, and no third', async () => {
  const [first, second, third] = [
    await publish({ title: 'First' }),
    await publish({ title: 'Second' }),
    await publish({ title: 'Third' }),
  ]
  for (const until of ['2001-01-01', '2999-01-01', 'soon'])
    assert.equal((await ada.send(`${first}/pin`, { until })).status, 422, until)
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  for (const one of [first, second]) assert.equal((await ada.send(`${one}/pin`, { until: day })).status, 200)
  assert.equal(await codeOf(ada.send(`${third}/pin`, { until: day })), '409 two_pinned')
  assert.match((await ben.get(home)).text, /Second.*Pinned.*First.*Pinned.*Third/s)
  await ada.send(`${first}/pin`, {})
  assert.equal((await ada.send(`${third}/pin`, { until: day })).status, 200)
  await site.shiftClock('5 days')
  assert.deepEqual((await ben.json(root)).json.pinned, [])
  await site.shiftClock('0 days')
})

test('of a withdrawn one its readers see only that, its mails no longer leave, and it comes back without mail', async () => {
  const address = await publish()
  assert.equal((await ada.send(`${address}/withdrawal`)).status, 200)
  await sendMails(site)
  assert.equal(mailbox.messages.length, 0)
  const page = (await ben.get(address)).text
  assert.match(page, /This announcement was withdrawn/)
  assert.doesNotMatch(page, /we meet upstairs/)
  assert.doesNotMatch(JSON.stringify((await ben.json(address)).json), /we meet upstairs/)
  assert.match((await ada.get(address)).text, /we meet.*upstairs/s)
  assert.doesNotMatch((await ben.get(`${home}/search?q=upstairs`)).text, /The room has moved/)
  for (const act of ['confirmation', 'pin', 'withdrawal', 'reminder'])
    assert.match(await codeOf(ada.send(`${address}/${act}`)), /^40[39] /, act)
  assert.equal((await ada.send(`${address}/return`)).status, 200)
  assert.match((await ben.get(address)).text, /upstairs/)
  assert.equal(await codeOf(ada.send(`${address}/return`)), '409 announcement_not_withdrawn')
})

test('its discussion is on or off', async () => {
  const address = await publish()
  const { discussion } = (await ben.json(address)).json
  assert.equal((await ben.send(`${discussion.address}/posts`, { source: 'With the lift?' })).status, 201)
  assert.match((await ada.get(`${home}/discussions`)).text, /About an announcement/)
  await ada.send(address, { ...words, hasDiscussion: false }, 'PUT')
  assert.equal((await ben.json(address)).json.discussion, null)
  assert.equal((await ben.json(await publish({ hasDiscussion: false }))).json.discussion, null)
})

test('bad input is told in a sentence, and what was typed is still there', async () => {
  const refused = await ada.post(root, { title: ' ', source: 'Typed.' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Write a title\..*Typed\./s)
  for (const [field, value] of Object.entries({ source: '', voiceId: 'nobody', group: cast.people.ben.id }))
    assert.deepEqual(Object.keys((await ada.send(root, { ...words, [field]: value })).json.fields), [field])
  assert.equal((await ada.send(root, { ...words, source: 'x'.repeat(20_001) })).status, 422)
})

test('an open page hears of a new one, and of new words; what is for a cohort alone is announced to nobody', async () => {
  const look = await site.look()
  const before = await newAnnouncementsLive.changes(look, cast.community.id, 'members', 'en', '0')
  const address = await publish()
  const { id } = (await ada.json(address)).json.announcement
  const news = await newAnnouncementsLive.changes(look, cast.community.id, 'members', 'en', before.version)
  assert.match(news.changes[0]?.html ?? '', /A new announcement is here\..*The room has moved/s)
  await publish({ title: 'For some', group: await cohortOf('ben') })
  assert.deepEqual(
    (await newAnnouncementsLive.changes(look, cast.community.id, 'members', 'en', news.version)).changes,
    [],
  )
  const said = await announcementLive.changes(look, id, 'readers', 'en', null)
  await ada.send(address, { ...words, source: 'Anew.' }, 'PUT')
  const anew = await announcementLive.changes(look, id, 'readers', 'en', said.version)
  assert.match(anew.changes[0]?.html ?? '', /Anew\./)
  assert.equal((await announcementLive.viewerClassesOf(look, await site.actor('eve'), [id])).size, 0)
  assert.ok((await waitingJobs(site)).length > 0)
})

test('in a featured person’s name it goes out only with their yes to these words, and then its words stay', async () => {
  const voiceId = cast.people.cleo.id
  assert.deepEqual(Object.keys((await ada.send(root, { ...words, voiceId })).json.fields), ['voiceId'])
  await sql(
    `with container as (insert into featured_container (community_id, name, position) values ($1, 'Sponsor', 1) returning id)
     insert into featured_person (community_id, container_id, person_id, position) select $1, id, $2, 1 from container`,
    [cast.community.id, voiceId],
  )
  const address = await draft({ voiceId })
  assert.equal(await codeOf(ada.send(`${address}/publishing`)), '409 voice_silent')
  assert.match((await ada.get(address)).text, /Ask Cleo Marsh/)
  await ada.send(`${address}/consent`)
  const allow = async () => {
    const page = (await cleo.get('/voices')).text
    assert.match(page, /The room has moved.*meet upstairs.*It goes by mail to 4 members/s)
    const [, path = ''] = /action="(\/voices\/[^"/]+)"/.exec(page) ?? []
    assert.equal((await cleo.send(path, { reach: 'this_one' })).status, 200)
  }
  await allow()
  // Other words are not what she has allowed.
  await ada.send(address, { ...words, voiceId, source: 'We meet upstairs, on Fridays.' }, 'PUT')
  assert.equal(await codeOf(ada.send(`${address}/publishing`)), '409 voice_silent')
  await ada.send(`${address}/consent`)
  await allow()
  assert.equal((await ada.send(`${address}/publishing`)).json.mails, 3)
  await sendMails(site)
  assert.equal((await mailTo('ben')).from?.value[0]?.name, 'Cleo Marsh, First-line leaders')
  assert.equal(await codeOf(ada.send(address, words, 'PUT')), '409 announcement_in_name')
  assert.equal((await cleo.get(`${address}/readers`)).status, 200, 'she sees what its sender sees')
  assert.equal((await cleo.send(`${address}/withdrawal`)).status, 200, 'and may withdraw it')
})

test('for two cohorts at once it is read by both and by nobody else, is edited so, and shares the audience of the next', async () => {
  const group = [await cohortOf('ben'), await cohortOf('cleo')]
  const address = await draft({ group })
  const form = (await ada.get(`${address}/edit`)).text
  for (const id of group) assert.match(form, new RegExp(`name="group" value="${id}"[^>]* checked`))
  await publish({ title: 'Again for both', group: group.toReversed() })
  const audiences = await sql('select distinct audience_id from entry where audience_id is not null')
  assert.equal(audiences.length, 1)
  await ada.send(`${address}/publishing`)
  const mailed = await sql(
    `select p.name from mail join person p on p.id = mail.person_id join entry e on e.id = mail.about_id and e.title = $1 order by 1`,
    [words.title],
  )
  assert.deepEqual(
    mailed.map(({ name }) => name.split(' ')[0]),
    ['Ada', 'Ben', 'Cleo'],
    'those who lead read it too',
  )
  assert.deepEqual(
    [(await ben.get(address)).status, (await cleo.get(address)).status, (await dov.get(address)).status],
    [200, 200, 404],
  )
  const refused = await ada.send(root, { ...words, group: [...group, '0190a0b0-0000-7000-8000-000000000000'] })
  assert.match(refused.json.fields.group, /not there any more/)
})

test('a test goes to its writer alone and confirms nothing; nobody else may ask for one', async () => {
  const address = await draft({ asksConfirmation: true })
  assert.match((await ada.get(address)).text, /Send me a test/)
  assert.equal(await codeOf(ben.send(`${address}/test`)), '404 not_found')
  assert.equal((await ada.send(`${address}/test`)).status, 200)
  await sendMails(site)
  const mail = await mailTo('ada')
  assert.equal(mail.subject, `Test: ${words.title}`)
  assert.doesNotMatch(mail.text ?? '', /\/u\//)
  assert.equal(mailbox.messages.length, 1)
  assert.equal((await sql('select from announcement_confirmation')).length, 0)
  await ada.send(`${address}/publishing`)
  assert.equal(await codeOf(ada.send(`${address}/test`)), '409 announcement_out')
})

test('mails that were kept while there was no mail server leave once a leader says so, the last of each person only', async () => {
  const address = await publish()
  await sql("update mail set state = 'kept', held_until = null where kind = 'announcement'")
  const kept = (await sql("select from mail where state = 'kept'")).length
  assert.match((await ada.get(address)).text, new RegExp(`Send the ${kept} mails that waited`))
  assert.match((await site.as('owen').get('/outbox')).text, /The room has moved/)
  assert.equal(await codeOf(ben.send(`${address}/mailing`)), '403 forbidden')
  const { json } = await ada.send(`${address}/mailing`)
  assert.equal(json.mails, kept)
  await sendMails(site)
  await mailTo('ben')
  assert.equal(await codeOf(ada.send(`${address}/mailing`)), '409 no_mail_waits')
})
