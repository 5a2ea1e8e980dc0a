/** Acts on members are taken back from their line in the audit: for all or one; what others changed since stays and is named. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { addPerson, join } from '#tests/support/actors.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { created } from '#tests/support/created.ts'
import { type Client, clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const audit = `${root}/settings/audit`
const [ada, ben, eve, owen] = [site.as('ada'), site.as('ben'), site.as('eve'), site.as('owen')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

type Line = { id: string; verb: string; takenBack: number; canTakeBack: boolean; people: { name: string }[] }
const linesOf = async (verb: string, who: Client = ada): Promise<Line[]> =>
  (await who.json(`${audit}?kind=${verb}`)).json.items
const newest = async (verb: string) => (await linesOf(verb))[0] as Line
const at = ({ id }: { id: string }) => `${audit}/${shortId(id)}/taking-back`
const outlook = async (line: Line, who: Client = ada) => {
  const { changes, stays } = (await who.json(at(line))).json
  const said = (part: { people: { name: string; says: string }[] }) =>
    part.people.map(({ name, says }) => `${name}: ${says}`)
  return { changes: said(changes), stays: said(stays) }
}
const idOf = async (name: string): Promise<string> =>
  (await query('select id from person where name = $1', [name]))[0].id
const rolesOf = async (personId: string) =>
  (
    await query('select role from membership_role where community_id = $1 and person_id = $2 order by role', [
      community.id,
      personId,
    ])
  ).map(({ role }) => role)
const isMember = async (personId: string) =>
  (await query('select from membership_shown where community_id = $1 and person_id = $2', [community.id, personId]))
    .length === 1

async function addThree(mark: string): Promise<Line> {
  const text = ['Uma', 'Vic', 'Wes'].map((name) => `${name} ${mark} <${name}-${mark}@example.org>`).join('\n')
  await created(ada.send(`${root}/members`, { people: text, confirmed: true }))
  return newest('member.added')
}

/** Somebody who looks after members, and gives no roles; a role of the site's own. */
async function greeter(): Promise<Client> {
  await query(`insert into role (name, title, place) values ('greeter', 'Greeter', 60) on conflict do nothing`)
  await query(
    `insert into role_permission (role, permission) select 'greeter', p from unnest(array['manage_members', 'community_audit']) p on conflict do nothing`,
  )
  const { id, token } = await addPerson(site, `Greeter ${Math.random().toString(36).slice(2)}`)
  await join(site, id)
  await query(`insert into membership_role (community_id, person_id, role) values ($1, $2, 'greeter')`, [
    community.id,
    id,
  ])
  return clientOf(site.server, holding(token))
}

test('who was added goes; who left, got a role or came through a cohort since stays, and is named', async () => {
  const line = await addThree('one')
  assert.equal(line.canTakeBack, true)
  const [uma, vic, wes] = [await idOf('Uma one'), await idOf('Vic one'), await idOf('Wes one')]
  assert.deepEqual(await outlook(line), {
    changes: ['Uma one: Leaves the community.', 'Vic one: Leaves the community.', 'Wes one: Leaves the community.'],
    stays: [],
  })
  await owen.send(`${root}/members/${vic}/roles`, { roles: ['moderator'] })
  const cohort = await addCohort(site, await addCourse(site), { name: 'Autumn' })
  await ada.send(`${cohort.here}/people`, { persons: [wes] })
  await ada.send(`${cohort.here}/start`)
  assert.deepEqual(await outlook(line), {
    changes: ['Uma one: Leaves the community.', 'Wes one: Stays a member: cohort “Autumn”.'],
    stays: ['Vic one: Was made Moderator since, by Owen Hale.'],
  })
  const page = await ada.get(at(line))
  for (const words of [
    'Take this back?',
    'Added people to the community',
    'Stays as it is',
    'Vic one',
    'Ada Lindqvist',
  ])
    assert.ok(page.text.includes(words), words)
  const done = await ada.post(at(line), { which: 'all' })
  assert.equal(done.status, 303, done.text)
  assert.deepEqual(await Promise.all([uma, vic, wes].map(isMember)), [false, true, true])
  const sources = await query('select source from membership_source where community_id = $1 and person_id = $2', [
    community.id,
    wes,
  ])
  assert.deepEqual(sources, [{ source: 'cohort' }])
  const [again] = (await ada.json(audit)).json.items
  assert.equal(again.verb, 'act.taken_back')
  assert.deepEqual(again.people.map(({ name }: { name: string }) => name).toSorted(), ['Uma one', 'Wes one'])
  assert.match((await owen.get('/site/audit')).text, /Took back: Added people to the community/)
  assert.equal((await newest('member.added')).takenBack, 2)
  assert.match((await ada.get(audit)).text, /Taken back for 2 of 3/)
  const { status, json } = await ada.send(at(line), { which: 'all' })
  assert.deepEqual([status, json.code], [409, 'nothing_left'])
})

