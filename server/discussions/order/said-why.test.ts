/** A lock and a highlight say who and why: who may, what everybody sees, who hears of it, and that it is undone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { openOrdering, refusedAs, say, shows } from '#tests/support/ordering.ts'

const { site, slug, root, audit, ada, ben, cleo, eve, begin, inboxOf, takeBack } = await openOrdering()

test('a lock says who, as what and why; the reason changes; it is taken back from the audit', async () => {
  const { address } = await begin(cleo, 'Loud')
  for (const who of [ben, cleo]) assert.equal((await who.send(`${address}/lock`, { why: 'Mine' })).status, 403)
  assert.equal((await eve.send(`${address}/lock`, { why: 'Mine' })).status, 404)
  assert.equal((await eve.get(`${address}/lock`)).status, 404)
  const empty = await ada.post(`${address}/lock`, { why: ' ' })
  assert.equal(empty.status, 422)
  shows(empty, /Say in a sentence why/)
  assert.equal((await ben.json(address)).json.thread.lock, null)
  assert.equal((await ada.post(`${address}/lock`, { why: 'Too <hot>' })).status, 303)
  shows(await ben.get(address), /Locked by Ada Lindqvist, a leader:<\/b> <span dir="auto">Too &lt;hot&gt;/)
  shows(await ada.get(`${address}/lock`), /value="Too &lt;hot&gt;"/)
  shows(await inboxOf(cleo), /Why: Too &lt;hot&gt;/)
  assert.equal((await ada.send(`${address}/lock`, { why: 'Too loud' })).status, 200)
  assert.deepEqual((await ben.json(address)).json.thread.lock, { by: 'Ada Lindqvist', as: 'leader', why: 'Too loud' })
  assert.equal((await takeBack('thread.locked')).status, 200)
  assert.equal((await ben.json(address)).json.thread.lock, null)
  assert.equal((await ben.send(`${address}/posts`, { source: 'Calmer' })).status, 201)
  const [unlocked, line] = [
    (await ada.json(`${audit}?kind=act.taken_back`)).json.items[0],
    (await ada.json(`${audit}?kind=thread.locked`)).json.items[0],
  ]
  assert.equal(unlocked.facts.verb, 'thread.locked')
  assert.deepEqual([line.takenBack, line.canTakeBack], [1, false])
  assert.deepEqual(refusedAs(await ada.send(`${audit}/${shortId(line.id)}/taking-back`, { which: 'all' })), [
    409,
    'nothing_left',
  ])
})

test('a highlight says who and why at the post and in lists, its author hears it, and it goes again', async () => {
  const { id, address } = await begin(ben, 'Worth a look')
  const post = await say(cleo, address, 'Ten minutes of silence')
  const at = `${address}/posts/${post}/highlight`
  for (const [who, status] of [
    [ben, 403],
    [cleo, 403],
    [eve, 404],
  ] as const) {
    assert.equal((await who.send(at, { why: 'Mine' })).status, status)
    assert.equal((await who.get(at)).status, status)
    assert.equal((await who.send(`${at}/removal`)).status, status)
  }
  const empty = await ada.post(at, { why: '  ' })
  assert.equal(empty.status, 422)
  shows(empty, /Say in a sentence why/)
  const version = (await ben.json(address)).json.thread.live.version
  assert.equal((await ada.send(at, { why: 'it <works>' })).status, 200)
  const inList = async () => (await ben.json(root)).json.items.find((one: { id: string }) => one.id === id).highlight
  const shown = async () =>
    (await ben.json(address)).json.thread.posts.find((one: { id: string }) => one.id === post).highlight
  assert.deepEqual(await shown(), { by: 'Ada Lindqvist', why: 'it <works>' })
  assert.deepEqual(await inList(), { authorId: site.cast.people.cleo.id, author: 'Cleo Marsh', why: 'it <works>' })
  shows(await ben.get(address), /Highlighted by Ada Lindqvist:<\/b> <span dir="auto">it &lt;works&gt;/)
  shows(await ben.get(`/c/${slug}`), /Highlighted: Cleo Marsh[\s\S]*it &lt;works&gt;/)
  assert.notEqual((await ben.json(address)).json.thread.live.version, version)
  const inbox = await inboxOf(cleo)
  shows(inbox, /Ada Lindqvist highlighted what you said in “Worth a look”/)
  shows(inbox, /Why: it &lt;works&gt;/)
  assert.equal((await ada.send(at, { why: 'it lasts' })).status, 200)
  assert.equal((await shown()).why, 'it lasts')
  assert.equal((await ada.send(`${at}/removal`)).status, 200)
  assert.deepEqual([await shown(), await inList()], [null, null])
  assert.equal((await ada.send(at, { why: 'after all' })).status, 200)
  assert.equal((await takeBack('post.highlighted')).status, 200)
  assert.equal(await shown(), null)
  await ada.send(`${address}/posts/${post}/removal`, { why: 'Twice' })
  assert.deepEqual(refusedAs(await ada.send(at, { why: 'gone' })), [409, 'post_removed'])
})
