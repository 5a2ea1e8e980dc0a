/** The letter of a cohort: each of its people gets it once, when it starts or they join it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startCohortsJob } from '#server/people/jobs.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { community, people } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, dov] = [site.as('ada'), site.as('ben'), site.as('dov')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

/** Who got which mail since the last call: `nia@example.org cohort_letter`. */
async function mailed(): Promise<string[]> {
  await sendMails(site)
  const found = await query('select p.email, m.kind from mail m join person p on p.id = m.person_id order by 1, 2')
  await query('delete from mail')
  return found.map(({ email, kind }) => `${email} ${kind}`)
}

const letter = {
  letter: 'Welcome, **all of you**.\n\n- Bring a question\n- Read [the guide](/c/first-line-leaders/toolkit)',
  todo: 'Say hello',
  todoPath: `${root}/discussions`,
}

test('who teaches writes it; who only takes the course does not', async () => {
  const cohort = await addCohort(site, await addCourse(site))
  const here = `${cohort.here}/letter`
  assert.equal((await ada.send(`${cohort.here}/teachers`, { who: '@ben-reyes' })).status, 201)
  assert.match((await ben.get(cohort.here)).text, /Write the letter/)
  assert.equal((await ben.post(here, letter)).status, 303)
  assert.match((await ben.get(here)).text, /<strong>all of you<\/strong>/)
  assert.equal((await dov.get(here)).status, 404)
  await ada.send(`${cohort.here}/start`)
  assert.equal((await dov.get(here)).status, 403)
  assert.equal((await dov.send(here, letter)).status, 403)
  assert.match((await ben.send(here, { todoPath: root })).json.fields.todo, /Say what there is to do/)
  const out = await ben.send(here, { todo: 'Go', todoPath: 'https://example.com/' })
  assert.match(out.json.fields.todoPath, /inside this community/)
  const none = await ada.send(`${cohort.here}/teachers`, { who: 'Zoe Nobody' })
  assert.equal(none.json.fields.who, 'No member is called that. Add them as a member first.')
  await ada.send(`${cohort.here}/end`)
  assert.equal((await ben.send(here, letter)).json.code, 'cohort_ended')
  await mailed()
})