test('one of several is taken back alone, from the page too', async () => {
  const line = await addThree('two')
  const vic = await idOf('Vic two')
  const done = await ada.post(at(line), { persons: [shortId(vic)] })
  assert.equal(done.headers.location, audit)
  assert.deepEqual(
    await Promise.all(['Uma two', 'Vic two', 'Wes two'].map(async (name) => isMember(await idOf(name)))),
    [true, false, true],
  )
  assert.deepEqual((await outlook(line)).stays, ['Vic two: Is no longer a member.'])
  assert.equal((await ada.post(at(line), { persons: [] })).status, 409, 'nobody ticked is nobody taken back')
})

test('a removal gives its roles back, but none that the one who takes it back may not give', async () => {
  const { id } = await addPerson(site, 'Rosa Role')
  await join(site, id)
  await ada.send(`/c/${community.slug}/members/${id}/roles`, { standing: 'helper' })
  await ada.send(`${root}/members/${id}/removal`)
  const first = await newest('member.removed')
  const host = await greeter()
  assert.deepEqual((await outlook(first, host)).changes, [
    'Rosa Role: Is a member again. Not given back, as your own role does not reach so far: Content editor, Moderator.',
  ])
  assert.deepEqual((await outlook(first)).changes, ['Rosa Role: Is a member again, as Content editor, Moderator.'])
  assert.equal((await host.send(at(first), { which: 'all' })).status, 200)
  assert.deepEqual([await isMember(id), await rolesOf(id)], [true, []])
  assert.deepEqual(await outlook(first), { changes: [], stays: ['Rosa Role: Is a member again already.'] })
  await ada.send(`${root}/members/${id}/roles`, { standing: 'helper' })
  await ada.send(`${root}/members/${id}/removal`)
  const second = await newest('member.removed')
  assert.deepEqual(await outlook(first), {
    changes: [],
    stays: ['Rosa Role: Was a member again since, and that has ended too.'],
  })
  assert.equal((await ada.send(at(second), { persons: [id] })).status, 200)
  assert.deepEqual(await rolesOf(id), ['content_editor', 'moderator'])
})

test('a role that was given is taken, one that was taken given back; never by who may not give it, and not where it was given again', async () => {
  const { id } = await addPerson(site, 'Rolf Role')
  await join(site, id)
  const roles = `${root}/members/${id}/roles`
  await ada.send(roles, { roles: ['moderator'] })
  const given = await newest('role.given')
  const host = await greeter()
  assert.equal((await host.json(at(given))).status, 403)
  assert.equal((await linesOf('role.given', host))[0]?.canTakeBack, false)
  await ada.send(roles, { roles: [] })
  assert.deepEqual((await outlook(given)).stays, ['Rolf Role: Does not have this role any more.'])
  const taken = await newest('role.taken')
  assert.deepEqual((await outlook(taken)).changes, ['Rolf Role: Is Moderator again.'])
  assert.equal((await ada.send(at(taken), { which: 'all' })).status, 200)
  assert.deepEqual(await rolesOf(id), ['moderator'])
  assert.deepEqual((await outlook(given)).stays, ['Rolf Role: Was made Moderator since, by Ada Lindqvist.'])
  await ada.send(roles, { roles: [] })
  await owen.send(roles, { standing: 'leader' })
  const leads = await newest('role.given')
  assert.equal((await ada.send(at(leads), { which: 'all' })).status, 200)
  assert.deepEqual(await rolesOf(id), [])
})

