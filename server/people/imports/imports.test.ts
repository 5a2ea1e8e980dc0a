/** People from a file: looked over line by line, then brought in; what leaders may not change, and what nobody changes twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, elsewhere, people } = site.cast
const members = `/c/${community.slug}/members`
const ofCommunity = `${members}/import`
const ofSite = '/site/people/import'
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

interface Shown {
  state: string
  counts: Record<string, number>
  items: { line: number; result: string; why: string | null }[]
  problem: string | null
  address: string
  columns: string[]
  samples: { encoding: string; words: string[] }[]
  doubled: string[]
  waiting: number
}

/** Uploads a file and says what its page shows. */
async function upload(who: CastName, base: string, bytes: string | Uint8Array, fields = {}, name = 'people.csv') {
  const { status, text } = await sendFiles(site, who, base, fields, { file: { name, bytes } })
  assert.equal(status, 201, text)
  return show(who, JSON.parse(text).address)
}

async function show(who: CastName, address: string): Promise<Shown> {
  const { status, json, text } = await site.as(who).json(address)
  assert.equal(status, 200, text)
  return { ...json, address }
}

async function run(who: CastName, { address }: Shown, fields = {}): Promise<Shown> {
  const { status, text } = await site.as(who).send(`${address}/run`, fields)
  assert.equal(status, 200, text)
  return show(who, address)
}

const results = ({ items }: Shown) => items.map(({ result }) => result)
const whys = ({ items }: Shown) => items.map(({ why }) => why)
const person = async (email: string) => (await query('select * from person where email = $1', [email]))[0]
const sourcesOf = async (email: string, communityId = community.id) =>
  (
    await query(
      `select s.source from membership_source s join person p on p.id = s.person_id
       where p.email = $1 and s.community_id = $2 order by 1`,
      [email, communityId],
    )
  ).map(({ source }) => source)

/** Everything that an import writes, for comparing. */
const everything = async () =>
  JSON.stringify([
    await query('select * from person order by id'),
    await query('select * from profile_value order by person_id, field_id'),
    await query('select * from membership order by community_id, person_id'),
    await query('select * from membership_source order by community_id, person_id, source'),
    await query('select * from membership_role order by community_id, person_id, role'),
    await query('select * from cohort_person order by cohort_id, person_id'),
    await query('select id from mail order by id'),
  ])

test('a leader’s file adds people, says what each line does before, and leaves profiles alone', async () => {
  const text =
    'E-Mail;Vorname;Nachname;Titel\nnia@example.org;Nia;Brook;Boss\neve@example.org;Eva;Other;Boss\nben@example.org;Benny;R;x\nnobody\n;No;Address\n'
  const before = await everything()
  const looked = await upload('ada', ofCommunity, text)
  assert.equal(looked.state, 'ready')
  assert.deepEqual(looked.columns, ['email', 'first_name', 'last_name', ''])
  assert.deepEqual(results(looked), ['added', 'added', 'unchanged', 'refused', 'refused'])
  assert.deepEqual(whys(looked).slice(3), ['“nobody” is not a mail address.', 'There is no mail address in this line.'])
  assert.equal(looked.items[3]?.line, 5)
  assert.equal(await everything(), before, 'looking over changes nothing')
  const eve = await person('eve@example.org')
  const done = await run('ada', looked)
  assert.equal(done.state, 'done')
  assert.deepEqual(results(done), results(looked), 'the run does what the dry run said')
  assert.equal((await person('nia@example.org')).name, 'Nia Brook')
  assert.equal((await person('nia@example.org')).title, '', 'a leader’s file says nothing of profiles')
  assert.deepEqual(await person('eve@example.org'), eve)
  assert.deepEqual(await sourcesOf('nia@example.org'), ['csv'])
  const again = await upload('ada', ofCommunity, text)
  assert.deepEqual(results(again), ['unchanged', 'unchanged', 'unchanged', 'refused', 'refused'])
  const after = await everything()
  await run('ada', again)
  assert.equal(await everything(), after, 'a second run changes nothing')
  await sendMails(site)
  const mails = await query(
    `select p.email, count(*)::int as n from mail join person p on p.id = mail.person_id where kind = 'invitation' and community_id = $1 group by 1 order by 1`,
    [community.id],
  )
  assert.deepEqual(
    mails.map(({ email, n }) => `${email} ${n}`),
    ['eve@example.org 1', 'nia@example.org 1'],
  )
  await query('delete from membership where person_id = $1 and community_id = $2', [people.eve.id, community.id])
})

