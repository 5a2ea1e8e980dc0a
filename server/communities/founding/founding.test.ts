/** A community begins: a draft for its leaders, its steps, and the mail with which it opens. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ ROLES: 'web,worker', SMTP_URL: mailbox.url })
const { db } = site.database
const owen = site.as('owen')

const asked = { name: 'Data storytelling', purpose: 'We tell what numbers mean.', hue: 285 }

test('only those who look after the site begin a community', async () => {
  assert.equal((await site.as('ada').send('/c/new', asked)).status, 403)
  assert.equal((await site.as('ada').get('/c/new')).status, 403)
  assert.equal((await owen.get('/c/new')).status, 200)
})

test('a form without name or purpose, or with an impossible colour, comes back with what was typed', async () => {
  const back = await owen.post('/c/new', { name: ' ', purpose: 'Kept as typed', hue: '162' })
  assert.equal(back.status, 422)
  assert.match(back.text, /A community needs a name\./)
  assert.match(back.text, /Kept as typed/)
  const json = await owen.send('/c/new', { name: 'x'.repeat(121), purpose: '', hue: 400 })
  assert.equal(json.status, 422)
  assert.deepEqual(Object.keys(json.json.fields).sort(), ['hue', 'name', 'purpose'])
})

test('it begins as a draft at an address made from its name, led by its maker', async () => {
  const page = await owen.post('/c/new', { ...asked, hue: '285' })
  assert.equal(page.status, 303)
  assert.equal(page.headers.location, '/c/data-storytelling')
  const again = await owen.send('/c/new', { ...asked, sameName: true })
  assert.equal(again.json.slug, 'data-storytelling-2')
  assert.equal((await owen.send('/c/new', { ...asked, name: 'New' })).json.slug, 'new-2')
  assert.equal((await owen.send('/c/new', { ...asked, name: '学习' })).json.slug, 'xuexi')
  const members = await owen.json('/c/data-storytelling/members')
  assert.deepEqual(
    members.json.items.map(({ name, roles }: { name: string; roles: string[] }) => [name, roles]),
    [['Owen Hale', ['manager']]],
  )
  assert.equal(members.json.community.status, 'draft')
})

test('a name that another community has is warned of, and can be given all the same', async () => {
  const asked = { name: 'first-line  LEADERS', purpose: 'We lead.' }
  const told = await site.as('owen').send('/c/new', asked)
  assert.equal(told.status, 422)
  assert.match(told.json.fields.sameName, /“First-line leaders” already, at \/c\/first-line-leaders/)
  const page = await site.as('owen').post('/c/new', asked)
  assert.match(page.text, /type="checkbox"[^>]*name="sameName"/)
  assert.equal((await site.as('owen').send('/c/new', { ...asked, sameName: true })).json.slug, 'first-line-leaders-2')
})

test('a draft is there only for those who prepare it', async () => {
  await owen.send('/c/data-storytelling/members', { people: 'ben@example.org, ada@example.org', confirmed: true })
  assert.equal((await site.as('ben').json('/c/data-storytelling/members')).status, 404)
  await owen.send(`/c/data-storytelling/members/${site.cast.people.ada.id}/roles`, { standing: 'helper' })
  assert.equal((await site.as('ada').json('/c/data-storytelling/members')).status, 200)
  assert.equal((await site.as('ben').json('/c/data-storytelling/members')).status, 404)
})

test('a draft community sends no mail', async () => {
  const { count } = await db.read
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 0)
  const told = await db.read.selectFrom('notice').select('id').execute()
  assert.equal(told.length, 0)
})

test('every step of a draft but opening can be skipped', async () => {
  const left = await owen.send('/c/data-storytelling/steps/ping')
  assert.equal(left.status, 200)
  const done = left.json.steps.filter((one: { isDone: boolean }) => one.isDone).map((one: { key: string }) => one.key)
  assert.deepEqual(done, ['people', 'ping'])
  for (const no of ['open', 'nonsense']) assert.equal((await owen.send(`/c/data-storytelling/steps/${no}`)).status, 404)
})

test('opening invites everybody who was not yet, each once, and not who opens it', async () => {
  const open = await owen.send('/c/data-storytelling/opening')
  assert.equal(open.status, 200)
  assert.equal(open.json.invited, 2)
  assert.equal(open.json.community.status, 'active')
  const mail = await mailbox.waitFor((one) =>
    String(one.to && 'text' in one.to ? one.to.text : '').includes('ben@example.org'),
  )
  assert.equal(mail.subject, 'Owen Hale invites you to Data storytelling')
  assert.match(mail.text ?? '', /We tell what numbers mean\./)
  assert.match(mail.text ?? '', /\/i\/[\w-]{45}/)
  assert.ok(mail.headers.has('list-unsubscribe') || mail.headers.has('list'))
  assert.equal((await owen.send('/c/data-storytelling/opening')).json.code, 'community_open')
  assert.equal((await site.as('ben').json('/c/data-storytelling/members')).status, 200)
})

test('a person added to an open community is invited at once, and nobody else again', async () => {
  await owen.send('/c/data-storytelling/members', {
    people: 'Nia Holm <nia@example.net>, ben@example.org',
    confirmed: true,
  })
  await mailbox.waitFor((one) => String(one.to && 'text' in one.to ? one.to.text : '').includes('nia@example.net'))
  const mails = await db.read
    .selectFrom('mail')
    .innerJoin('person', 'person.id', 'mail.person_id')
    .select('person.email')
    .where('kind', '=', 'invitation')
    .orderBy('person.email')
    .execute()
  assert.deepEqual(
    mails.map(({ email }) => email),
    ['ada@example.org', 'ben@example.org', 'nia@example.net'],
  )
})

test('a person added while a draft opens is invited all the same', async () => {
  const { openCommunity } = await import('#server/communities/founding/open-community.ts')
  const { addMembers } = await import('#server/communities/members/add-members.ts')
  const actor = await site.actor('owen')
  for (let round = 0; round < 5; round++) {
    const { slug, id } = (await owen.send('/c/new', { ...asked, name: `Race ${round}` })).json
    const add = site.work((work) =>
      addMembers(work, actor, { community: slug, people: 'ben@example.org, cleo@example.org', confirmed: true }),
    )
    await Promise.all([add, site.work((work) => openCommunity(work, actor, { community: slug }))])
    const invited = await db.read
      .selectFrom('mail')
      .select('id')
      .where('community_id', '=', id)
      .where('kind', '=', 'invitation')
      .execute()
    assert.equal(invited.length, 2)
  }
})

test('no invitation is sent to a person who left before', async () => {
  const { invitationMail } = await import('#server/communities/members/invitation-mail.ts')
  const { translator } = await import('#server/platform/i18n.ts')
  const head = (await owen.json('/c/data-storytelling/members')).json.community
  const mail = {
    id: site.cast.people.ben.id,
    kind: 'invitation',
    personId: site.cast.people.ben.id,
    name: 'Ben Reyes',
    address: 'ben@example.org',
    mailVersion: 1,
    aboutKind: 'community',
    aboutId: head.id,
    community: { id: head.id, slug: head.slug, name: head.name, hue: head.hue },
    payload: { invitedBy: null, isNew: false },
    t: translator('de'),
    zone: 'UTC',
    siteName: 'Guildhall',
    siteHue: 162,
    queuedAt: new Date(),
  }
  const german = await invitationMail.compose(await site.look(), mail)
  assert.ok('subject' in german && german.subject !== 'You are invited to Data storytelling')
  await owen.send(`/c/data-storytelling/members/${site.cast.people.ben.id}/removal`)
  assert.deepEqual(await invitationMail.compose(await site.look(), mail), { dropped: 'left' })
})