test('a role that several got at once is one line: taken back for one, then for the rest; who got it again since stays', async () => {
  const people = await Promise.all(['Mia', 'Max', 'Moe'].map((name) => addPerson(site, `${name} Many`)))
  const ids = people.map(({ id }) => id)
  for (const id of ids) await join(site, id)
  const act = (act: string, persons = ids) => ada.send(`${root}/members/roles`, { persons, role: 'moderator', act })
  const all = () => Promise.all(ids.map(async (id) => (await rolesOf(id)).join()))
  await act('give')
  const given = await newest('roles.given')
  assert.equal(given.people.length, 3)
  assert.match((await ada.get(audit)).text, /Gave several people a role: Moderator/)
  assert.deepEqual((await outlook(given)).changes, [
    'Max Many: Is no longer Moderator.',
    'Mia Many: Is no longer Moderator.',
    'Moe Many: Is no longer Moderator.',
  ])
  assert.equal((await (await greeter()).json(at(given))).status, 403)
  assert.equal((await ada.send(at(given), { persons: [ids[0]] })).status, 200)
  assert.deepEqual(await all(), ['', 'moderator', 'moderator'])
  await act('take', [ids[1] as string])
  await act('give', [ids[1] as string])
  assert.deepEqual(await outlook(given), {
    changes: ['Moe Many: Is no longer Moderator.'],
    stays: ['Max Many: Was made Moderator since, by Ada Lindqvist.', 'Mia Many: Does not have this role any more.'],
  })
  assert.equal((await ada.send(at(given), { which: 'all' })).json.takenBack, 1)
  assert.deepEqual(await all(), ['', 'moderator', ''])

  await act('give')
  await act('take')
  const taken = await newest('roles.taken')
  await ada.send(`${root}/members/${ids[2]}/roles`, { roles: ['guest'] })
  assert.deepEqual(await outlook(taken), {
    changes: ['Max Many: Is Moderator again.', 'Mia Many: Is Moderator again.'],
    stays: ['Moe Many: A guest can do less than a member and has no other role.'],
  })
  assert.equal((await ada.send(at(taken), { which: 'all' })).status, 200)
  assert.deepEqual(await all(), ['moderator', 'moderator', 'guest'])
})

test('members that were copied leave again, those who were there lose the roles that came along, and what changed since stays', async () => {
  const there = `/c/${site.cast.elsewhere.slug}`
  const text = ['Nel New', 'Ned New', 'Old Olga', 'Old Otto']
    .map((name) => `${name} <${name.replace(' ', '-')}@example.org>`)
    .join('\n')
  await created(owen.send(`${there}/members`, { people: text, confirmed: true }))
  const [nel, ned, olga, otto] = await Promise.all(['Nel New', 'Ned New', 'Old Olga', 'Old Otto'].map(idOf))
  await owen.send(`${there}/members/roles`, { persons: [nel, ned, olga, otto], role: 'moderator', act: 'give' })
  await created(ada.send(`${root}/members`, { people: 'old-olga@example.org, old-otto@example.org', confirmed: true }))
  await created(owen.send(`${root}/members/copying`, { from: site.cast.elsewhere.id, roles: true }))
  const line = await newest('members.copied')
  assert.deepEqual(await outlook(line), {
    changes: [
      'Eve Okoro: Leaves the community.',
      'Ned New: Leaves the community.',
      'Nel New: Leaves the community.',
      'Old Olga: Is no longer Moderator.',
      'Old Otto: Is no longer Moderator.',
    ],
    stays: [],
  })
  await ada.send(`${root}/members/${ned}/roles`, { roles: ['moderator', 'event_host'] })
  await ada.send(`${root}/members/${otto}/roles`, { roles: [] })
  assert.deepEqual((await outlook(line)).stays, [
    'Ned New: Was made Event host since, by Ada Lindqvist.',
    'Old Otto: Does not have this role any more.',
  ])
  assert.equal((await ada.send(at(line), { persons: [nel] })).status, 200)
  const members = () => Promise.all([nel, ned, olga, otto, people.eve.id].map((id) => isMember(id as string)))
  assert.deepEqual(await members(), [false, true, true, true, true])
  assert.equal((await ada.send(at(line), { which: 'all' })).status, 200)
  assert.deepEqual(await members(), [false, true, true, true, false])
  assert.deepEqual(await rolesOf(olga as string), [])
})