test('the report has the refused lines as they came; corrected and sent again, only they run', async () => {
  const looked = await upload('ada', ofCommunity, 'email,name\nzoe@example.org,=1+1 Zoe\nzoe at example.org,Zoë\n')
  assert.deepEqual(results(looked), ['added', 'refused'])
  await run('ada', looked)
  const { text, headers } = await site.as('ada').get(`${looked.address}/report.csv`)
  assert.match(String(headers['content-disposition']), /refused\.csv/)
  assert.equal(
    text,
    '\ufeffemail,name,why,line\r\nzoe at example.org,Zoë,“zoe at example.org” is not a mail address.,3\r\n',
  )
  assert.equal((await person('zoe@example.org')).name, '=1+1 Zoe')
  const corrected = await upload(
    'ada',
    ofCommunity,
    text.replace('zoe at', 'zoe2@'.replace('@', '')).replace(' example', '@example'),
  )
  assert.deepEqual(results(corrected), ['added'])
})

test('the page of a place shows the form, what can be chosen, and the files so far', async () => {
  const page = await site.as('ada').get(ofCommunity)
  assert.match(page.text, /people\.csv/)
  assert.match((await site.as('owen').get(ofSite)).text, /They come into/)
})

test('nobody else reads or runs a leader’s file, and the site’s is for those who run it', async () => {
  const looked = await upload('ada', ofCommunity, 'email\nkim@example.org\n')
  for (const [who, status] of [
    ['ben', 403],
    ['eve', 404],
    ['visitor', 401],
  ] as const) {
    assert.equal((await site.as(who).json(looked.address)).status, status, who)
    assert.equal((await site.as(who).send(`${looked.address}/run`)).status, status, who)
    assert.equal(
      (await site.as(who).get(`${looked.address}/report.csv`, { accept: 'application/json' })).status,
      status,
      who,
    )
  }
  const other = looked.address.replace(community.slug, elsewhere.slug)
  assert.equal((await site.as('eve').json(other)).status, 404, 'another community does not lead to it')
  const ours = await upload('owen', ofSite, 'email\nben@example.org\n')
  for (const who of ['ada', 'ben'] as const) assert.equal((await site.as(who).json(ours.address)).status, 404)
  assert.equal((await site.as('ada').json(`${ofCommunity}/${ours.address.split('/').at(-1)}`)).status, 404)
})

