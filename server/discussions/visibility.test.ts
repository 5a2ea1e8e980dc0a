/** Who is not of the community sees nothing, in any representation; who may not act is told so. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { discussions } from '#server/discussions/room.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug } = site.cast.community
const root = `/c/${slug}/discussions`
let address = ''
let postId = ''

before(async () => {
  const begun = await site
    .as('ben')
    .send(root, { kind: 'question', title: 'Confidential', source: 'Confidential words' })
  address = begun.json.address
  postId = begun.json.posts[0].id
})

/** The room's addresses with a real thread and post in them. */
function addressesOf(community: string): { method: 'GET' | 'POST'; path: string }[] {
  return discussions.endpoints
    .filter(({ path }) => path.startsWith('/c/'))
    .map(({ method, path }) => ({
      method,
      path: path
        .replace(':community', community)
        .replace(':thread', address.split('/').at(-1) as string)
        .replace(':post', postId)
        .replace(':kind', 'agree'),
    }))
}

const body = { title: 'T', source: 'S', state: 'read' }

test('Eve gets 404 from every address, hers or ours, as page and as JSON', async () => {
  const eve = site.as('eve')
  forgetCounts()
  for (const community of [slug, 'elsewhere']) {
    for (const { method, path } of addressesOf(community)) {
      // Her own community has a list and a form of its own.
      if (community === 'elsewhere' && !path.includes(postId) && !path.includes('confidential')) continue
      const answers =
        method === 'GET'
          ? [await eve.get(path), await eve.json(path)]
          : [await eve.post(path, { ...body, state: 'muted' }), await eve.send(path, { ...body, state: 'muted' })]
      for (const { status, text } of answers) {
        assert.ok([404, 406, 422].includes(status), `${method} ${path}: ${status}`)
        assert.ok(!/Confidential/.test(text), `${method} ${path} tells`)
      }
    }
  }
  const posts = await site.database.db.write.selectFrom('post').select('id').execute()
  assert.equal(posts.length, 1)
})

test('a visitor is sent to sign in, whether there is something or not', async () => {
  const visitor = site.as('visitor')
  for (const { method, path } of addressesOf(slug)) {
    const answer = method === 'GET' ? await visitor.get(path) : await visitor.post(path, body)
    assert.equal(answer.status, 303, path)
    assert.match(String(answer.headers.location), /^\/sign-in/)
    const json = method === 'GET' ? await visitor.json(path) : await visitor.send(path, body)
    assert.equal(json.status, 401)
  }
})

test('an unknown address is not found', async () => {
  const ben = site.as('ben')
  for (const path of ['nothing', 'title-AAAAAAAAAAAAAAAAAAAAAA', '%00', '00000000-0000-0000-0000-000000000000'])
    assert.equal((await ben.get(`${root}/${path}`)).status, 404, path)
  for (const id of ['x', 'AAAAAAAAAAAAAAAAAAAAAA']) {
    assert.equal((await ben.send(`${address}/posts/${id}/replies`, { source: 'x' })).status, 404)
    assert.equal((await ben.send(`${address}/posts/${id}/removal`)).status, 404)
  }
})

test('a post is not found under another thread', async () => {
  const other = (await site.as('ben').send(root, { title: 'Other', source: 'Other' })).json
  assert.equal((await site.as('ben').send(`${other.address}/posts/${postId}`, { source: 'x' })).status, 404)
  assert.equal((await site.as('ben').send(`${other.address}/posts/${postId}/removal`)).status, 404)
  // Who may read it is led to where it stands.
  const led = await site.as('ada').get(`${other.address}/posts/${postId}/history`)
  assert.ok(led.status === 404 || (led.status === 303 && !String(led.headers.location).includes(other.id)), led.text)
})

test('a site owner reads and moderates where they are no member', async () => {
  const owen = site.as('owen')
  assert.equal((await owen.get(address)).status, 200)
  assert.equal((await owen.get(root)).status, 200)
  const { thread } = (await owen.json(address)).json
  assert.equal(thread.can.moderate, true)
  assert.equal(thread.isUnread, false)
  assert.equal((await owen.send(`${address}/lock`, { why: 'Too heated' })).status, 200)
  assert.equal((await owen.send(`${address}/unlock`)).status, 200)
})

test('a person who left is not shown as a member any more, and sees nothing', async () => {
  const { db } = site.database
  const dov = site.cast.people.dov.id
  assert.equal((await site.as('dov').get(address)).status, 200)
  await db.write.updateTable('membership').set({ ended_at: new Date() }).where('person_id', '=', dov).execute()
  assert.equal((await site.as('dov').get(address)).status, 404)
  assert.equal((await site.as('dov').send(`${address}/posts`, { source: 'x' })).status, 404)
})

test('a read token reads and changes nothing', async () => {
  const { db } = site.database
  await db.write
    .updateTable('api_token')
    .set({ scope: 'read' })
    .where('person_id', '=', site.cast.people.cleo.id)
    .execute()
  assert.equal((await site.as('cleo').json(address)).status, 200)
  assert.equal((await site.as('cleo').send(`${address}/posts`, { source: 'x' })).status, 403)
})

test('a preview is for who is signed in, resolves whom they may name, and keeps nothing', async () => {
  const source = '**Bold** @ada-lindqvist'
  const ben = site.as('ben')
  assert.equal((await site.as('visitor').send('/markdown/preview', { source })).status, 401)
  for (const community of [{ community: slug }, { communityId: site.cast.community.id }]) {
    const { html } = (await ben.send('/markdown/preview', { source, ...community })).json
    assert.match(html, /<strong>Bold<\/strong> <a class="mention"[^>]*>@Ada Lindqvist/)
  }
  for (const who of ['eve', 'ben'] as const) {
    const { html } = (await site.as(who).send('/markdown/preview', { source, community: who === 'eve' ? slug : '' }))
      .json
    assert.doesNotMatch(html, /Lindqvist/)
  }
  const page = await ben.post('/markdown/preview', { source, once: 'form-key', title: 'x' })
  assert.equal(page.status, 200)
  assert.ok(page.text.includes('<strong>Bold</strong>'))
  const said = await ben.post(`${address}/posts`, { source, once: 'form-key' })
  assert.equal(said.status, 303, 'the key of the form is still its own')
  assert.equal((await ben.send('/markdown/preview', { source: 'x'.repeat(65_537) })).status, 422)
  assert.equal((await ben.send('/markdown/preview', {})).status, 422)
})
