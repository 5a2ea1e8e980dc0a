/** Blocking somebody: what they write reaches the blocker no more, and they find nothing out. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { notifyTask } from '#server/platform/work.ts'
import { created } from '#tests/support/created.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { community, people } = site.cast
const [ada, ben, cleo, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('eve')]
const root = `/c/${community.slug}`
const pool = site.database.db.writePool
const blocking = `/people/${people.ben.id}/blocking`

beforeEach(async () => {
  forgetCounts()
  await pool.query('delete from person_block')
  await pool.query('delete from notice')
})

/** The kinds of notice somebody has, after all that happened was told. */
async function told(person: keyof typeof people): Promise<string[]> {
  await runJobs(site, notifyTask)
  const { rows } = await pool.query('select kind from notice where person_id = $1 order by at', [people[person].id])
  return rows.map(({ kind }) => kind)
}

test('mentions, answers and messages of somebody blocked bring no notice; of others they do, and unblocked again theirs too', async () => {
  const thread = await startThread(site, 'cleo', 'A question of Cleo')
  const post = await writePost(site, 'cleo', thread, 'More of it.')
  await created(cleo.send(blocking))
  await writePost(site, 'ben', thread, 'To you, @cleo-marsh.')
  await writePost(site, 'ben', thread, 'An answer.', post)
  await created(
    ada
      .send(`${root}/settings/people`, { name: 'Leader', size: 'large' })
      .then(async ({ json }) =>
        ada.send(`${root}/settings/people/${json.containers.at(-1).id}/persons`, { who: '@cleo-marsh' }),
      ),
  )
  const { json } = await ada.json(root)
  const container = json.people[0].id
  const message = { title: 'To Cleo', kind: 'talk', source: 'A word, please.', container }
  const written = await ben.send(`${root}/discussions`, message)
  assert.equal(written.status, 201, written.text)
  assert.deepEqual(await told('cleo'), [])
  await writePost(site, 'ada', thread, 'And you, @cleo-marsh?')
  assert.deepEqual(await told('cleo'), ['mention'])
  await created(cleo.send(`${blocking}/removal`))
  await writePost(site, 'ben', thread, 'Again, @cleo-marsh.')
  assert.deepEqual(await told('cleo'), ['mention', 'mention'])
})

test('blocked after the notice was written, it goes into no mail', async () => {
  for (const isBlocked of [false, true]) {
    await pool.query('delete from mail')
    await pool.query('delete from notice')
    const thread = await startThread(site, 'cleo', `Another question ${isBlocked}`)
    await writePost(site, 'ben', thread, 'Quick, @cleo-marsh.')
    assert.deepEqual(await told('cleo'), ['mention'])
    if (isBlocked) await created(cleo.send(blocking))
    await runJobs(site, 'gather-replies')
    const { rows } = await pool.query('select count(*)::int as n from mail where person_id = $1', [people.cleo.id])
    assert.equal(rows[0].n, isBlocked ? 0 : 1)
  }
})

test('what moderators do to one’s posts is told all the same, by whomever', async () => {
  await created(cleo.send(`/people/${people.ada.id}/blocking`))
  const thread = await startThread(site, 'ben', 'A thread of Ben')
  const post = await writePost(site, 'cleo', thread, 'To be removed.')
  await created(ada.send(`${root}/discussions/${thread.id}/posts/${post}/removal`, { why: 'Off topic.' }))
  assert.deepEqual(await told('cleo'), ['removed'])
})

test('their posts are folded for the blocker, and for nobody else', async () => {
  const thread = await startThread(site, 'ada', 'A folded talk')
  await writePost(site, 'ben', thread, 'Words of Ben.')
  await writePost(site, 'cleo', thread, 'Words of Cleo.')
  const folded = /A post by somebody you blocked/g
  const address = `${root}/discussions/${thread.id}`
  for (const who of [cleo, ada]) assert.equal((await who.get(address)).text.match(folded), null)
  await created(cleo.send(blocking))
  const page = (await cleo.get(address)).text
  // One post, and the words for those that arrive.
  assert.equal(page.match(folded)?.length, 2)
  assert.match(page, /<summary>.*A post by somebody you blocked · Show<\/summary>.*Words of Ben/s)
  for (const who of [ben, ada]) assert.equal((await who.get(address)).text.match(folded), null)
  assert.deepEqual((await cleo.json(address)).json.thread.blocked, [people.ben.id])
})