test('the site’s file makes and changes accounts; what is blank stays, and an id finds who has another address', async () => {
  const head = 'external_id\temail\tfirst_name\tlast_name\ttitle\tlocation\ttime_zone\tlocale\tgroups\n'
  const group = `community:${elsewhere.slug}`
  const first = await upload(
    'owen',
    ofSite,
    `${head}007\tmira@example.org\tMira\tÖzil\tCoach\tPorto\tEurope/Lisbon\tde-DE\t${group}\n008\tnobody@example.org\t\tHalf\t\t\t\t\t\n`,
  )
  assert.deepEqual(results(first), ['added', 'refused'])
  assert.match(String(whys(first)[1]), /needs a first and a last name/)
  await run('owen', first)
  const mira = await person('mira@example.org')
  assert.deepEqual(
    [mira.name, mira.title, mira.location, mira.time_zone, mira.locale],
    ['Mira Özil', 'Coach', 'Porto', 'Europe/Lisbon', 'de'],
  )
  assert.deepEqual(await sourcesOf('mira@example.org', elsewhere.id), ['csv'])
  const second = await upload('owen', ofSite, `${head}007\tmira.ozil@example.org\t\t\tHead coach\t\t\t\t\n`)
  assert.deepEqual(results(second), ['updated'])
  await run('owen', second)
  const moved = await person('mira.ozil@example.org')
  assert.deepEqual([moved.id, moved.name, moved.title, moved.location], [mira.id, 'Mira Özil', 'Head coach', 'Porto'])
  assert.equal(moved.mail_version, mira.mail_version + 1, 'mailed links end')
  const [told] = await query("select address from mail where kind = 'address_changed' order by created_at desc limit 1")
  assert.equal(told.address, 'mira@example.org')
  const wrong = await upload(
    'owen',
    ofSite,
    `${head}007\tben@example.org\tMira\tÖzil\t\t\t\t\t\n009\tmira.ozil@example.org\tA\tB\t\t\t\t\t\n\tben@example.org\tBen\tReyes\t\t\tMars/Phobos\t\t\n\tben@example.org\t\t\t\t\t\tkl\t\n\tx@example.org\tX\tY\t\t\t\t\tcohort:nowhere\n\ty@example.org\tX\tY\t\t\t\t\tcommunity:nowhere\n\tz@example.org\tX\tY\t\t\t\t\tcohort:${community.slug}/Nowhere\n`,
  )
  assert.deepEqual(whys(wrong), [
    'This address belongs to somebody else on this site: Ben Reyes.',
    'This address belongs to somebody with another external id (007).',
    '“Mars/Phobos” is not a time zone. Write it like Europe/Berlin.',
    'This site does not speak the language “kl”.',
    '“cohort:nowhere” is not a group. Write community:ADDRESS or cohort:ADDRESS/NAME, with | between several.',
    'There is no community “nowhere” that you look after.',
    `There is no cohort “Nowhere” in “${community.slug}”.`,
  ])
})

test('managers and fields of the site’s own come with the file; a manager may stand further down', async () => {
  const field = { key: 'cost_centre', label: 'Cost centre' }
  const made = await site.as('owen').send('/site/profile-fields', { ...field, shownTo: 'staff', changedBy: 'site' })
  assert.equal(made.status, 201, made.text)
  const text =
    'email;first_name;last_name;manager_email;Cost centre\nm1@example.org;M;One;m2@example.org;K-7\nm2@example.org;M;Two;ben@example.org;\nm3@example.org;M;Three;nobody@example.org;\nm4@example.org;M;Four;m4@example.org;\n'
  const looked = await upload('owen', ofSite, text)
  assert.deepEqual(looked.columns.slice(3), ['manager_email', 'custom_cost_centre'])
  assert.deepEqual(whys(looked).slice(2), [
    'The manager nobody@example.org is neither on this site nor in this file.',
    'Nobody is their own manager.',
  ])
  await run('owen', looked)
  const [one, two] = [await person('m1@example.org'), await person('m2@example.org')]
  assert.deepEqual([one.manager_id, two.manager_id], [two.id, people.ben.id])
  const values = await query('select value from profile_value where person_id = $1', [one.id])
  assert.deepEqual(values, [{ value: 'K-7' }])
  assert.deepEqual(results(await upload('owen', ofSite, text)), ['unchanged', 'unchanged', 'refused', 'refused'])
})

test('a file gives no role that its sender may not give, and an admin’s file never changes an owner', async () => {
  await query("update person set site_role = 'admin' where id = $1", [people.cleo.id])
  const owner = await upload('cleo', ofSite, 'email,name\nowen@example.org,Somebody Else\n')
  assert.deepEqual(whys(owner), ['This person owns the site, so only an owner changes their account.'])
  await query('update person set site_role = null where id = $1', [people.cleo.id])
  const roles = await upload(
    'ada',
    ofCommunity,
    'email,name,role\nr1@example.org,R One,Moderator\nr2@example.org,R Two,Leiter\nr3@example.org,R Three,owner\nr4@example.org,R Four,helper\n',
  )
  assert.equal(roles.items[2]?.why, 'There is no role “owner” here.')
  await run('ada', roles)
  const held = await query(
    "select p.email, array_agg(r.role order by r.role) as roles from membership_role r join person p on p.id = r.person_id where p.email like 'r_@%' group by 1 order by 1",
  )
  assert.deepEqual(held.find(({ email }) => email === 'r1@example.org')?.roles, ['moderator'])
  assert.deepEqual(held.find(({ email }) => email === 'r4@example.org')?.roles, ['content_editor', 'moderator'])
})

