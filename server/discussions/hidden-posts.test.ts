/** Hidden posts: read by their author and by moderators, and by nobody else, wherever posts are read. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { holdPost } from '#server/discussions/hide-post.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { doWork, notifyTask } from '#server/platform/work.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug } = site.cast.community
const root = `/c/${slug}/discussions`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')

beforeEach(() => forgetCounts())

// biome-ignore lint/suspicious/noExplicitAny: tests look into views of every shape
type Any = any
const sql = async (text: string, values: unknown[] = []): Promise<Any[]> =>
  (await site.database.db.writePool.query(text, values)).rows

async function begin(who = ada, source = 'It begins.') {
  const begun = await who.send(root, { kind: 'talk', title: 'A heated week', source })
  assert.equal(begun.status, 201, begun.text)
  return begun.json as { id: string; address: string; posts: Any[] }
}

async function say(who: typeof ada, address: string, source: string, under?: string): Promise<Any> {
  const said = await who.send(under ? `${address}/posts/${under}/replies` : `${address}/posts`, { source })
  assert.equal(said.status, 201, said.text)
  return said.json
}

const canary = 'Zanzibarmarmalade'
const read = async (address: string, who: typeof ada): Promise<Any> => (await who.json(address)).json.thread

test('a hidden post is read by its author and those who moderate, with why, and by nobody else; shown again it is as it was', async () => {
  const { address, id } = await begin()
  await say(cleo, address, 'Cleo was here, and @ben-reyes too.')
  const post = await say(ben, address, `You are a **${canary}**, @cleo-marsh.`)
  await runJobs(site, notifyTask)
  const hiding = await ada.send(`${address}/posts/${post.id}/hiding`, { why: 'No names.' })
  assert.equal(hiding.status, 200, hiding.text)
  assert.deepEqual(hiding.json.hidden.because, 'moderator')

  for (const who of ['ben', 'ada', 'owen'] as const) {
    const page = (await site.as(who).get(address)).text
    assert.match(page, new RegExp(canary), who)
    assert.match(page, /Hidden by Ada Lindqvist: only its author and moderators read it/)
    assert.match(page, /Why: No names\./)
    const seen = (await read(address, site.as(who))).posts.find((one: Any) => one.id === post.id)
    assert.deepEqual([seen.html, seen.hidden.why, seen.can.show], ['', 'No names.', who !== 'ben'])
  }
  for (const who of ['cleo', 'dov'] as const) {
    const actor = site.as(who)
    for (const at of [
      address,
      root,
      `/c/${slug}`,
      '/',
      `${address}?at=${post.id}`,
      '/inbox',
      '/profile',
      `${address}/quoting/page`,
    ])
      assert.doesNotMatch((await actor.get(at)).text, new RegExp(`${canary}|Hidden by`), `${who} ${at}`)
    const thread = await read(address, actor)
    assert.deepEqual(
      [JSON.stringify(thread).includes(canary), thread.replies, thread.posts.length],
      [false, 1, 2],
      'neither its words nor its count',
    )
    assert.equal((await actor.send(`${address}/posts/${post.id}/replies`, { source: 'x' })).status, 409)
    assert.equal((await actor.send(`${address}/posts/${post.id}/showing`)).status, 409)
    assert.equal((await actor.send(`${address}/posts/${post.id}/hiding`)).status, 409)
  }
  assert.equal((await site.as('eve').get(address)).status, 404)
  // Its author may neither show it again nor change it, and their own data has it.
  assert.equal((await ben.send(`${address}/posts/${post.id}/showing`)).status, 403)
  assert.equal((await ben.send(`${address}/posts/${post.id}`, { source: 'Other words' })).status, 409)
  assert.equal((await ben.send(`${address}/posts/${post.id}/return`)).status, 403)
  // Twice says so.
  assert.equal((await ada.send(`${address}/posts/${post.id}/hiding`)).json.code, 'post_hidden')

  await runJobs(site, notifyTask)
  const told = await sql(`select n.kind from notice n where n.person_id = $1 order by n.at desc limit 1`, [
    site.cast.people.ben.id,
  ])
  assert.deepEqual(told, [{ kind: 'hidden' }])
  assert.match((await ben.get('/inbox')).text, /Ada Lindqvist, who leads here, hid what you said in “A heated week”/)
  assert.doesNotMatch((await cleo.get('/inbox')).text, new RegExp(canary))

  assert.equal((await ada.send(`${address}/posts/${post.id}/showing`)).status, 200)
  assert.equal((await ada.send(`${address}/posts/${post.id}/showing`)).json.code, 'post_shown')
  assert.match((await cleo.get(address)).text, new RegExp(canary))
  assert.equal((await read(address, cleo)).replies, 2)
  const lines = await sql(
    `select verb from audit_line where community_id = $1 and verb like 'post.%' order by at, id`,
    [site.cast.community.id],
  )
  assert.deepEqual(
    lines.map(({ verb }) => verb),
    ['post.hidden', 'post.shown'],
  )
  assert.ok(id)
})

test('a hidden post with replies keeps its place as a stub, and who quotes it quotes nothing', async () => {
  const { address } = await begin()
  const first = await say(ben, address, 'A first level')
  const second = await say(cleo, address, `Under it: ${canary}`, first.id)
  await say(ben, address, 'Deeper', second.id)
  await ada.send(`${address}/posts/${second.id}/hiding`)
  const page = (await site.as('dov').get(address)).text
  assert.doesNotMatch(page, new RegExp(canary))
  assert.match(page, /Answers a post that was removed/)
  assert.match((await cleo.get(address)).text, new RegExp(canary))
  // Removed, it is gone for its author too, and comes back as hidden as it was.
  await ada.send(`${address}/posts/${second.id}/removal`, { why: 'Enough.' })
  assert.doesNotMatch((await cleo.get(address)).text, new RegExp(canary))
  assert.equal((await ada.send(`${address}/posts/${second.id}/return`)).status, 200)
  assert.match((await cleo.get(address)).text, new RegExp(canary))
  assert.doesNotMatch((await site.as('dov').get(address)).text, new RegExp(canary))
  assert.equal((await ada.send(`${address}/posts/${second.id}/showing`)).status, 200)
  assert.match((await site.as('dov').get(address)).text, new RegExp(canary))
})

test('a thread of which only a hidden post is left is hidden with it: not there for others, and nothing is added to it', async () => {
  const { address, posts } = await begin(ben, canary)
  await ada.send(`${address}/posts/${posts[0].id}/hiding`, { why: 'Wait.' })
  assert.equal((await cleo.get(address)).status, 404)
  assert.doesNotMatch((await cleo.get(root)).text, new RegExp(posts[0].id))
  assert.match((await ben.get(address)).text, new RegExp(canary))
  assert.equal((await ben.send(`${address}/posts`, { source: 'More' })).status, 409)
  assert.equal((await cleo.send(`${address}/posts`, { source: 'More' })).status, 404)
  assert.equal((await ada.send(`${address}/posts/${posts[0].id}/showing`)).status, 200)
  assert.match((await cleo.get(address)).text, new RegExp(canary))
  // Its author may take it away while it is hidden.
  await ada.send(`${address}/posts/${posts[0].id}/hiding`)
  assert.equal((await ben.send(`${address}/posts/${posts[0].id}/removal`)).status, 200)
  assert.equal((await ben.get(address)).status, 404)
})

test('a held post waits without a notice to anybody, and appears when it is shown: new, counted and told', async () => {
  const { address, id } = await begin(cleo)
  const post = await say(ben, address, `A first word: ${canary}, @cleo-marsh`)
  await runJobs(site, notifyTask)
  await sql('delete from notice')
  await sql('delete from activity where object_id = $1', [post.id])
  await cleo.send(`${address}/reading`)
  const thread = { id, entryId: id }
  await doWork(site.platform, (work) =>
    holdPost(work, { id: post.id, parentId: null, rootId: null, thread }, 'A first post'),
  )
  assert.match((await ben.get(address)).text, /A moderator looks at it first/)
  assert.doesNotMatch((await cleo.get(address)).text, new RegExp(canary))
  await runJobs(site, notifyTask)
  assert.deepEqual(await sql('select kind from notice'), [])
  assert.equal((await ada.send(`${address}/posts/${post.id}/showing`)).status, 200)
  await runJobs(site, notifyTask)
  const told = await sql('select kind, person_id from notice order by kind')
  assert.deepEqual(told, [
    { kind: 'mention', person_id: site.cast.people.cleo.id },
    { kind: 'published', person_id: site.cast.people.ben.id },
  ])
  assert.deepEqual((await read(address, cleo)).fresh, { count: 1, first: post.id })
})