test('what they began is folded in lists, and their words where others quote them', async () => {
  const theirs = await startThread(site, 'ben', 'Begun by Ben')
  const thread = await startThread(site, 'ada', 'Where Ben is quoted')
  const post = await writePost(site, 'ben', thread, 'Words of Ben.')
  const reply = await writePost(site, 'ben', thread, 'A reply of Ben.', post)
  const above = await writePost(site, 'ada', thread, 'To that.', reply)
  const link = `${root}/discussions/${thread.id}?at=${shortId(post)}#post-${shortId(post)}`
  const text = `> Other words.\n\nAnd:\n\n> Words of Ben.\n>\n> — [Ben](${link})\n\nI agree.`
  const quoting = await writePost(site, 'ada', thread, text)
  const lists = [`${root}/discussions`, root, '/']
  const inLists = async () =>
    Promise.all(lists.map(async (list) => /A discussion by somebody you blocked/.test((await cleo.get(list)).text)))
  const quotes = async () => {
    const { text: page } = await cleo.get(`${root}/discussions/${thread.id}`)
    return [above, quoting].map((id) => {
      const [said = ''] = page.split(`id="post-${shortId(id)}"`)[1]?.split('<li class="post') ?? []
      const folded =
        /<details[^>]*><summary>.*?A quote of somebody you blocked · Show<\/summary>(.*?)<\/details>/s.exec(said)
      return (
        folded?.[1]
          ?.replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim() ?? null
      )
    })
  }
  await cleo.send(`${root}/discussions/${theirs.id}/following`, { state: 'following' })
  assert.deepEqual(
    [await inLists(), await quotes()],
    [
      [false, false, false],
      [null, null],
    ],
  )
  await created(cleo.send(blocking))
  assert.deepEqual(await inLists(), [true, true, true])
  assert.deepEqual(await quotes(), ['Ben Reyes A reply of Ben.', 'Words of Ben. — Ben'])
  // For everybody else nothing is folded, also after a reader for whom it is.
  assert.doesNotMatch((await ada.get(`${root}/discussions/${thread.id}`)).text, /you blocked/)
})

test('the blocked one sees, gets and is refused the same as before', async () => {
  const thread = await startThread(site, 'cleo', 'Seen alike')
  const ask = async () => {
    forgetCounts()
    const answers = [
      await ben.json(`/people/${people.cleo.id}`),
      await ben.json(`${root}/discussions/${thread.id}`),
      await ben.send(`/people/${people.cleo.id}`, {}),
      await ben.json('/account/blocked'),
      await ben.json('/inbox'),
    ]
    return answers.map(({ status, json }) => [status, JSON.stringify(json)])
  }
  await runJobs(site, notifyTask)
  const before = await ask()
  await created(cleo.send(blocking))
  await runJobs(site, notifyTask)
  assert.deepEqual(await ask(), before)
})

test('one blocks whom one may see, and not oneself; the list says whom, and unblocks', async () => {
  const own = await cleo.send(`/people/${people.cleo.id}/blocking`)
  assert.deepEqual([own.status, own.json.code], [409, 'blocking_oneself'])
  assert.equal((await cleo.get(`/people/${people.cleo.id}/blocking`)).status, 409)
  assert.equal((await eve.send(blocking)).status, 404)
  assert.equal((await eve.get(blocking)).status, 404)
  assert.equal((await site.as('visitor').send(blocking)).status, 401)
  assert.match((await cleo.get('/account/blocked')).text, /You have blocked nobody/)
  assert.match((await cleo.get(blocking)).text, /Block Ben Reyes\?/)
  // Twice, as from two tabs.
  await created(cleo.send(blocking))
  await created(cleo.send(blocking))
  assert.match((await cleo.get('/account/blocked')).text, /Unblock Ben Reyes/)
  assert.match((await cleo.get(`/people/${people.ben.id}`)).text, /You blocked Ben Reyes/)
  await created(cleo.send(`${blocking}/removal`))
  await created(cleo.send(`${blocking}/removal`))
  assert.deepEqual((await cleo.json('/account/blocked')).json.people, [])
})

test('their words stand in no answer box, no highlight of a list and no suggestion, and are folded among what a search finds', async () => {
  const asked = { kind: 'question', title: 'Which harmonium?', source: 'Which one?' }
  const question = await created(ada.send(`${root}/discussions`, asked))
  const post = await writePost(site, 'ben', question, 'The harmonium of Ben.')
  const at = `${root}/discussions/${question.id}`
  await created(ada.send(`${at}/posts/${post}/answer`))
  await created(ada.send(`${at}/posts/${post}/highlight`, { why: 'A harmonium at last' }))
  const theirs = await startThread(site, 'ben', 'Harmonium players')
  const search = `${root}/search?q=harmonium`
  const seen = async () => {
    const page = (await cleo.get(at)).text
    const { suggestions } = (await cleo.json(`${root}/search/suggestions?q=harmoni`)).json
    return {
      box: />Answer by Ben Reyes</.test(page),
      list: /A harmonium at last/.test((await cleo.get(`${root}/discussions`)).text),
      suggested: suggestions.some(({ title }: { title: string }) => title === 'Harmonium players'),
      folded: (await cleo.get(search)).text.match(/Something by somebody you blocked/g)?.length ?? 0,
    }
  }
  assert.deepEqual(await seen(), { box: true, list: true, suggested: true, folded: 0 })
  await created(cleo.send(blocking))
  assert.deepEqual(await seen(), { box: false, list: false, suggested: false, folded: 1 })
  assert.match((await cleo.get(at)).text, /The answer is by somebody you blocked/)
  assert.match((await cleo.get(`${search}&entry=${question.id}`)).text, /Something by somebody you blocked/)
  // Whoever looks for what they wrote finds it.
  assert.doesNotMatch((await cleo.get(`${search}&author=${people.ben.id}`)).text, /Something by somebody you blocked/)
  assert.doesNotMatch((await ada.get(search)).text, /Something by somebody you blocked/)
  assert.ok(theirs)
})
