/** A whole file is taken back from its line in the audit: for all or one; what others changed since stays, and is named. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, elsewhere } = site.cast
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

const auditOf = (base: string) => (base.startsWith('/site') ? '/site/audit' : `/c/${community.slug}/settings/audit`)

/** Brings a file in. @returns where its line is taken back */
async function bringIn(who: CastName, base: string, bytes: string): Promise<string> {
  const { text } = await sendFiles(site, who, base, {}, { file: { name: 'people.csv', bytes } })
  const { address } = JSON.parse(text)
  assert.equal((await site.as(who).send(`${address}/run`, { invite: 'later' })).status, 200)
  const { items } = (await site.as(who).json(`${auditOf(base)}?kind=people_import.done`)).json
  assert.equal(items[0].canTakeBack, true)
  return `${auditOf(base)}/${shortId(items[0].id)}/taking-back`
}

async function outlook(who: CastName, at: string) {
  const { changes, stays } = (await site.as(who).json(at)).json
  const said = (part: { people: { name: string; says: string }[] }) =>
    part.people.map(({ name, says }) => `${name}: ${says}`)
  return { changes: said(changes), stays: said(stays) }
}

const person = async (email: string) => (await query('select * from person where email = $1', [email]))[0]
const isMember = async (email: string, communityId = community.id) =>
  (
    await query(
      'select from membership_shown m join person p on p.id = m.person_id where p.email = $1 and m.community_id = $2',
      [email, communityId],
    )
  ).length === 1

test('a leader takes back a file: one row, then all; who got a role or came by other means since stays', async () => {
  const ofCommunity = `/c/${community.slug}/members/import`
  const rows = ['t1', 't2', 't3', 't4'].map((one) => `${one}@example.org,${one.toUpperCase()} T,`)
  const at = await bringIn('ada', ofCommunity, `email,name,role\n${rows.join('\n')}\nt5@example.org,T5 T,Moderator\n`)
  const [t2, t3] = [await person('t2@example.org'), await person('t3@example.org')]
  await site.as('owen').send(`/c/${community.slug}/members/${t2.id}/roles`, { roles: ['moderator'] })
  const cohort = await addCohort(site, await addCourse(site), { name: 'Autumn' })
  await site.as('ada').send(`${cohort.here}/people`, { persons: [t3.id] })
  await site.as('ada').send(`${cohort.here}/start`)
  assert.deepEqual(await outlook('ada', at), {
    changes: [
      'T1 T: Leaves First-line leaders.',
      'T3 T: Stays in First-line leaders, where something else makes them a member.',
      'T4 T: Leaves First-line leaders.',
      'T5 T: Leaves First-line leaders.',
    ],
    stays: ['T2 T: Stays in First-line leaders: was made Moderator there by Owen Hale.'],
  })
  for (const [who, status] of [
    ['ben', 403],
    ['eve', 404],
    ['visitor', 401],
  ] as const)
    assert.equal((await site.as(who).send(at, { which: 'all' })).status, status, who)
  const t1 = await person('t1@example.org')
  assert.equal((await site.as('ada').send(at, { which: 'ticked', persons: [t1.id] })).json.takenBack, 1)
  assert.deepEqual([await isMember('t1@example.org'), await isMember('t4@example.org')], [false, true])
  const rest = (await site.as('ada').send(at, { which: 'all' })).json
  assert.deepEqual(rest, { takenBack: 3, stayed: 2 })
  for (const [email, is] of [
    ['t2@example.org', true],
    ['t3@example.org', true],
    ['t4@example.org', false],
    ['t5@example.org', false],
  ] as const)
    assert.equal(await isMember(email), is, email)
  assert.equal(
    (await query("select from membership_role r join person p on p.id = r.person_id where p.email = 't5@example.org'"))
      .length,
    0,
  )
  assert.equal((await site.as('ada').send(at, { which: 'all' })).json.code, 'nothing_left')
  assert.equal((await person('t4@example.org')).removed_at, null, 'the account stays')
  await site.shiftClock('31 days')
  assert.equal((await site.as('ada').send(at, { which: 'all' })).json.code, 'too_long_ago')
})

test('the site’s file is taken back everywhere, and profiles say again what they said, unless they were changed since', async () => {
  const head = 'email,first_name,last_name,title,location,groups\n'
  await bringIn(
    'owen',
    '/site/people/import',
    `${head}u1@example.org,U,One,Coach,Porto,\nu2@example.org,U,Two,Coach,Porto,\n`,
  )
  const groups = `community:${community.slug}|community:${elsewhere.slug}|cohort:${community.slug}/Cohort of ben`
  const at = await bringIn(
    'owen',
    '/site/people/import',
    `${head}u1@example.org,,,Boss,Lisbon,${groups}\nu2@example.org,,,Boss,Lisbon,\n`,
  )
  await query("update person set title = 'Own words' where email = 'u2@example.org'")
  const { changes, stays } = await outlook('owen', at)
  assert.deepEqual(stays, [])
  assert.deepEqual(changes, [
    'U One: Leaves Elsewhere, First-line leaders. Leaves the cohort Cohort of ben. The profile says again what it said before.',
    'U Two: The profile says again what it said before.',
  ])
  assert.equal((await site.as('owen').send(at, { which: 'all' })).json.takenBack, 2)
  const [one, two] = [await person('u1@example.org'), await person('u2@example.org')]
  assert.deepEqual([one.title, one.location, two.title, two.location], ['Coach', 'Porto', 'Own words', 'Porto'])
  assert.deepEqual(
    [await isMember('u1@example.org'), await isMember('u1@example.org', elsewhere.id)],
    [false, false],
    'the cohort went too',
  )
})
