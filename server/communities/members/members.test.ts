/** People are added, found, removed, brought back, and leave. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countNewWords } from '#server/search/count-words.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const { db } = site.database
const root = `/c/${community.slug}`
const ada = site.as('ada')

const names = (answer: { json: { items: { name: string }[] } }) => answer.json.items.map(({ name }) => name)

test('a text is looked over before anybody is added', async () => {
  const text = 'Nia Holm <nia@example.net>\nben@example.org\nwrong@'
  const page = await ada.post(`${root}/members`, { people: text })
  assert.equal(page.status, 422)
  assert.match(page.text, /1 person can be added/)
  assert.match(page.text, /Nia Holm/)
  assert.match(page.text, /Line 3: wrong@/)
  assert.match(page.text, /1 is a member already/)
  const account = await db.read.selectFrom('person').select('id').where('email', '=', 'nia@example.net').execute()
  assert.equal(account.length, 0)

  const preview = await ada.json(`${root}/members/add?people=${encodeURIComponent(text)}`)
  assert.deepEqual(preview.json.paste, {
    people: [
      { email: 'nia@example.net', name: 'Nia Holm', line: 1, isMember: false, remark: null },
      { email: 'ben@example.org', name: 'Ben Reyes', line: 2, isMember: true, remark: null },
    ],
    unreadable: [{ line: 3, text: 'wrong@', why: 'no_address' }],
  })
})

test('a name corrected in the preview is the one that is used', async () => {
  const text = 'lea@example.net\tLea Stone\nbo.ray@example.net\no’neil@example.net\njürgen@example.net'
  const page = (await ada.post(`${root}/members`, { people: text })).text
  assert.match(page, /<input type="text" name="names" value="Lea Stone"[^>]*aria-label="Name of lea@example.net"/)
  assert.match(page, /o&#39;neil@example\.net<small[^>]*>The apostrophe[^<]*<\/small><\/p><small[^>]*>Line 3</)
  assert.match(page, /Line 4: jürgen@example\.net <small[^>]*>Before the @/)
  const names = {
    emails: ['lea@example.net', 'bo.ray@example.net', "o'neil@example.net"],
    names: ['Lea', 'Bodo Ray', ''],
  }
  assert.equal((await ada.post(`${root}/members`, { people: text, ...names, confirmed: 'yes' })).status, 303)
  const rows = await db.read
    .selectFrom('person')
    .select(['email', 'name'])
    .where('email', 'like', '%@example.net')
    .execute()
  assert.deepEqual(rows.map(({ email, name }) => `${email} ${name}`).sort(), [
    'bo.ray@example.net Bodo Ray',
    'lea@example.net Lea',
    "o'neil@example.net O'neil",
  ])
  for (const { id } of await db.read
    .selectFrom('person')
    .select('id')
    .where('email', 'like', '%@example.net')
    .execute())
    await ada.send(`${root}/members/${id}/removal`)
})

test('a program adds people in two calls: who was found, and what to send next', async () => {
  const first = await ada.send(`${root}/members`, { people: 'Mia Holm <mia@example.net>, ben@example.org, x@' })
  assert.deepEqual([first.status, first.json.code], [422, 'look_first'])
  assert.deepEqual(first.json.paste.unreadable, [{ line: 1, text: 'x@', why: 'no_address' }])
  assert.deepEqual(first.json.next.names, ['Mia Holm'])
  const second = await ada.send(`${root}/members`, first.json.next)
  assert.deepEqual([second.status, second.json.added], [201, 1])
  const mia = await db.read
    .selectFrom('person')
    .select(['id', 'name'])
    .where('email', '=', 'mia@example.net')
    .executeTakeFirst()
  assert.equal(mia?.name, 'Mia Holm')
  await ada.send(`${root}/members/${mia?.id}/removal`)
})

test('the preview does not tell who has an account elsewhere on the site', async () => {
  const { json } = await ada.json(`${root}/members/add?people=eve@example.org,stranger@example.org`)
  assert.deepEqual(
    json.paste.people.map(({ name, isMember }: { name: string; isMember: boolean }) => [name, isMember]),
    [
      ['Eve', false],
      ['Stranger', false],
    ],
  )
})

test('an empty text, one without addresses and one with too many are refused in words', async () => {
  assert.match((await ada.post(`${root}/members`, { people: '' })).text, /Paste at least one mail address\./)
  assert.match(
    (await ada.post(`${root}/members`, { people: 'nobody here' })).text,
    /There is no mail address in this text\./,
  )
  const many = Array.from({ length: 501 }, (_, i) => `p${i}@example.net`).join('\n')
  const refused = await ada.send(`${root}/members`, { people: many, confirmed: true })
  assert.equal(refused.status, 422)
  assert.match(refused.json.fields.people, /These are 501 people/)
  assert.equal((await ada.json(`${root}/members`)).json.community.members, 4)
})

test('500 people are added at once; adding them again changes nothing', async () => {
  const many = Array.from({ length: 500 }, (_, i) => `Person ${String(i).padStart(3, '0')} <p${i}@example.net>`).join(
    '\n',
  )
  const added = await ada.send(`${root}/members`, { people: many, confirmed: true })
  assert.deepEqual(added.json, { added: 500, already: 0, unreadable: 0, invited: 500, waiting: 0 })
  const again = await ada.send(`${root}/members`, { people: many, confirmed: true })
  assert.deepEqual(again.json, { added: 0, already: 500, unreadable: 0, invited: 0, waiting: 0 })
})

test('the directory goes on where a page ends, each person once', async () => {
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = await ada.json(`${root}/members${next ? `?after=${next}` : ''}`)
    seen.push(...names(page))
    next = page.json.next
  }
  assert.equal(seen.length, 504)
  assert.equal(new Set(seen).size, 504)
  assert.deepEqual(seen.slice(0, 4), ['Ada Lindqvist', 'Ben Reyes', 'Cleo Marsh', 'Dov Adler'])
  assert.match((await ada.get(`${root}/members?q=person`)).text, /q=person&amp;after=/)
})

test('words, cohort and role narrow it down; what looks like a pattern is only text', async () => {
  await db.write
    .updateTable('person')
    .set({ ask_me_about: 'one-on-ones, 100 % honest' })
    .where('id', '=', people.ben.id)
    .execute()
  assert.deepEqual(names(await ada.json(`${root}/members?q=BEN+ones`)), ['Ben Reyes'])
  assert.deepEqual(names(await ada.json(`${root}/members?q=100+%25+honest`)), ['Ben Reyes'])
  assert.deepEqual(names(await ada.json(`${root}/members?q=%25%25%25`)), [])
  assert.deepEqual(names(await ada.json(`${root}/members?q=%00`)).length, 60)
  assert.deepEqual(names(await ada.json(`${root}/members?role=manager`)), ['Ada Lindqvist'])
  assert.equal(names(await ada.json(`${root}/members?role=member&q=ada`)).length, 0)
  const { cohorts } = (await ada.json(`${root}/members`)).json
  const cleos = cohorts.find(({ name }: { name: string }) => name === 'Cohort of cleo')
  assert.deepEqual(names(await ada.json(`${root}/members?cohort=${cleos.id}`)), ['Cleo Marsh'])
  assert.match((await ada.get(`${root}/members?q=nobody+at+all`)).text, /Nobody found/)
})

test('a member is found by a misspelt name, by quotes, and without another', async () => {
  await site.shiftClock('1 minute')
  await countNewWords(site.platform)
  const found = await ada.json(`${root}/members?q=lindkvist`)
  assert.deepEqual(names(found), ['Ada Lindqvist'])
  assert.equal(found.json.corrected, 'lindqvist')
  assert.match((await ada.get(`${root}/members?q=lindkvist`)).text, /Nothing has “lindkvist”\. This has “lindqvist”\./)
  assert.deepEqual(names(await ada.json(`${root}/members?q=%22cleo+marsh%22`)), ['Cleo Marsh'])
  assert.deepEqual(names(await ada.json(`${root}/members?q=cleo+-marsh`)), [])
})

test('a composer finds members by the beginning of a handle', async () => {
  const { json } = await site.as('ben').json(`${root}/members?q=cleo-m`)
  assert.equal(json.items[0].handle, 'cleo-marsh')
  assert.equal(json.items[0].personId, people.cleo.id)
})

test('a mention is suggested by the beginning of a name or handle, without accents, and never oneself', async () => {
  const { db } = site.database
  const cleo = site.cast.people.cleo.id
  const named = async (q: string) =>
    (
      await site.as('ada').json(`/c/${site.cast.community.slug}/members?mention=yes&q=${encodeURIComponent(q)}`)
    ).json.items.map((one: { name: string }) => one.name)
  const before = await db.write
    .selectFrom('person')
    .select(['name', 'title'])
    .where('id', '=', cleo)
    .executeTakeFirstOrThrow()
  await db.write
    .updateTable('person')
    .set({ name: 'Cléo O’Neil', title: 'Team lead, adviser' })
    .where('id', '=', cleo)
    .execute()
  assert.deepEqual(await named('ad'), ['Dov Adler'])
  assert.deepEqual(await named("o'n"), ['Cléo O’Neil'])
  assert.deepEqual(await named('cleo-m'), ['Cléo O’Neil'])
  const searched = await site.as('ada').json(`/c/${site.cast.community.slug}/members?q=oneil`)
  assert.deepEqual(
    searched.json.items.map((one: { name: string }) => one.name),
    ['Cléo O’Neil'],
  )
  // A name that begins so comes before one that has it further on.
  await db.write.updateTable('person').set({ name: 'Anna Dovery' }).where('id', '=', cleo).execute()
  assert.deepEqual(await named('dov'), ['Dov Adler', 'Anna Dovery'])
  await db.write.updateTable('person').set(before).where('id', '=', cleo).execute()
})

test('mail addresses stand nowhere in the directory', async () => {
  assert.doesNotMatch((await ada.get(`${root}/members`)).text, /@example/)
  assert.doesNotMatch((await ada.json(`${root}/members`)).text, /@example/)
})

test('somebody is removed and comes back by undo, as they were', async () => {
  await ada.send(`${root}/members/${people.cleo.id}/roles`, { standing: 'helper' })
  const removal = await ada.post(`${root}/members/${people.cleo.id}/removal`)
  assert.equal(removal.status, 303)
  assert.equal((await site.as('cleo').json(`${root}/members`)).status, 404)
  const page = await ada.get(String(removal.headers.location))
  assert.match(page.text, /Cleo Marsh is no longer a member/)
  assert.match(page.text, /Undo/)
  assert.equal((await ada.send(`${root}/members/${people.cleo.id}/return`)).status, 200)
  const back = await ada.json(`${root}/members?q=cleo`)
  assert.deepEqual(back.json.items[0].roles, ['content_editor', 'moderator'])
  assert.deepEqual(back.json.items[0].cohorts, ['Cohort of cleo'])
  assert.equal((await ada.send(`${root}/members/${people.cleo.id}/return`)).status, 404)
})

test('a person who is removed and added again has none of their former roles', async () => {
  await ada.send(`${root}/members/${people.cleo.id}/removal`)
  await ada.send(`${root}/members`, { people: 'cleo@example.org', confirmed: true })
  assert.deepEqual((await ada.json(`${root}/members?q=cleo`)).json.items[0].roles, [])
})

test('members leave by themselves, and nobody can bring them back by undo', async () => {
  const left = await site.as('dov').post(`${root}/leaving`)
  assert.equal(left.headers.location, '/')
  assert.equal((await site.as('dov').json(`${root}/members`)).status, 404)
  assert.equal((await ada.send(`${root}/members/${people.dov.id}/return`)).status, 404)
})

test('every change of membership stands in the log', async () => {
  const verbs = await db.read
    .selectFrom('activity')
    .select('verb')
    .distinct()
    .where('community_id', '=', community.id)
    .where('verb', 'like', 'member.%')
    .orderBy('verb')
    .execute()
  assert.deepEqual(
    verbs.map(({ verb }) => verb),
    ['member.added', 'member.left', 'member.removed', 'member.returned'],
  )
})

test('the number of members that is kept is what a count finds, after all that was done here', async () => {
  const { rows } = await db.writePool.query(`
    select c.slug, coalesce(t.members, 0) as kept, (select count(*) from membership_shown m where m.community_id = c.id) as counted
    from community c left join community_tally t on t.community_id = c.id`)
  assert.ok(rows.some(({ counted }) => counted > 500))
  for (const { slug, kept, counted } of rows) assert.equal(kept, counted, slug)
})
