/** People of a community find each other: by languages, zone, fields of the site, and by what one can teach another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { shortId } from '#server/platform/ids.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread } from '#tests/support/threads.ts'

const site = await openSite()
const { people, community } = site.cast
const db = site.database.db.write
const members = `/c/${community.slug}/members`
type Who = keyof typeof people
const namesAt = async (who: Who, question: string): Promise<string[]> =>
  (await site.as(who).json(`${members}?${question}`)).json.items.map(({ name }: { name: string }) => name)
const say = async (who: Who, more: Record<string, string>) => {
  const { name, title, location, bio, askMeAbout, wantToLearn } = (await site.as(who).json('/account')).json
  const answer = await site.as(who).send('/account', { name, title, location, bio, askMeAbout, wantToLearn, ...more })
  assert.equal(answer.status, 200, answer.text)
}

test('what one can be asked about is matched with what others want to learn, both ways', async () => {
  await say('ben', { askMeAbout: 'Facilitating retrospectives', wantToLearn: 'giving feedback' })
  await say('cleo', { askMeAbout: 'Feedback that helps', wantToLearn: 'facilitation of workshops' })
  await say('dov', { askMeAbout: 'Budgets', wantToLearn: 'about other things' })
  const { json } = await site.as('ben').json(members)
  assert.deepEqual([json.learners, json.guides], [1, 1])
  assert.deepEqual(await namesAt('ben', 'match=learn'), ['Cleo Marsh'])
  assert.deepEqual(await namesAt('ben', 'match=know'), ['Cleo Marsh'])
  assert.deepEqual(await namesAt('dov', 'match=know'), [], 'words that are in every sentence match nothing')
  const page = await site.as('ben').get(members)
  assert.match(page.text, /1 person here wants to learn what you know/)
  assert.match(page.text, /you want to learn that/)
  assert.match((await site.as('dov').get(members)).text, /Budgets/)
  assert.doesNotMatch((await site.as('dov').get(members)).text, /wants to learn what you know/)
})

test('languages are written by name, found by filter, and a name we do not know is said', async () => {
  await say('cleo', { languages: 'Deutsch, english; fr, Farsi' })
  const { json } = await site.as('ben').json(`/people/${shortId(people.cleo.id)}`)
  assert.deepEqual(json.languages, ['de', 'en', 'fr', 'fa'])
  assert.match(
    (await site.as('ben').get(`/people/${shortId(people.cleo.id)}`)).text,
    /German, English, French, Persian/,
  )
  assert.deepEqual(await namesAt('ben', 'language=fr'), ['Cleo Marsh'])
  assert.deepEqual(await namesAt('ben', 'language=it'), [])
  assert.deepEqual(await namesAt('ben', 'q=persisch'), ['Cleo Marsh'], 'by its name in any language of the site')
  assert.deepEqual(await namesAt('ben', 'q=cleo+french'), ['Cleo Marsh'])
  assert.deepEqual(await namesAt('ben', 'q=ben+french'), [])
  const refused = await site.as('cleo').send('/account', { name: 'Cleo Marsh', languages: 'Klingon' })
  assert.match(refused.json.fields.languages, /We know no language called “Klingon”/)
  await say('cleo', {})
  assert.deepEqual(
    (await site.as('cleo').json('/account')).json.languages,
    ['de', 'en', 'fr', 'fa'],
    'an older form leaves them',
  )
})

test('fields of the site are searched and narrow the list, for those who see them', async () => {
  const owen = site.as('owen')
  const { json } = await owen.send('/site/profile-fields', { label: 'Department' })
  await owen.send('/site/profile-fields', { label: 'Grade', shownTo: 'leaders' })
  const [department, grade] = (await owen.json('/site/profile-fields')).json.fields
  assert.ok(json.fields.length > 0)
  const values = [people.cleo.id, people.dov.id].flatMap((id) => [
    { field_id: department.id, person_id: id, value: 'Plant Tübingen' },
    { field_id: grade.id, person_id: id, value: 'E4' },
  ])
  await db.insertInto('profile_value').values(values).execute()
  assert.deepEqual(await namesAt('ben', 'q=tubingen'), ['Cleo Marsh', 'Dov Adler'])
  assert.deepEqual(await namesAt('ben', 'q=E4'), [])
  assert.deepEqual(await namesAt('ada', 'q=E4'), ['Cleo Marsh', 'Dov Adler'])
  const having = (field: { id: string }, value: string) => `having=${shortId(field.id)}.${encodeURIComponent(value)}`
  assert.deepEqual(await namesAt('ben', having(department, 'Plant Tübingen')), ['Cleo Marsh', 'Dov Adler'])
  assert.deepEqual(await namesAt('ben', having(grade, 'E4')), [], 'nobody is found by what one does not see')
  assert.deepEqual(
    (await site.as('ben').json(members)).json.fields.map(({ label }: { label: string }) => label),
    ['Department'],
  )
})

test('the time where somebody is stands there where it is another, and contributions that all may read are counted', async () => {
  await say('cleo', { timeZone: 'Pacific/Auckland' })
  await say('dov', { timeZone: 'UTC' })
  await startThread(site, 'cleo', 'One')
  await startThread(site, 'cleo', 'Two')
  assert.deepEqual(await namesAt('ben', 'zone=Pacific/Auckland'), ['Cleo Marsh'])
  assert.deepEqual(await namesAt('ben', 'q=auckland'), ['Cleo Marsh'])
  assert.deepEqual((await site.as('ben').json(members)).json.zones, ['Europe/Lisbon', 'Pacific/Auckland', 'UTC'])
  assert.ok(
    (await namesAt('ben', 'zone=Europe/Lisbon')).includes('Ben Reyes'),
    'who has no zone is in that of the community',
  )
  assert.match((await site.as('ben').get(members)).text, /Pacific\/Auckland \(\d\d?:\d\d\)/)
  const { json, text } = await site.as('ben').json(members)
  const cleo = json.items.find(({ name }: { name: string }) => name === 'Cleo Marsh')
  assert.deepEqual([cleo?.timeZone, cleo?.contributions], ['Pacific/Auckland', 2], text)
  assert.match((await site.as('ben').get(members)).text, / there · .*2 contributions/)
})

test('2,000 people are a page of 60, and the same number of statements', async () => {
  await sql`
    with made as (
      insert into person (name, email, handle, ask_me_about, want_to_learn, languages, time_zone)
      select 'Person ' || i, 'p' || i || '@example.net', 'p' || i, 'Feedback and facilitation', 'Negotiating prices', '{en,de}', 'Asia/Tokyo'
      from generate_series(1, 2000) i returning id)
    insert into membership (community_id, person_id) select ${community.id}, id from made`.execute(db)
  const page = await site.as('ben').get(members)
  assert.ok(page.text.length < 160_000, `${page.text.length} characters`)
  let [after, seen]: [string | null, number] = ['', 0]
  while (after !== null) {
    const { json } = await site.as('ben').json(`${members}?match=know&after=${after}`)
    seen += json.items.length
    after = json.next
  }
  assert.equal(seen, 2001)
})
