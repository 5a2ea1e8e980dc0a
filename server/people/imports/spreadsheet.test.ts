/**
 * What this is for: an owner brings 10,000 people in two cohorts and three communities from a spreadsheet, corrects its bad rows from
 * the report, ends a cohort, and reads in the audit who did what.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { created } from '#tests/support/created.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { asMany } from '#tests/support/long-run.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const owen = site.as('owen')
const { community, elsewhere } = site.cast
const people = asMany(10_000, { else: 700 })
const bad = asMany(200, { else: 20 })
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

interface Shown {
  readonly state: string
  readonly counts: Readonly<Record<'added' | 'updated' | 'unchanged' | 'refused', number>>
  readonly address: string
}

async function bringIn(bytes: string): Promise<{ looked: Shown; ran: Shown }> {
  const file = { name: 'people.csv', bytes }
  const { text, status } = await sendFiles(site, 'owen', '/site/people/import', {}, { file })
  assert.equal(status, 201, text)
  const { address } = JSON.parse(text)
  const show = async () => ({ ...(await owen.json(address)).json, address })
  await runJobs(site, 'import-people')
  const looked = await show()
  await owen.send(`${address}/run`, { invite: 'later' })
  await runJobs(site, 'import-people')
  return { looked, ran: await show() }
}

/** Where one in every three of them goes, by number. */
const placesOf = (i: number, third: string) =>
  [
    `cohort:${community.slug}/Spring`,
    `cohort:${community.slug}/Summer|community:${elsewhere.slug}`,
    `community:${third}|community:${elsewhere.slug}`,
  ][i % 3]

/** Each bad row is bad in one of five ways, all of which can be read from the report. */
const spoiled = (i: number, line: string) =>
  [
    line.replace('@', ' at '),
    line.replace(/,[^,]*,[^,]*,/, ',,,'),
    line.replace('community:', 'community:not-').replace('cohort:', 'cohort:not-'),
    `${line},one cell too many`,
    line.replace('Europe/Lisbon', 'Lisbon time'),
  ][i % 5] as string

test('from a spreadsheet with bad rows to an audit that says who did what', async () => {
  const { slug: third } = (
    await owen.send('/c/new', { name: 'Third place', purpose: 'The third of three communities.', hue: 30 })
  ).json
  const root = `/c/${community.slug}`
  const course = await created(owen.send(`${root}/courses`, { name: 'Leading' }))
  const cohorts = []
  for (const name of ['Spring', 'Summer'])
    cohorts.push(await created(owen.send(`${root}/courses/${course.id}/cohorts`, { name })))
  const [spring] = cohorts as [{ id: string }]
  const good = Array.from({ length: people }, (_, i) => {
    const mark = String(i).padStart(5, '0')
    return `H-${mark},p${mark}@people.example,Åsa ${mark},Öz,Europe/Lisbon,${placesOf(i, third)}`
  })
  const head = 'Personalnummer,E-Mail,Vorname,Nachname,Zeitzone,Gruppen'
  const lines = good.map((line, i) => (i < bad ? spoiled(i, line) : line))
  const { looked, ran } = await bringIn(`${[head, ...lines].join('\n')}\n`)
  assert.deepEqual(looked.counts, { added: people - bad, updated: 0, unchanged: 0, refused: bad })
  assert.deepEqual(ran.counts, looked.counts, 'the run did what the dry run said')

  const report = (await owen.get(`${ran.address}/report.csv`)).text
  const refused = report.trim().split('\r\n').slice(1)
  assert.equal(refused.length, bad)
  const byNumber = new Map(good.map((line) => [line.slice(0, 7), line]))
  const [reportHead = ''] = report.split('\r\n')
  assert.match(reportHead, /Personalnummer,E-Mail,Vorname,Nachname,Zeitzone,Gruppen,.*why,line/)
  const corrected = refused.map((line) => byNumber.get(line.slice(0, 7)) as string)
  const again = await bringIn(`${[head, ...corrected].join('\n')}\n`)
  assert.deepEqual(again.ran.counts, { added: bad, updated: 0, unchanged: 0, refused: 0 })

  const count = async (sql: string, ...values: unknown[]) => (await query(sql, values))[0].n as number
  assert.equal(await count("select count(*)::int as n from person where email like '%@people.example'"), people)
  const thirds = [0, 1, 2].map((rest) => good.filter((_, i) => i % 3 === rest).length) as [number, number, number]
  const members = (slug: string) =>
    count(
      `select count(*)::int as n from membership_shown m join community c on c.id = m.community_id join person p on p.id = m.person_id
       where c.slug = $1 and p.email like '%@people.example'`,
      slug,
    )
  assert.equal(await members(elsewhere.slug), thirds[1] + thirds[2])
  assert.equal(await members(third), thirds[2])
  assert.equal(await members(community.slug), 0, 'both cohorts are prepared')
  assert.equal((await owen.send(`${root}/cohorts/${spring.id}/start`)).status, 200)
  assert.equal(await members(community.slug), thirds[0])
  const ended = await owen.send(`${root}/cohorts/${spring.id}/end`)
  assert.equal(ended.status, 200, ended.text)
  assert.equal(await members(community.slug), thirds[0], 'they stay as alumni')

  const audit = (await owen.get('/site/audit')).text.replace(/<[^>]+>/g, ' ')
  for (const said of [
    /Ended a cohort/,
    /Started a cohort/,
    /Brought in people from a file/,
    /Began to bring in people/,
  ])
    assert.match(audit, said)
  const { items } = (await owen.json('/site/audit?kind=people_import.done')).json
  assert.deepEqual(
    items.map(({ by, facts }: { by: { name: string }; facts: { added: number } }) => [by.name, facts.added]),
    [
      ['Owen Hale', bad],
      ['Owen Hale', people - bad],
    ],
  )
  assert.equal((await owen.json('/site/audit?kind=cohort.ended')).json.items[0].by.name, 'Owen Hale')
})