test('with a cohort chosen, they come into it: on its list while it is prepared, members by it while it runs', async () => {
  const cohort = await addCohort(site, await addCourse(site), { name: 'Autumn' })
  const text = 'email,name\nau1@example.org,Au One\n'
  await run('ada', await upload('ada', ofCommunity, text, { into: cohort.id }))
  assert.deepEqual(await sourcesOf('au1@example.org'), [], 'people of a prepared cohort are no members')
  await site.as('ada').send(`${cohort.here}/start`)
  assert.deepEqual(await sourcesOf('au1@example.org'), ['cohort'])
  const more = await upload(
    'owen',
    ofSite,
    `email,name,groups\nau2@example.org,Au Two,cohort:${community.slug}/autumn\n`,
  )
  assert.deepEqual(results(await run('owen', more)), ['added'])
  assert.deepEqual(await sourcesOf('au2@example.org'), ['cohort'])
  await site.as('ada').send(`${cohort.here}/end`)
  const late = await upload('owen', ofSite, `email,groups\nben@example.org,cohort:${community.slug}/Autumn\n`)
  assert.deepEqual(whys(late), ['The cohort “Autumn” has ended, so nobody joins it.'])
})

test('who is invited later gets no mail at all until somebody says so', async () => {
  const looked = await upload('ada', ofCommunity, 'email,name\nl1@example.org,Late One\nl2@example.org,Late Two\n')
  const done = await run('ada', looked, { invite: 'later' })
  assert.equal(done.waiting, 2)
  const mailsTo = async () =>
    (await query("select from mail m join person p on p.id = m.person_id where p.email like 'l_@example.org'")).length
  await site.as('ada').send(members, { people: 'other@example.org', confirmed: true })
  await runJobs(site, 'invite-waiting').catch(() => 0)
  assert.equal(await mailsTo(), 0)
  assert.match((await site.as('ada').get(done.address)).text, /2 people wait for their invitation/)
  assert.equal((await site.as('ada').send(`${done.address}/invitations`)).json.people, 2)
  assert.equal(await mailsTo(), 2)
  assert.equal((await site.as('ada').send(`${done.address}/invitations`)).json.code, 'nobody_to_invite')
  const dated = await upload('ada', ofCommunity, 'email,name\nl3@example.org,Late Three\n')
  for (const [fields, field] of [
    [{ invite: 'date' }, 'inviteOn'],
    [{ invite: 'date', inviteOn: '2020-01-01' }, 'inviteOn'],
    [{ invite: 'date', inviteOn: '1.2.2027' }, 'inviteOn'],
  ] as const) {
    const refused = await site.as('ada').send(`${dated.address}/run`, fields)
    assert.equal(refused.status, 422)
    assert.ok(refused.json.fields?.[field] ?? refused.text.includes(field), refused.text)
  }
  await run('ada', dated, { invite: 'date', inviteOn: '2099-01-05' })
  assert.equal(await mailsTo(), 2)
  assert.equal((await site.as('ada').send(`${dated.address}/run`)).json.code, 'import_runs')
})

test('two lines about one person: the same twice is said, and what contradicts is refused', async () => {
  await query("update person set external_id = 'B-1' where id = $1", [people.ben.id])
  const looked = await upload(
    'owen',
    ofSite,
    'email,first_name,last_name,external_id\nd1@example.org,D,One,\nD1@Example.org,D,One,\nd1@example.org,D,Two,\nben@example.org,,,\nben.other@example.org,,,B-1\nemail,first_name,last_name,external_id\n"a,b@example.org\n'.replace(
      '"a',
      'a',
    ),
  )
  assert.deepEqual(results(looked), ['added', 'unchanged', 'refused', 'unchanged', 'refused', 'refused', 'refused'])
  assert.deepEqual(whys(looked).slice(1, 3), [
    'The same stands in line 2.',
    'Line 2 is about the same person and says something else. Keep one of them.',
  ])
  assert.equal(whys(looked)[4], 'Line 5 is about the same person. Keep one of them.')
  assert.equal(whys(looked)[5], 'This line is the header once more.')
})

