/** People as files: for leaders their members, for those who run the site all accounts; safe in a spreadsheet, and read again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const ofCommunity = `/c/${community.slug}/members.csv`
const query = (text: string, values: unknown[] = []) => site.database.db.writePool.query(text, values)

test('leaders download their members, owners all accounts, and nobody else anything', async () => {
  await query("update person set title = '=1+1', location = 'Porto, \"Foz\"' where id = $1", [people.ben.id])
  const members = await site.as('ada').get(ofCommunity)
  assert.equal(members.status, 200)
  assert.match(members.text, /^\ufeffemail,name,title,location,role,joined_on,first_here_on\r\n/)
  assert.match(members.text, /\r\nben@example\.org,Ben Reyes,'=1\+1,"Porto, ""Foz""",/)
  assert.match(members.text, /ada@example\.org,Ada Lindqvist,[^\r]*,manager,/)
  assert.doesNotMatch(members.text, /eve@example\.org/)
  const all = await site.as('owen').get('/site/people.csv')
  assert.match(all.text, /eve@example\.org/)
  assert.match(
    all.text,
    new RegExp(
      `ben@example\\.org,Ben Reyes,,'=1\\+1,[^\\r]*cohort:${community.slug}/[^\\r]*community:${community.slug}`,
    ),
  )
  for (const [who, first, second] of [
    ['ben', 403, 404],
    ['eve', 404, 404],
    ['visitor', 401, 401],
  ] as const) {
    assert.equal((await site.as(who).json(ofCommunity)).status, first, who)
    assert.equal((await site.as(who).json('/site/people.csv')).status, second, who)
  }
  assert.equal((await site.as('ada').json('/site/people.csv')).status, 404)
})

test('what was downloaded is brought in again without a change, formulas too', async () => {
  for (const [who, at, base] of [
    ['ada', ofCommunity, `/c/${community.slug}/members/import`],
    ['owen', '/site/people.csv', '/site/people/import'],
  ] as const) {
    const bytes = (await site.as(who).get(at)).text
    const { text } = await sendFiles(site, who, base, {}, { file: { name: 'again.csv', bytes } })
    const { json } = await site.as(who).json(JSON.parse(text).address)
    assert.equal(json.state, 'ready')
    const { added, updated, refused } = json.counts
    assert.deepEqual({ added, updated, refused }, { added: 0, updated: 0, refused: 0 }, JSON.stringify(json.items))
  }
})
