/** Whoever begins a discussion, a page or a Ping chooses for whom it is: everybody, or a cohort of their own. */
import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = `/c/${site.cast.community.slug}`
const sql = async (text: string, values: unknown[] = []) => (await site.database.db.writePool.query(text, values)).rows
const cohortOf = async (who: CastName) => {
  const [row] = await sql(
    `select c.id, c.name from membership_source s join cohort c on c.id = s.cohort_id where s.person_id = $1`,
    [site.cast.people[who].id],
  )
  return row as { id: string; name: string }
}
const readersOf = async (address: string) => {
  const statuses = await Promise.all(
    castNames.map(async (who) => [who, (await site.as(who).get(address)).status] as const),
  )
  return statuses.flatMap(([who, status]) => (status === 200 ? [who] : []))
}
/** Owen owns the site, and Ada leads the community. */
const withBen = ['ada', 'ben', 'owen']

const begun = {
  'a discussion': (group: string) =>
    site.as('ben').send(`${root}/discussions`, { title: 'Among us', source: 'Only us.', group }),
  'a working page': (group: string) =>
    site.as('ben').send(`${root}/pages`, { title: 'Among us', source: 'Only us.', group }),
}

for (const [what, begin] of Object.entries(begun))
  describe(what, () => {
    test('for one’s own cohort is read by it and by those who lead, says so, and is nowhere for anybody else', async () => {
      const { id, name } = await cohortOf('ben')
      const { json } = await begin(id)
      assert.deepEqual(json.readers, [name])
      assert.deepEqual((await readersOf(json.address)).toSorted(), withBen)
      assert.match((await site.as('ada').get(json.address)).text, new RegExp(`For ${name}`))
      const list = json.address.split('/').slice(0, 4).join('/')
      assert.match((await site.as('ben').get(list)).text, new RegExp(`For ${name}`))
      assert.doesNotMatch((await site.as('cleo').get(list)).text, /Among us/)
    })

    test('for everybody is what it is where nothing is chosen', async () => {
      const { json } = await begin('')
      assert.equal(json.readers, null)
      assert.ok((await readersOf(json.address)).includes('cleo'))
    })

    test('for a cohort of others, of another community or of none is refused at its field, and nothing is begun', async () => {
      const before = await sql('select count(*)::int as n from entry')
      for (const group of [(await cohortOf('cleo')).id, '0190a0b0-0000-7000-8000-000000000000']) {
        const { status, json } = await begin(group)
        assert.equal(status, 422)
        assert.match(json.fields.group, /not there any more, or you are not in it/)
      }
      assert.deepEqual(await sql('select count(*)::int as n from entry'), before)
    })
  })

test('the page of a cohort lists what is for it alone, to those who read it, and leads to the form', async () => {
  const { id } = await cohortOf('ben')
  const { address } = (await begun['a discussion'](id)).json
  const listed = async (who: CastName) =>
    (await site.as(who).json(`${root}/cohorts/${id}`)).json.entries.map((one: { address: string }) => one.address)
  assert.ok((await listed('ben')).includes(address))
  assert.ok((await listed('ada')).includes(address))
  assert.deepEqual(await listed('cleo'), [])
  const { text } = await site.as('ben').get(`${root}/cohorts/${id}`)
  const [, form = ''] = /href="([^"]*discussions\/new\?group=[^"]*)"/.exec(text) ?? []
  assert.match((await site.as('ben').get(form)).text, new RegExp(`<option value="${id}" selected`))
  const begins = async (who: CastName) => (await site.as(who).json(`${root}/cohorts/${id}`)).json.begins
  assert.deepEqual(
    [await begins('ada'), await begins('ben'), await begins('cleo')],
    [['thread', 'page', 'ping', 'announcement', 'event'], ['thread', 'page'], []],
  )
  assert.doesNotMatch((await site.as('cleo').get(`${root}/cohorts/${id}`)).text, /Among us|For this cohort/)
})

test('somebody who could not read it is not named to write it, nor asked for their name, and nothing is begun', async () => {
  const { id: group } = await cohortOf('ben')
  const before = await sql('select count(*)::int as n from entry')
  const words = { title: 'Ours', source: 'Only ours.', group, writers: 'people', people: '@cleo-marsh' }
  const page = await site.as('ben').send(`${root}/pages`, words)
  assert.equal(page.status, 422)
  assert.match(page.json.fields.people, /@cleo-marsh is not among those who can read this/)
  await sql(
    `with made as (insert into featured_container (community_id, name, position) values ($1, 'Guests', 9) returning id)
     insert into featured_person (community_id, container_id, person_id, position) select $1, made.id, $2, 1 from made`,
    [site.cast.community.id, site.cast.people.cleo.id],
  )
  const ping = { question: 'In whose name?', options: ['Yes', 'No'], group, voiceId: site.cast.people.cleo.id }
  const asked = await site.as('ada').send(`${root}/pings`, ping)
  assert.equal(asked.status, 422, asked.text)
  assert.match(asked.json.fields.voiceId, /not in the cohort you chose/)
  assert.deepEqual(await sql('select count(*)::int as n from entry'), before)
})

describe('the form', () => {
  test('offers a member their own cohort, a leader all, and a member without a cohort nothing', async () => {
    const offered = async (who: CastName) => {
      const { text } = await site.as(who).get(`${root}/discussions/new`)
      return /<select[^>]*name="group"[\s\S]*?<\/select>/.exec(text)?.[0].match(/<option/g)?.length ?? 0
    }
    assert.deepEqual([await offered('ben'), await offered('ada'), await offered('dov')], [2, 3, 0])
  })
})

describe('a Ping', () => {
  beforeEach(() => sql('delete from mail'))

  test('for a cohort is mailed to its people, counts them, and is on no page of others', async () => {
    const { id, name } = await cohortOf('ben')
    const ping = { question: 'Among us?', options: ['Yes', 'No'], group: id }
    const draft = (await site.as('ada').send(`${root}/pings`, ping)).json
    const preview = await site.as('ada').get(draft.address)
    assert.match(preview.text, /2 members/)
    assert.match(preview.text, new RegExp(`For</dt><dd>${name}`))
    const mail = (await site.as('ada').get(`${draft.address}/mail`)).text
    assert.match(mail, new RegExp(`because you are in ${name} of First-line leaders: this Ping is for these people`))
    await site.as('ada').send(`${draft.address}/sending`)
    const mailed = await sql(
      `select p.handle from mail m join person p on p.id = m.person_id where m.kind = 'ping' order by 1`,
    )
    assert.deepEqual(mailed.length, 2)
    const { json } = await site.as('ben').json(draft.address)
    assert.deepEqual(json.ping.readers, [name])
    assert.deepEqual((await readersOf(draft.address)).toSorted(), withBen)
    const [{ could_answer }] = await sql('select could_answer from ping where id = $1', [draft.id])
    assert.equal(Number(could_answer), 2)
    assert.doesNotMatch((await site.as('cleo').get(root)).text, /Among us\?/)
  })

  test('keeps its cohort when its words change, and is for everybody again where that is chosen', async () => {
    const { id } = await cohortOf('ben')
    const ping = { question: 'For whom?', options: ['Yes', 'No'] }
    const draft = (await site.as('ada').send(`${root}/pings`, { ...ping, group: id })).json
    const form = await site.as('ada').get(`${draft.address}/draft`)
    assert.match(form.text, new RegExp(`<option value="${id}" selected`))
    await site.as('ada').send(`${draft.address}/draft`, ping)
    const [{ audience_id }] = await sql('select audience_id from entry where id = $1', [draft.id])
    assert.equal(audience_id, null)
  })
})
