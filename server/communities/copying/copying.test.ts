/** A community is copied into a draft, with what its rooms say of it and nothing that anybody said; members come by choice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { holdForDeletion, keepFromDeletion, saveDeleted } from '#server/communities/deletion/store.ts'
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import { sendOne, vote } from '#tests/support/pings.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { people, community, elsewhere } = site.cast
const [ada, ben, cleo, eve, owen] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('eve'), site.as('owen')]
const root = `/c/${community.slug}`
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#264' } })
  .png()
  .toBuffer()
const file = { name: 'card.png', bytes: picture, type: 'image/png' }

await ada.send(
  `${root}/charter`,
  { purpose: 'We lead.', domain: 'First teams.', who_for: '', norms: 'Be kind.', questions: '' },
  'PUT',
)
await ada.send(`${root}/settings/welcome`, {
  says: 'Come in.',
  hello: `${root}/discussions`,
  labels: ['Look around', 'Read this'],
  paths: [`${root}/toolkit`, `${root}/toolkit/0123456789abcdefghijkl`],
})
await created(ada.send(`${root}/toolkit/topics`, { name: 'Feedback' }))
const topicId = (await query('select id from topic where community_id = $1', [community.id]))[0]?.id
await created(ada.send(`${root}/toolkit/topics`, { name: 'On the job', parent: topicId }))
const brought = JSON.parse(
  (await sendFiles(site, 'ada', `${root}/discussions/pictures`, { shows: 'A card' }, { picture: file })).text,
)
await created(
  ada.send(`${root}/toolkit`, { title: 'How we talk', source: `Words.\n\n${brought.markdown}`, topics: [topicId] }),
)
assert.equal((await sendFiles(site, 'ada', `${root}/toolkit`, { title: 'The card' }, { file })).status, 201)
await created(ada.send(`${root}/toolkit`, { title: 'Not yet', source: 'Draft.', status: 'draft' }))
assert.equal((await sendFiles(site, 'ada', `${root}/settings/banner`, {}, { banner: file })).status, 200)
await created(ada.send(`${root}/settings/people`, { name: 'Sponsor', size: 'medium' }))
const announced = async (words: object) =>
  (await created(ada.send(`${root}/announcements`, { source: `Words.\n\n${brought.markdown}`, ...words }))).address
await announced({ title: 'Out', publish: true })
await announced({ title: 'To come', asksConfirmation: true })
const planned = await announced({ title: 'Planned' })
const inADay = new Date(Date.now() + 86_400_000).toISOString()
assert.equal((await ada.send(`${planned}/schedule`, { publishAt: inADay })).status, 200)
const [{ id: cohort }] = await query('select id from cohort where community_id = $1 limit 1', [community.id])
await announced({ title: 'For some', group: cohort })
const talk = await startThread(site, 'ben', 'Said here')
await writePost(site, 'cleo', talk, 'And here')
await vote(site, 'ben', await sendOne(site), 0)

test('the page says what is copied, to those who may begin communities and set this one', async () => {
  assert.equal((await ada.get(`${root}/settings/copy`)).status, 403)
  assert.equal((await eve.get(`${root}/settings/copy`)).status, 404)
  const page = await owen.get(`${root}/settings/copy`)
  assert.match(page.text, /The charter: its purpose and 2 texts/)
  assert.match(page.text, /The Toolkit: 2 topics, 3 resources with their files/)
  assert.match(page.text, /Announcements that are not out yet, as drafts: 2/)
  assert.doesNotMatch((await ada.get(`${root}/settings`)).text, /settings\/copy/)
  await query(`update site set founders = 'everybody'`)
  assert.match((await ada.get(`${root}/settings`)).text, /settings\/copy/)
  assert.equal((await ada.get(`${root}/settings/copy`)).status, 200)
  assert.equal((await ben.send(`${root}/settings/copy`, { name: 'Mine' })).status, 403)
  const twice = await ada.post(`${root}/settings/copy`, { name: 'First-line leaders' })
  assert.equal(twice.status, 422)
  assert.match(twice.text, /name="sameName"/)
})

test('the copy is a draft with settings, charter, topics, resources and files of its own, and nothing that was said', async () => {
  const copy = await created(ada.send(`${root}/settings/copy`, { name: 'Second-line leaders' }))
  assert.deepEqual(
    [copy.status, copy.slug, copy.purpose, copy.members],
    ['draft', 'second-line-leaders', 'We lead.', 1],
  )
  const here = `/c/${copy.slug}`
  assert.deepEqual((await ada.json(`${here}/settings/welcome`)).json.welcome, {
    says: 'Come in.',
    hello: `${here}/discussions`,
    todos: [{ label: 'Look around', path: `${here}/toolkit` }],
  })
  const charter = await ada.get(`${here}/charter`)
  assert.match(charter.text, /First teams\./)
  assert.match(charter.text, /Be kind\./)
  const { resources: items } = (await ada.json(`${here}/toolkit`)).json
  assert.deepEqual(items.map(({ title }: { title: string }) => title).toSorted(), [
    'How we talk',
    'Not yet',
    'The card',
  ])
  const article = items.find(({ title }: { title: string }) => title === 'How we talk')
  const page = await ada.get(`${here}/toolkit/${shortId(article.id)}`)
  assert.match(page.text, /Feedback/)
  const [, shown = ''] = /src="\/files\/([\w-]{22})"/.exec(page.text) ?? []
  assert.ok(shown && !brought.markdown.includes(shown), 'it shows a picture of its own')
  const counts = await query(
    `select (select count(*)::int from post where community_id = $1) as posts, (select count(*)::int from ping where community_id = $1) as pings,
      (select count(*)::int from vote where community_id = $1) as votes, (select count(*)::int from topic where community_id = $1) as topics,
      (select count(*)::int from topic where community_id = $1 and parent_id is not null) as below,
      (select count(*)::int from thread where community_id = $1) as threads,
      array(select name from featured_container where community_id = $1 order by position) as groups`,
    [copy.id],
  )
  assert.deepEqual(counts, [{ posts: 0, pings: 0, votes: 0, topics: 2, below: 1, threads: 2, groups: ['Sponsor'] }])

  // The first community may go, and the copy keeps its files.
  const files = await query('select id from file where community_id = $1 and use <> $2', [copy.id, 'preview'])
  assert.equal(files.length, 4, 'banner, a picture in an article and one in an announcement, document')
  assert.equal((await cleo.get(here)).status, 404)
  await owen.send(`${root}/settings/deletion`, { name: 'First-line leaders' })
  for (const { id } of files) assert.equal((await ada.get(`/files/${shortId(id)}`)).status, 200)
  const [{ id: gone }] = await query('select id from community where deleted_at is not null')
  assert.equal((await owen.send(`/site/communities/deleted/${shortId(gone)}/return`)).status, 200)
  assert.match((await ada.get(`${here}/settings/audit`)).text, /Copied another community into this one/)
})

test('announcements that are not out come as drafts without a date, with pictures of their own; what is out or for some stays', async () => {
  const copy = await created(ada.send(`${root}/settings/copy`, { name: 'With news' }))
  const found = await query(
    `select e.title, n.state, n.publish_at, n.asks_confirmation, e.author_id, e.id from announcement n join entry e on e.id = n.id
     where n.community_id = $1 order by 1`,
    [copy.id],
  )
  const shared = { state: 'draft', publish_at: null, author_id: people.ada.id }
  assert.deepEqual(
    found.map(({ id, ...one }) => one),
    [
      { title: 'Planned', ...shared, asks_confirmation: false },
      { title: 'To come', ...shared, asks_confirmation: true },
    ],
  )
  const page = await ada.get(`/c/${copy.slug}/announcements/${shortId(found[1].id)}`)
  assert.match(page.text, /Words\./)
  const [, shown = ''] = /src="\/files\/([\w-]{22})"/.exec(page.text) ?? []
  assert.ok(shown && !brought.markdown.includes(shown), 'it shows a picture of its own')
  assert.equal((await ada.get(`/files/${shown}`)).status, 200)
  assert.deepEqual(await query(`select id from mail where community_id = $1`, [copy.id]), [], 'nobody hears of it')
})

test('members come along where that is asked for, roles too, guests never', async () => {
  await ada.send(`${root}/members/${people.ben.id}/roles`, { standing: 'helper' })
  await query(`insert into membership_role (community_id, person_id, role) values ($1, $2, 'guest')`, [
    community.id,
    people.dov.id,
  ])
  const alone = await created(ada.send(`${root}/settings/copy`, { name: 'Without roles', members: true }))
  const rolesIn = async (slug: string) =>
    (await ada.json(`/c/${slug}/members`)).json.items.map(
      (one: { name: string; roles: string[] }) => `${one.name}: ${one.roles}`,
    )
  assert.deepEqual(await rolesIn(alone.slug), ['Ada Lindqvist: manager', 'Ben Reyes: ', 'Cleo Marsh: '])
  const whole = await created(ada.send(`${root}/settings/copy`, { name: 'With roles', members: true, roles: true }))
  assert.deepEqual(await rolesIn(whole.slug), [
    'Ada Lindqvist: manager',
    'Ben Reyes: content_editor,moderator',
    'Cleo Marsh: ',
  ])
  assert.deepEqual(await query(`select id from mail where community_id = $1`, [whole.id]), [], 'a draft mails nobody')
})

test('members of a community that one looks after are copied into another one: looked at first, then added', async () => {
  const there = `/c/${elsewhere.slug}/members/copying`
  const choices = async (who: typeof ada) =>
    (await who.json(there)).json.choices.map(({ name }: { name: string }) => name)
  assert.deepEqual(await choices(eve), [], 'she looks after no other')
  assert.equal((await eve.send(there, { from: community.id })).status, 422)
  assert.equal((await ada.json(there)).status, 404)
  assert.ok((await choices(owen)).includes('First-line leaders'))

  await owen.send(`/c/${elsewhere.slug}/members`, { people: 'cleo@example.org', confirmed: true })
  const { preview } = (await owen.json(`${there}?from=${shortId(community.id)}`)).json
  assert.deepEqual(
    { added: preview.added, already: preview.already, guests: preview.guests, roles: preview.roles },
    {
      added: 2,
      already: 1,
      guests: 1,
      roles: [
        { name: 'moderator', people: 1 },
        { name: 'content_editor', people: 1 },
        { name: 'manager', people: 1 },
      ],
    },
  )
  const page = await owen.get(`${there}?from=${shortId(community.id)}`)
  assert.match(page.text, /2 people become members/)
  assert.match(page.text, /Add 2 people/)
  const done = await owen.send(there, { from: community.id, roles: true })
  assert.deepEqual([done.status, done.json.added, done.json.already], [201, 2, 1])
  const sources = await query(
    `select p.name, s.source from membership_source s join person p on p.id = s.person_id
     where s.community_id = $1 and s.source = 'copied' order by p.name`,
    [elsewhere.id],
  )
  assert.deepEqual(
    sources.map(({ name }) => name),
    ['Ada Lindqvist', 'Ben Reyes', 'Cleo Marsh'],
  )
  assert.equal((await owen.send(there, { from: community.id, roles: true })).json.added, 0, 'a second time adds nobody')
  assert.match((await eve.get(`/c/${elsewhere.slug}/settings/audit`)).text, /Copied the members of another community/)
  assert.equal((await site.as('dov').get(`/c/${elsewhere.slug}`)).status, 404, 'a guest there is no member here')
})

test('while a community is copied it is not deleted, and where it is being deleted no part of it is copied', async () => {
  const deletion = () => owen.send(`${root}/settings/deletion`, { name: 'First-line leaders' })
  const refused = await site.work(async (work) => {
    await keepFromDeletion(work, community.id)
    return deletion()
  })
  assert.deepEqual([refused.status, refused.json.code], [409, 'community_being_copied'])
  assert.equal((await ben.get(root)).status, 200)

  let copying = Promise.resolve() as Promise<unknown> as ReturnType<typeof owen.send>
  await site.work(async (work) => {
    assert.ok(await holdForDeletion(work, community.id))
    await saveDeleted(work, community.id, people.owen.id)
    copying = owen.send(`${root}/settings/copy`, { name: 'Too late', members: true })
    await waitFor(async () => {
      const waiting = await query(`select from pg_locks where locktype = 'advisory' and not granted`)
      return waiting.length > 0
    })
  })
  assert.equal((await copying).status, 404)
  assert.deepEqual(await query(`select from community where name = 'Too late'`), [])
  assert.equal((await owen.send(`/site/communities/deleted/${shortId(community.id)}/return`)).status, 200)
})