test('the last who lead a community are not taken from it', async () => {
  const { id, token } = await addPerson(site, 'Lena Leader')
  await join(site, id)
  await ada.send(`${root}/members/${id}/roles`, { standing: 'leader' })
  const line = await newest('role.given')
  await query(`delete from membership_role where community_id = $1 and role = 'manager' and person_id <> $2`, [
    community.id,
    id,
  ])
  const lena = clientOf(site.server, holding(token))
  assert.deepEqual((await outlook(line, lena)).stays, ['Lena Leader: Nobody else would lead the community.'])
  await query(`insert into membership_role (community_id, person_id, role) values ($1, $2, 'manager')`, [
    community.id,
    people.ada.id,
  ])
})

test('people of a cohort: off its list, out of it while it runs, and in again', async () => {
  const cohort = await addCohort(site, await addCourse(site, 'Coaching'), { name: 'Winter' })
  await created(
    ada.send(`${cohort.here}/people/pasted`, { people: 'Cora <cora@example.org>\neve@example.org', confirmed: true }),
  )
  const listed = await newest('cohort.listed')
  const cora = await idOf('Cora')
  assert.deepEqual((await outlook(listed)).changes, [
    'Cora: Comes off the list of the cohort.',
    'Eve Okoro: Comes off the list of the cohort.',
  ])
  assert.equal((await ada.send(at(listed), { persons: [people.eve.id] })).status, 200)
  await ada.send(`${cohort.here}/start`)
  assert.deepEqual(await outlook(listed), {
    changes: ['Cora: Leaves the cohort and the community.'],
    stays: ['Eve Okoro: Is not in the cohort any more.'],
  })
  assert.equal((await ada.send(at(listed), { which: 'all' })).status, 200)
  assert.equal(await isMember(cora), false)
  await created(ada.send(`${cohort.here}/people/pasted`, { people: 'cora@example.org', confirmed: true }))
  assert.equal((await ada.send(`${cohort.here}/people/${cora}/removal`)).status, 200)
  const left = await newest('cohort.left')
  assert.deepEqual((await outlook(left)).changes, ['Cora: Is in the cohort again, and a member by it.'])
  assert.equal((await ada.send(at(left), { which: 'all' })).status, 200)
  assert.equal(await isMember(cora), true)
  await ada.send(`${cohort.here}/end`)
  assert.equal((await ada.json(at(left))).json.code, 'cohort_ended')
})

test('only who may read the audit takes back, and only there; what is no act of these is not taken back', async () => {
  const line = await addThree('three')
  const statuses = async (address: string) =>
    Promise.all([ben, eve, site.as('visitor')].map(async (who) => (await who.send(address, { which: 'all' })).status))
  assert.deepEqual(await statuses(at(line)), [403, 404, 401])
  const onSite = `/site/audit/${shortId(line.id)}/taking-back`
  assert.deepEqual(await statuses(onSite), [404, 404, 401])
  assert.equal((await ada.json(onSite)).status, 404)
  const there = `/c/${site.cast.elsewhere.slug}/settings/audit/${shortId(line.id)}/taking-back`
  assert.equal((await eve.json(there)).status, 404, 'a line of another community is not in this audit')
  await ada.send(`${root}/settings/sections`, { section: 'discussions', move: 'up' })
  const arranged = await newest('sections.arranged')
  assert.equal(arranged.canTakeBack, false)
  assert.equal((await ada.json(at(arranged))).json.code, 'not_taken_back')
  assert.equal((await owen.post(onSite, { which: 'all' })).headers.location, '/site/audit')
  assert.equal((await newest('member.added')).takenBack, 3)
  assert.match((await owen.get('/site/audit')).text, /Taken back</)
})

test('in an archived community nothing is taken back, and after thirty days nothing is', async () => {
  const line = await addThree('four')
  await owen.send(`${root}/settings/archiving`)
  assert.equal((await newest('member.added')).canTakeBack, false)
  assert.equal((await owen.json('/site/audit?kind=member.added')).json.items[0].canTakeBack, false)
  assert.equal((await ada.send(at(line), { which: 'all' })).json.code, 'community_archived')
  await owen.send(`${root}/settings/activation`)
  await site.shiftClock('29 days')
  assert.equal((await newest('member.added')).canTakeBack, true)
  await site.shiftClock('30 days')
  assert.equal((await newest('member.added')).canTakeBack, false)
  assert.equal((await ada.send(at(line), { which: 'all' })).json.code, 'too_long_ago')
  assert.match((await ada.get(at(line))).text, /more than 30 days ago/)
})