test('each of its people gets it once when it starts; who is new here gets no invitation beside it', async () => {
  const cohort = await addCohort(site, await addCourse(site), { startsOn: '2026-01-05', endsOn: '2099-03-01' })
  await ada.send(`${cohort.here}/people/pasted`, { people: 'Nia Brook <nia@example.org>', confirmed: true })
  await ada.send(`${cohort.here}/people`, { persons: [people.dov.id] })
  await ada.send(`${cohort.here}/teachers`, { who: '@ben-reyes' })
  assert.equal((await ada.send(`${cohort.here}/letter`, letter)).json.mails, 0)
  assert.deepEqual(await mailed(), [])
  await startCohortsJob.run(site.platform, {})
  await sendMails(site)
  const sent = await mailbox.waitFor(({ to }) => [to].flat().some((one) => one?.text.includes('nia@')))
  assert.equal(sent.subject, 'Leading teams has started: Spring')
  assert.match(sent.text ?? '', /Welcome, all of you\.\n\n- Bring a question/)
  assert.match(sent.text ?? '', /5 January 2026 to 1 March 2099\nTaught by Ben Reyes/)
  assert.match(sent.text ?? '', /Say hello\nhttp:\/\/[^\n]*\/c\/first-line-leaders\/discussions/)
  assert.match(sent.text ?? '', /You sign in with this mail address/)
  assert.ok(sent.headers.get('list-unsubscribe') ?? sent.headers.get('list'))
  assert.deepEqual(await mailed(), ['dov@example.org cohort_letter', 'nia@example.org cohort_letter'])
  const lettersOnPage = await Promise.all([dov, ben, ada].map(async (one) => (await one.json(cohort.here)).json.letter))
  assert.deepEqual([lettersOnPage[0].todo, ...lettersOnPage.slice(1)], ['Say hello', null, null])
  assert.match((await dov.get(cohort.here)).text, /<strong>all of you<[\s\S]*\/discussions">Say hello</)
  await startCohortsJob.run(site.platform, {})
  await ada.send(`${cohort.here}/letter`, { ...letter, letter: 'Changed' })
  assert.deepEqual(await mailed(), [])
  const cleo = { persons: [people.cleo.id] }
  assert.equal((await ada.send(`${cohort.here}/people`, cleo)).status, 201)
  assert.deepEqual(await mailed(), ['cleo@example.org cohort_letter'])
  await ada.send(`${cohort.here}/people/${people.cleo.id}/removal`)
  assert.deepEqual(await mailed(), [])
})

test('a letter that is written while the cohort runs goes at once; without one who is new gets an invitation', async () => {
  const cohort = await addCohort(site, await addCourse(site), { name: 'Late' })
  await ada.send(`${cohort.here}/start`)
  await ada.send(`${cohort.here}/people/pasted`, { people: 'Sam Late <sam@example.org>', confirmed: true })
  assert.deepEqual(await mailed(), ['sam@example.org invitation'])
  assert.match((await ada.get(`${cohort.here}/letter`)).text, /Save, and send it to 1 person/)
  assert.equal((await ada.send(`${cohort.here}/letter`, letter)).json.mails, 1)
  assert.deepEqual(await mailed(), ['sam@example.org cohort_letter'])
})

test('who chose so gets no letter, and who has left by then neither', async () => {
  const cohort = await addCohort(site, await addCourse(site), { name: 'Quiet' })
  await ada.send(`${cohort.here}/letter`, letter)
  await ada.send(`${cohort.here}/people`, { persons: [people.dov.id, people.cleo.id] })
  assert.equal((await dov.post(`/inbox/settings/${community.slug}`, { cohort_letter: 'off' })).status, 303)
  await ada.send(`${cohort.here}/start`)
  await ada.send(`${cohort.here}/people/${people.cleo.id}/removal`)
  await sendMails(site)
  const found = await query(
    'select p.handle, m.state, m.why from mail m join person p on p.id = m.person_id order by 1',
  )
  assert.deepEqual(found, [
    { handle: 'cleo-marsh', state: 'dropped', why: 'left' },
    { handle: 'dov-adler', state: 'dropped', why: 'opted_out' },
  ])
})

test('letters that were kept while no mail could leave go out once, when somebody who writes them says so', async () => {
  await mailed()
  const cohort = await addCohort(site, await addCourse(site), { name: 'Patient' })
  const mailing = `${cohort.here}/letter/mailing`
  await ada.send(`${cohort.here}/letter`, letter)
  await ada.send(`${cohort.here}/people`, { persons: [people.cleo.id, people.ben.id] })
  await ada.send(`${cohort.here}/start`)
  await sendMails(site)
  assert.equal((await ada.send(mailing)).json.code, 'no_letter_waits')
  await query("update mail set state = 'kept', sent_at = null where about_id = $1", [cohort.id])
  await ada.send(`${cohort.here}/people/${people.ben.id}/removal`)
  assert.match((await ada.get(cohort.here)).text, /1 person has not got it yet/)
  assert.match((await site.as('owen').get('/outbox')).text, /Leading teams: Patient.*Send the letter that waited/s)
  assert.equal((await dov.send(mailing)).status, 403)
  assert.match((await ada.get(cohort.here)).text, /1 letter was not sent.*Send the letter that waited/s)
  assert.equal((await ada.send(mailing)).json.mails, 1)
  await sendMails(site)
  assert.match((await ada.get(cohort.here)).text, /Everybody has it/)
  assert.doesNotMatch((await site.as('owen').get('/outbox')).text, /Patient/)
  assert.equal((await ada.send(mailing)).json.code, 'no_letter_waits')
})

test('a kept letter to a person new to the site waits on for a day where another mail has invited them', async () => {
  const [first, second] = [await addCohort(site, await addCourse(site)), await addCohort(site, await addCourse(site))]
  for (const cohort of [first, second]) {
    await ada.send(`${cohort.here}/letter`, letter)
    await ada.send(`${cohort.here}/people/pasted`, { people: 'Ria Stone <ria@example.org>', confirmed: true })
    await ada.send(`${cohort.here}/start`)
  }
  await sendMails(site)
  await query("update mail set state = 'kept', sent_at = null where about_id = $1", [second.id])
  const mailing = `${second.here}/letter/mailing`
  assert.equal((await ada.send(mailing)).json.code, 'enough_letters_for_today')
  await query('delete from mail where about_id = $1', [first.id])
  assert.equal((await ada.send(mailing)).json.mails, 1)
})
