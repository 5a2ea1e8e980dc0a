/** Owners set how long things are kept; what is older is destroyed by a job, and the audit says how much it was. */
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { translator } from '#server/platform/i18n.ts'
import { applyRetention } from '#server/site/retention/change-retention.ts'
import { addPerson } from '#tests/support/actors.ts'
import { created } from '#tests/support/created.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const [ada, ben, owen] = [site.as('ada'), site.as('ben'), site.as('owen')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
const count = async (from: string) => (await query(`select count(*)::int as n from ${from}`))[0].n
const nothing = { audit: 0, activities: 0, notices: 0, mails: 0, joining: 0 }

afterEach(async () => {
  await owen.send('/site/retention', nothing)
})

test('without a time everything is kept', async () => {
  await query(
    `insert into audit_line (verb, object_kind, at) values ('site.changed', 'site', now() - interval '20 years')`,
  )
  const { times } = (await owen.json('/site/retention')).json
  assert.deepEqual(
    times.map(({ kind, months }: { kind: string; months: null }) => [kind, months]),
    [
      ['notices', null],
      ['mails', null],
      ['activities', null],
      ['joining', null],
      ['audit', null],
    ],
  )
  const before = await count('audit_line')
  await applyRetention(site.platform)
  assert.equal(await count('audit_line'), before)
})

test('the audit goes by whole months, by its own function, and says so in a line that stays', async () => {
  await query(`insert into audit_line (verb, object_kind, at) select 'site.changed', 'site', at from unnest(array[
    date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '12 months',
    date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '12 months' - interval '1 second',
    now() - interval '3 years']) as at`)
  const old = await count(
    `audit_line where at < date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '12 months'`,
  )
  const saved = await owen.post('/site/retention', { audit: '12' })
  assert.equal(saved.headers.location, '/site/retention')
  await applyRetention(site.platform)
  assert.equal(await count(`audit_line where at < now() - interval '14 months'`), 0)
  const { items } = (await owen.json('/site/audit?kind=retention.applied')).json
  assert.deepEqual([items.length, items[0].facts.kept, items[0].facts.gone], [1, 'audit', old])
  const page = await owen.get('/site/audit')
  assert.match(page.text, new RegExp(`Destroyed what was older than its time: Audit \\(${old}\\)`))
  assert.match(page.text, /Changed how long things are kept: Audit, 1 year/)
  await applyRetention(site.platform)
  assert.equal((await owen.json('/site/audit?kind=retention.applied')).json.items.length, 1, 'nothing more to destroy')
})

test('old notices, mails and activities go; what is new, what waits and what is still needed stays', async () => {
  const [activity] = await query(
    `insert into activity (community_id, verb, object_kind, at) values ($1, 'post.added', 'post', now() - interval '5 years') returning id`,
    [community.id],
  )
  await query(
    `insert into activity (community_id, verb, object_kind, at) values ($1, 'post.added', 'post', now() - interval '5 years')`,
    [community.id],
  )
  await query(
    `insert into notice (person_id, community_id, activity_id, kind, at) select $1, $2, $3, kind, now() - interval '5 years' from notice_kind limit 1`,
    [people.ben.id, community.id, activity.id],
  )
  const mail = (state: string, more = '{}') =>
    query(
      `insert into mail (kind, person_id, about_kind, about_id, state, sent_at, created_at, payload)
       values ('test', $1, 'site', gen_random_uuid(), $2, case when $2 = 'handed_over' then now() end, now() - interval '5 years', $3)`,
      [people.ben.id, state, more],
    )
  await mail('handed_over')
  await mail('waiting')
  await mail('handed_over', '{"isNew": true}')
  const all = [await count('activity'), await count('notice'), await count('mail')]
  await owen.send('/site/retention', { ...nothing, mails: 12, activities: 24 })
  await applyRetention(site.platform)
  assert.equal(await count(`mail where kind = 'test'`), 2, 'one waits, and one says when somebody new was invited')
  assert.equal(await count(`activity where at < now() - interval '4 years'`), 1, 'a notice is about the other')
  await owen.send('/site/retention', { ...nothing, notices: 6, activities: 24 })
  await applyRetention(site.platform)
  assert.equal(await count('notice'), all[1] - 1)
  assert.equal(await count(`activity where at < now() - interval '4 years'`), 0)
})

test('answered requests and links that ended go, those that hold stay', async () => {
  await created(ada.send(`/c/${community.slug}/members/links`))
  const { links } = await created(ada.send(`/c/${community.slug}/members/links`))
  await query('update join_link set ends_at = now() - interval $$1 year$$ where id = $1', [links[0].id])
  await query(
    `insert into join_request (community_id, person_id, state, asked_at, settled_at, answer)
     values ($1, $2, 'declined', now() - interval '1 year', now() - interval '1 year', 'Please')`,
    [community.id, people.eve.id],
  )
  await owen.send('/site/retention', { ...nothing, joining: 6 })
  await applyRetention(site.platform)
  assert.deepEqual([await count('join_link'), await count('join_request')], [1, 0])
})

test('what is no choice is refused, and only owners see and set it', async () => {
  const refused = await owen.post('/site/retention', { audit: '1' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Choose one from the list/)
  const { text } = await owen.get('/site/retention')
  const { retentions } = site.platform.declared
  for (const { kind, destroys } of retentions)
    assert.ok(text.includes(`Destroys: ${destroys(translator('en'))}`), `${kind} says what is destroyed`)
  const admin = clientOf(site.server, holding((await addPerson(site, 'Some admin', 'write', 'admin')).token))
  for (const who of [admin, ada, ben]) {
    assert.equal((await who.get('/site/retention')).status, 403)
    assert.equal((await who.send('/site/retention', { ...nothing, audit: 6 })).status, 403)
  }
})