test('columns of other names are said by hand, and remembered for whoever said it', async () => {
  const text = 'Wohin;Wer;Email;email\nq1@example.org;Q One;x;y\n'
  const looked = await upload('ada', ofCommunity, text)
  assert.equal(looked.state, 'matching')
  assert.deepEqual(looked.doubled, ['email'])
  assert.match((await site.as('ada').get(looked.address)).text, /Say which one it is|Say which one does/)
  const refused = await site.as('ada').send(`${looked.address}/columns`, { columns: ['email', 'email', '', ''] })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Two columns cannot hold the same/)
  const form = { 'columns-0': 'email', 'columns-1': 'name', 'columns-2': '', 'columns-3': '' }
  assert.equal((await site.as('ada').post(`${looked.address}/columns`, form)).status, 303)
  assert.deepEqual(results(await show('ada', looked.address)), ['added'])
  const next = await upload('ada', ofCommunity, text)
  assert.deepEqual(next.columns.slice(0, 2), ['email', 'name'])
  assert.equal((await upload('owen', ofSite, text)).state, 'matching', 'it is remembered for Ada alone')
})

test('letters are never guessed: UTF-8 and UTF-16 are read, everything else is asked for', async () => {
  const text = 'email,name\njm@example.org,Jürgen Müller-Łęcki\n'
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ]) {
    const looked = await upload('ada', ofCommunity, bytes)
    assert.equal(looked.state, 'ready')
    assert.match((await site.as('ada').get(looked.address)).text, /Jürgen Müller-Łęcki/)
  }
  const latin = Buffer.from('email,name\njm@example.org,Jürgen Müller\n', 'latin1')
  const asking = await upload('ada', ofCommunity, latin)
  assert.equal(asking.state, 'asking')
  assert.ok(asking.samples.length > 1)
  assert.deepEqual(asking.samples[0], { encoding: 'windows-1252', words: ['Jürgen', 'Müller'] })
  const chosen = await site.as('ada').post(`${asking.address}/encoding`, { encoding: 'windows-1252' })
  assert.equal(chosen.status, 303)
  assert.match((await site.as('ada').get(asking.address)).text, /Jürgen Müller/)
  const mixed = Buffer.concat([
    Buffer.from('email,name\na@example.org,Zoë\n'),
    Buffer.from('b@example.org,Jürgen\n', 'latin1'),
  ])
  assert.match(String((await upload('ada', ofCommunity, mixed)).problem), /two encodings.*line 3/)
})

test('a broken file changes nothing, and says what to do', async () => {
  const before = await everything()
  const cases: [string | Uint8Array, RegExp, string?][] = [
    ['email,name\na@example.org,"open\nb@example.org,x\n', /In line 2.*quotation mark.*never closed/],
    ['email\n', /no line below the header/],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), /old Excel/],
    [Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), /\.xlsx could not be read/, 'people.xlsx'],
    [Buffer.from([1, 2, 0, 0, 0, 3, 4, 0, 0, 9]), /no text and no \.xlsx/],
  ]
  for (const [bytes, says, name] of cases) {
    const looked = await upload('ada', ofCommunity, bytes, {}, name)
    if (looked.state === 'reading') await runJobs(site, 'import-people')
    const shown = await show('ada', looked.address)
    assert.equal(shown.state, 'unreadable')
    assert.match(String(shown.problem), says)
    assert.equal((await site.as('ada').send(`${looked.address}/run`)).json.code, 'import_not_ready')
    assert.equal((await site.as('ada').send(`${looked.address}/removal`)).status, 200)
    assert.equal((await site.as('ada').json(looked.address)).status, 404)
  }
  const pipes = await upload('ada', ofCommunity, 'email|name\na@example.org|A\n')
  assert.equal(pipes.state, 'matching', 'another delimiter: no column is called email')
  const { status, text } = await sendFiles(
    site,
    'ada',
    ofCommunity,
    {},
    { file: { name: 'a.csv', bytes: new Uint8Array(20_000_001) } },
  )
  assert.equal(status, 422)
  assert.match(text, /larger than 20 MB/)
  assert.equal((await sendFiles(site, 'ada', ofCommunity, {}, {})).status, 422)
  assert.equal(await everything(), before)
})
