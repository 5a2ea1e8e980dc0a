/** Somebody is erased, by themselves or by those who run the site, with their posts or without. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signInPassFor } from '#server/identity/room.ts'
import { shortId } from '#server/platform/ids.ts'
import { addPerson, join } from '#tests/support/actors.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite({ SMTP_URL: 'smtp://127.0.0.1:9' })
const { people, community } = site.cast
const db = site.database.db.write
const owen = site.as('owen')
const admin = clientOf(site.server, holding((await addPerson(site, 'Some admin', 'write', 'admin')).token))
const discussions = `/c/${community.slug}/discussions`
const erase = (who: { id: string; name: string }, posts: string, confirm = who.name) =>
  admin.send(`/site/people/${shortId(who.id)}/erasure`, { posts, confirm })

test('where posts stay, they stand under “Former member”; the name is gone everywhere', async () => {
  const thread = await startThread(site, 'dov', 'How do you begin?', 'I begin with a question.')
  await writePost(site, 'ben', thread, 'So do I.')
  assert.match((await erase(people.dov, 'stay', 'Dov')).json.fields.confirm, /This is not the name Dov Adler/)
  assert.equal((await erase(people.dov, 'stay', 'dov  adler')).status, 200)
  const page = await site.as('ben').get(`${discussions}/${shortId(thread.id)}`)
  assert.match(page.text, /I begin with a question/)
  assert.match(page.text, /Former member/)
  assert.doesNotMatch(page.text, /Dov/)
  assert.equal((await site.as('dov').json('/account')).status, 401)
  assert.equal((await admin.get(`/site/people/${shortId(people.dov.id)}`)).status, 404)
  const { json } = await owen.json('/site/audit')
  assert.deepEqual([json.items[0].verb, json.items[0].facts.posts], ['person.erased', 'stay'])
})

test('where posts go, their words are nowhere; a stub stays where others answered, and counts are right', async () => {
  const shared = await startThread(site, 'cleo', 'A question of mine', 'Secret words one.')
  const answer = await writePost(site, 'ben', shared, 'An answer.')
  await writePost(site, 'cleo', shared, 'Secret words two.', answer)
  const alone = await startThread(site, 'cleo', 'Only mine', 'Secret words three.')
  const elsewhere = await startThread(site, 'ben', 'Of Ben', 'Begin.')
  await writePost(site, 'cleo', elsewhere, 'Secret words four.')
  assert.equal((await erase(people.cleo, 'go')).status, 200)
  const ben = site.as('ben')
  const page = await ben.get(`${discussions}/${shortId(shared.id)}`)
  assert.match(page.text, /An answer/)
  assert.equal((await ben.get(`${discussions}/${shortId(alone.id)}`)).status, 404)
  for (const at of [discussions, `${discussions}/${shortId(shared.id)}`, `${discussions}/${shortId(elsewhere.id)}`])
    assert.doesNotMatch((await ben.get(at)).text, /Secret words|Cleo|Only mine/, at)
  const kept = await db
    .selectFrom('post')
    .select(['source', 'html', 'text'])
    .where('removed_at', 'is not', null)
    .execute()
  assert.ok(kept.length >= 3)
  assert.ok(kept.every(({ source, html, text }) => source + html + text === ''))
  const { rows: wrong } = await site.database.db.writePool.query(`select t.id from thread t where reply_count <>
    (select count(*) from post p where p.thread_id = t.id and p.removed_at is null and not p.is_opening)`)
  assert.deepEqual(wrong, [])
  const restored = await site.as('ada').send(`${discussions}/${shortId(shared.id)}/posts/${shortId(answer)}/return`)
  assert.notEqual(restored.status, 200, 'nobody brings an emptied post back')
})

test('not by others, not an owner by an admin, not oneself at the desk', async () => {
  for (const who of ['ada', 'ben', 'eve'] as const) {
    assert.equal((await site.as(who).get(`/site/people/${shortId(people.ben.id)}/erasure`)).status, 404)
    const body = { posts: 'go', confirm: 'Ben Reyes' }
    assert.equal((await site.as(who).send(`/site/people/${shortId(people.ben.id)}/erasure`, body)).status, 404)
  }
  assert.equal((await erase(people.owen, 'go')).json.code, 'beyond_site_role')
  const own = { posts: 'go', confirm: people.owen.name }
  assert.equal((await owen.send(`/site/people/${shortId(people.owen.id)}/erasure`, own)).json.code, 'erases_yourself')
})

test('people erase themselves after a fresh sign-in, with nothing but a browser; the last owner does not', async () => {
  const jar = openJar(site.server, site.platform.config.publicUrl)
  await jar.post(await site.work((work) => signInPassFor(work, people.ben.id)), {})
  assert.equal(
    (await site.as('ben').send('/account/erasure', { posts: 'stay', confirm: 'Ben Reyes' })).json.code,
    'session_needed',
  )
  assert.match((await jar.get('/account')).text, /Erase your account/)
  assert.match((await jar.get('/account/erasure')).text, /Type Ben Reyes to confirm/)
  await db
    .updateTable('session')
    .set({ created_at: new Date(Date.now() - 3_600_000) })
    .execute()
  assert.equal((await jar.send('/account/erasure', { posts: 'stay', confirm: 'Ben Reyes' })).json.code, 'sign_in_again')
  assert.doesNotMatch((await jar.get('/account/erasure')).text, /to confirm/)
  await db.updateTable('session').set({ created_at: new Date() }).execute()
  const done = await jar.post('/account/erasure', { posts: 'stay', confirm: 'Ben Reyes' })
  assert.equal(done.headers.location, '/sign-in', done.text)
  assert.equal((await jar.json('/account')).status, 401)
  assert.equal((await admin.json(`/site/people/${shortId(people.ben.id)}`)).status, 404)

  const owner = openJar(site.server, site.platform.config.publicUrl)
  await owner.post(await site.work((work) => signInPassFor(work, people.owen.id)), {})
  assert.match((await owner.get('/account/erasure')).text, /Nobody else owns this site/)
  const refused = await owner.send('/account/erasure', { posts: 'stay', confirm: people.owen.name })
  assert.equal(refused.json.code, 'last_owner')
  await join(site, (await addPerson(site, 'Second owner', 'write', 'owner')).id)
  assert.equal((await owner.post('/account/erasure', { posts: 'go', confirm: people.owen.name })).status, 303)
})
