/** Reports, the queue, what is decided there, mutes, answers, the log, and who sees none of it. */
import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { notifyTask } from '#server/platform/work.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug, id: communityId } = site.cast.community
const { people } = site.cast
const queue = `/c/${slug}/moderation`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')
const dov = site.as('dov')

// biome-ignore lint/suspicious/noExplicitAny: tests look into views of every shape
type Any = any
const sql = async (text: string, values: unknown[] = []): Promise<Any[]> =>
  (await site.database.db.writePool.query(text, values)).rows

beforeEach(async () => {
  forgetCounts()
  await runJobs(site, notifyTask)
  await sql('delete from moderation_case')
  await sql('delete from mute')
  await sql('delete from notice')
})

async function thread(who: CastName = 'ben', source = 'It begins.') {
  const begun = await site.as(who).send(`/c/${slug}/discussions`, { kind: 'talk', title: 'A heated week', source })
  assert.equal(begun.status, 201, begun.text)
  return begun.json as { id: string; address: string; posts: Any[] }
}

async function say(who: CastName, address: string, source: string): Promise<string> {
  const said = await site.as(who).send(`${address}/posts`, { source })
  assert.equal(said.status, 201, said.text)
  return said.json.id
}

const report = (who: CastName, post: string, reason = 'unkind', words = '') =>
  site.as(who).send(`${queue}/posts/${post}/report`, { reason, words })

const read = async (who: CastName = 'ada') => (await site.as(who).json(queue)).json
const decide = (who: CastName, one: string, more: Record<string, unknown>) =>
  site.as(who).send(`${queue}/cases/${one}/decision`, more)

async function moderator(who: CastName, run: () => Promise<void>) {
  const of = [communityId, people[who].id]
  await sql(`insert into membership_role (community_id, person_id, role) values ($1, $2, 'moderator')`, of)
  try {
    await run()
  } finally {
    await sql(`delete from membership_role where community_id = $1 and person_id = $2 and role = 'moderator'`, of)
  }
}

describe('a report', () => {
  test('waits in the queue with the two posts before it, who reported it and why; a person counts once, and changes their words', async () => {
    const { address } = await thread()
    await say('ben', address, 'One')
    await say('ben', address, 'Two')
    await say('ben', address, 'Three')
    const post = await say('ben', address, 'You are all **stupid**.')
    assert.equal((await report('cleo', post)).json.isFirst, true)
    for (let i = 0; i < 5; i++) assert.equal((await report('cleo', post, 'other', `Words ${i}`)).json.isFirst, false)
    await report('dov', post, 'spam')
    const { waiting, count } = await read()
    assert.equal(count, 1)
    const [one] = waiting
    assert.deepEqual(
      one.before.map(({ words }: Any) => words),
      ['Two', 'Three'],
    )
    assert.match(one.html, /<strong>stupid<\/strong>/)
    assert.equal(one.author.name, 'Ben Reyes')
    assert.deepEqual(
      one.reports.map(({ name, reason, words }: Any) => [name, reason, words]),
      [
        ['Cleo Marsh', 'other', 'Words 4'],
        ['Dov Adler', 'spam', ''],
      ],
    )
    const page = (await ada.get(queue)).text
    assert.match(page, /2 people reported it/)
    assert.match(page, /Moderation[^<]*<span class="count">1<\/span>/)
  })

  test('is told to those who moderate once, by notice and one gathered mail, and never to its author', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Words')
    await report('cleo', post)
    await report('dov', post)
    await runJobs(site, notifyTask)
    const told = await sql('select person_id, kind from notice where kind = $1', ['report_waits'])
    assert.deepEqual(told, [{ person_id: people.ada.id, kind: 'report_waits' }])
    assert.match((await ada.get('/inbox')).text, /Something was reported and waits for moderation/)
    for (const at of [address, '/inbox', '/', `/c/${slug}`]) {
      const page = (await ben.get(at)).text
      assert.doesNotMatch(page, /reported it|was reported|Something was reported/, at)
    }
  })

  test('is refused with a sentence for one’s own words, without words for something else, for a discussion as a whole, and to strangers', async () => {
    const { address, id } = await thread('ada')
    const post = await say('ben', address, 'Mine')
    const own = await report('ben', post)
    assert.deepEqual([own.status, own.json.code], [409, 'own_thing'])
    const wordless = await report('cleo', post, 'other')
    assert.equal(wordless.status, 422)
    assert.match(wordless.json.fields.words, /Say in a few words/)
    assert.equal((await report('cleo', post, 'nonsense')).status, 422)
    assert.equal((await report('cleo', post, 'other', 'x'.repeat(1001))).status, 422)
    assert.equal((await cleo.send(`${queue}/entries/${id}/report`, { reason: 'spam' })).json.code, 'reported_by_posts')
    assert.equal((await report('eve', post)).status, 404)
    assert.equal((await report('cleo', people.ada.id)).status, 404)
    await ada.send(`${address}/posts/${post}/removal`, { why: 'x' })
    assert.equal((await report('cleo', post)).json.code, 'post_removed')
    assert.deepEqual(await sql('select 1 from report'), [])
  })

  test('too many at once are refused for a while', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Words')
    for (let i = 0; i < 20; i++) await report('cleo', post)
    assert.equal((await report('cleo', post)).status, 429)
    assert.equal((await read()).waiting[0].reports.length, 1)
  })

  test('of a page stands there too, and is hidden: its author and moderators read it, others do not', async () => {
    const { json } = await ben.send(`/c/${slug}/pages`, { title: 'A page of spam', source: 'Buy marzipan.' })
    assert.equal((await cleo.send(`${queue}/entries/${json.id}/report`, { reason: 'spam' })).status, 200)
    const [one] = (await read()).waiting
    assert.deepEqual([one.kind, one.title, one.address], ['page', 'A page of spam', json.address])
    assert.equal((await decide('ada', one.id, { act: 'hide', rule: 'No advertising' })).status, 200)
    assert.equal((await cleo.get(json.address)).status, 404)
    assert.doesNotMatch((await cleo.get(`/c/${slug}/pages`)).text, /A page of spam/)
    await runJobs(site, notifyTask)
    assert.match((await ben.get('/inbox')).text, /Ada Lindqvist, who leads here, hid “A page of spam”/)
    assert.equal((await ada.send(`${queue}/cases/${one.id}/reopening`)).status, 200)
    assert.equal((await cleo.get(json.address)).status, 200)
  })
})

describe('an entry and a whole discussion', () => {
  test('are removed from the queue with their replies, told to their author with the rule, undone and done again from the log', async () => {
    const page = (await ben.send(`/c/${slug}/pages`, { title: 'A page of spam', source: 'Buy marzipan.' })).json
    const added = await ben.send(`/c/${slug}/discussions`, { kind: 'talk', title: 'A talk of spam', source: 'Buy it.' })
    await say('dov', added.json.address, 'Why?')
    await cleo.send(`${queue}/entries/${page.id}/report`, { reason: 'spam' })
    await report('cleo', added.json.posts[0].id, 'spam')
    const { waiting } = await read()
    assert.deepEqual(
      waiting.map(({ title, replies }: Any) => [title, replies]),
      [
        ['A page of spam', null],
        ['A talk of spam', 1],
      ],
    )
    assert.match((await ada.get(queue)).text, /The whole discussion, with its reply/)
    const seen = async (who: CastName) =>
      Promise.all([page, added.json].map(async ({ address }) => (await site.as(who).get(address)).status))
    for (const { id } of waiting)
      assert.equal((await decide('ada', id, { act: 'remove', rule: 'No advertising', whole: 'yes' })).status, 200)
    assert.deepEqual(await seen('ada'), [404, 404])
    assert.deepEqual(
      (await read()).decided.map(({ state, why, decidedBy }: Any) => [state, why, decidedBy]),
      [
        ['removed', 'No advertising', 'Ada Lindqvist'],
        ['removed', 'No advertising', 'Ada Lindqvist'],
      ],
    )
    await runJobs(site, notifyTask)
    const inbox = (await ben.get('/inbox')).text
    for (const title of ['A page of spam', 'A talk of spam'])
      assert.match(inbox, new RegExp(`Ada Lindqvist, who leads here, removed “${title}”`))
    const [, act = ''] = /href="([^"]*\/moderation\/acts\/[\w-]+)"/.exec(inbox) ?? []
    assert.match((await ben.get(act)).text, /Removed something[\s\S]*No advertising/)
    for (const { id } of waiting) assert.equal((await ada.send(`${queue}/cases/${id}/reopening`)).status, 200)
    assert.deepEqual(await seen('cleo'), [200, 200])
    assert.equal((await read()).count, 2, 'they wait again')
    for (const { id } of waiting) await decide('ada', id, { act: 'hide', whole: 'yes' })
    assert.deepEqual(
      [await seen('cleo'), await seen('ben')],
      [
        [404, 404],
        [200, 200],
      ],
    )
    assert.match((await ben.get(added.json.address)).text, /Only its author and those who moderate here still see it/)
    for (const { id } of (await ada.json(`${queue}/log?kind=entry.hidden`)).json.items.slice(0, 2))
      assert.equal((await ada.send(`${queue}/log/${id}/undoing`)).status, 200)
    assert.deepEqual(await seen('cleo'), [200, 200])
    const removals = (await ada.json(`${queue}/log?kind=entry.removed`)).json.items
    for (const { id } of removals) assert.equal((await ada.send(`${queue}/log/${id}/again`)).status, 200)
    assert.deepEqual(await seen('cleo'), [404, 404])
    for (const { id } of removals) assert.equal((await ada.send(`${queue}/log/${id}/undoing`)).status, 200)
    assert.deepEqual(await seen('cleo'), [200, 200])
  })

  test('a resource frees its address while it is removed, and comes back only where nobody added that again', async () => {
    const link = { title: 'A link', address: 'https://example.org/marzipan', source: '' }
    const added = (await ada.send(`/c/${slug}/toolkit`, link)).json
    await cleo.send(`${queue}/entries/${added.id}/report`, { reason: 'spam' })
    const decided = (await site.as('owen').json(queue)).json.waiting[0].id
    assert.equal((await decide('owen', decided, { act: 'remove', why: 'No' })).status, 200)
    assert.equal((await ada.send(`/c/${slug}/toolkit`, { ...link, title: 'The same link' })).status, 201)
    assert.equal((await site.as('owen').send(`${queue}/cases/${decided}/reopening`)).json.code, 'address_taken')
  })
})

test('everything that waits is on one page, the oldest first, with why it is held; approving says that it is published', async () => {
  const rules = { heldPosts: 0, words: 'casino', links: 3, days: 7, posts: 3 }
  await ada.send(`/c/${slug}/settings/conversation`, rules, 'PUT')
  try {
    const { address } = await thread('cleo')
    const plain = await say('ben', address, 'Plain words')
    await say('dov', address, 'Come to the casino')
    await ben.send(`${address}/posts/${plain}`, { source: 'Plain casino words' }, 'PUT')
    const other = await say('ben', address, 'Unkind words')
    await report('cleo', other)
    const { waiting, edits, count } = await read()
    assert.deepEqual([waiting.length, edits.length, count], [2, 1, 3])
    assert.deepEqual(waiting[0].hold, { because: 'word', word: 'casino' })
    const page = (await ada.get(queue)).text
    assert.match(page, /The word: casino[\s\S]*Come to the casino[\s\S]*Plain casino words[\s\S]*Unkind words/)
    assert.match(page, /Moderation[^<]*<span class="count">3<\/span>/)
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.equal(new Set(ids).size, ids.length, 'each id stands once')
    assert.equal((await decide('ada', waiting[0].id, { act: 'keep' })).json.wasHeld, true)
    const isSeen = async () => /Come to the casino/.test((await cleo.get(address)).text)
    assert.equal(await isSeen(), true)
    assert.equal((await ada.send(`${queue}/cases/${waiting[0].id}/reopening`)).status, 200)
    assert.deepEqual([await isSeen(), (await read()).count], [false, 3], 'undone, it waits as before')
    await decide('ada', waiting[0].id, { act: 'keep' })
    assert.equal(await isSeen(), true)
    await runJobs(site, notifyTask)
    const inbox = (await dov.get('/inbox')).text
    assert.match(inbox, /Ada Lindqvist looked at what you said in “A heated week”, and it is published now/)
    assert.doesNotMatch(inbox, /shows again/)
    const log = (await ada.json(`${queue}/log`)).json.items.slice(0, 3)
    assert.deepEqual(
      log.map(({ verb }: Any) => verb),
      ['post.published', 'report.reopened', 'post.published'],
      'what nobody reported was not kept',
    )
  } finally {
    await ada.send(`/c/${slug}/settings/conversation`, { ...rules, words: '' }, 'PUT')
    await sql('delete from held_post')
  }
})

describe('for named people', () => {
  test('those who moderate see the post and the two before it and no more, the one who reports is told so, and they decide it', async () => {
    const { address, id } = await thread('ben', 'Secret one')
    for (const words of ['Secret two', 'Secret three', 'Secret four']) await say('ben', address, words)
    const [audience] = await sql('insert into audience (community_id) values ($1) returning id', [communityId])
    await sql(
      'insert into audience_person (community_id, audience_id, person_id) select $1, $2, p from unnest($3::uuid[]) p',
      [communityId, audience.id, [people.ben.id, people.cleo.id]],
    )
    await sql('update entry set audience_id = $1 where id = $2', [audience.id, id])
    const post = await say('ben', address, 'The last one')
    assert.match((await cleo.get(`${queue}/posts/${post}/report`)).text, /see this post and the two before it/)
    assert.equal((await dov.get(`${queue}/posts/${post}/report`)).status, 404)
    await report('cleo', post)
    await moderator('dov', async () => {
      const [one] = (await read('dov')).waiting
      assert.equal(one.isForOthers, true)
      assert.deepEqual(
        one.before.map(({ words }: Any) => words),
        ['Secret three', 'Secret four'],
      )
      const page = (await dov.get(queue)).text
      assert.match(page, /written for other people than you/)
      assert.doesNotMatch(page, /Secret one|Secret two/)
      assert.equal((await dov.get(address)).status, 404)
      assert.equal((await decide('dov', one.id, { act: 'hide' })).status, 200)
      assert.doesNotMatch((await cleo.get(address)).text, /The last one/)
      assert.equal((await dov.send(`${queue}/cases/${one.id}/reopening`)).status, 200)
      assert.match((await cleo.get(address)).text, /The last one/)
    })
  })
})

describe('a decision', () => {
  test('keeps, hides or removes, once; each is undone from the page and waits again', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Marzipan')
    await report('cleo', post)
    const one = (await read()).waiting[0].id
    const isShown = async () => /Marzipan/.test((await cleo.get(address)).text)
    for (const [act, shown] of [
      ['keep', true],
      ['hide', false],
      ['remove', false],
    ] as const) {
      assert.equal((await decide('ada', one, { act, rule: 'Be kind', why: 'Really' })).status, 200)
      assert.equal(await isShown(), shown, act)
      assert.equal((await read()).count, 0)
      assert.equal((await decide('ada', one, { act: 'keep' })).json.code, 'already_decided')
      assert.deepEqual(
        (await read()).decided.map(({ id, state }: Any) => [id, state]),
        [[one, { keep: 'kept', hide: 'hidden', remove: 'removed' }[act]]],
      )
      assert.equal((await ada.send(`${queue}/cases/${one}/reopening`)).status, 200)
      assert.equal(await isShown(), true)
      assert.equal((await read()).count, 1)
    }
    assert.equal((await ada.send(`${queue}/cases/${one}/reopening`)).json.code, 'still_open')
    const reasonless = await decide('ada', one, { act: 'remove' })
    assert.equal(reasonless.status, 422)
    assert.match(reasonless.json.fields.why, /Say why, or choose a rule/)
    for (const who of ['ben', 'cleo'] as const) {
      assert.equal((await decide(who, one, { act: 'keep' })).status, 403)
      assert.equal((await site.as(who).get(queue)).status, 403)
      assert.equal((await site.as(who).get(`${queue}/log`)).status, 403)
      assert.doesNotMatch((await site.as(who).get(`/c/${slug}`)).text, /href="[^"]*\/moderation"/)
    }
    assert.equal((await site.as('eve').get(queue)).status, 404)
    assert.equal((await decide('ada', people.ada.id, { act: 'keep' })).status, 404)
  })

  test('says a reason of reports to the author in their own language', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Marzipan')
    await report('cleo', post, 'spam')
    await sql(`update person set locale = 'de' where id = $1`, [people.ben.id])
    try {
      await decide('ada', (await read()).waiting[0].id, { act: 'hide', rule: 'spam', why: 'Buy less' })
      await runJobs(site, notifyTask)
      assert.match((await ben.get('/inbox')).text, /Werbung oder Spam · Buy less/)
    } finally {
      await sql(`update person set locale = 'en' where id = $1`, [people.ben.id])
    }
  })

  test('is told to the author: what, by whom in which role, and why; they answer once, and those who moderate read it', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Marzipan')
    await report('cleo', post, 'unkind', 'It hurts')
    const one = (await read()).waiting[0].id
    await decide('ada', one, { act: 'remove', rule: 'Be kind', why: 'No names' })
    await runJobs(site, notifyTask)
    const inbox = (await ben.get('/inbox')).text
    const [, act = ''] = /href="([^"]*\/moderation\/acts\/[\w-]+)"/.exec(inbox) ?? []
    assert.ok(act, 'the notice leads to its page')
    const page = (await ben.get(act)).text
    assert.match(page, /Removed a post[\s\S]*Ada Lindqvist, who leads here[\s\S]*Be kind · No names[\s\S]*Marzipan/)
    assert.doesNotMatch(page + inbox, /Cleo|It hurts|reported/)
    assert.equal((await cleo.get(act)).status, 404)
    assert.equal((await ada.get(act)).status, 404)
    assert.equal((await ben.send(`${act}/answer`, { words: ' ' })).status, 422)
    assert.equal((await cleo.send(`${act}/answer`, { words: 'Me' })).status, 404)
    assert.equal((await ben.send(`${act}/answer`, { words: 'It was a joke.' })).status, 200)
    assert.equal((await ben.send(`${act}/answer`, { words: 'Again' })).json.code, 'answered_already')
    assert.match((await ben.get(act)).text, /It was a joke\./)
    const { answers } = await read()
    assert.deepEqual(
      [answers[0].person, answers[0].words, answers[0].verb],
      ['Ben Reyes', 'It was a joke.', 'post.removed'],
    )
    assert.match((await ada.get(`${queue}/log`)).text, /Answer: It was a joke\./)
    assert.equal((await ada.send(`${act}/seen`)).status, 200)
    assert.deepEqual((await read()).answers, [])
  })
})

describe('a report about somebody who moderates', () => {
  test('is nowhere for them, not in the count and not in the log, and is for others and the site to decide', async () => {
    await moderator('ben', async () => {
      const { address } = await thread('cleo')
      const post = await say('ben', address, 'I moderate you')
      await report('dov', post)
      const { waiting, count } = await read('ben')
      assert.deepEqual([waiting, count], [[], 0])
      assert.doesNotMatch((await ben.get(queue)).text, /I moderate you|<span class="count">/)
      const [one] = (await read('ada')).waiting
      assert.equal((await decide('ben', one.id, { act: 'keep' })).json.code, 'about_yourself')
      assert.equal((await ben.send(`${queue}/cases/${one.id}/reopening`)).json.code, 'about_yourself')
      assert.deepEqual((await ben.json(`${queue}/log`)).json.items, (await ada.json(`${queue}/log`)).json.items)
      const site_ = (await site.as('owen').json('/site/moderation')).json.items
      assert.deepEqual(
        site_.map((it: Any) => [it.id, it.isAboutLeading]),
        [[one.id, true]],
      )
      assert.equal((await ben.get('/site/moderation')).status, 404)
      await runJobs(site, notifyTask)
      assert.deepEqual(await sql('select person_id from notice where kind = $1', ['report_waits']), [
        { person_id: people.ada.id },
      ])
      assert.equal((await decide('owen', one.id, { act: 'hide', why: 'Not you' })).status, 200)
      assert.deepEqual((await read('ben')).decided, [])
    })
  })

  test('what waits over three days stands on the site’s page', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Old')
    await report('cleo', post)
    assert.deepEqual((await site.as('owen').json('/site/moderation')).json.items, [])
    await sql(`update moderation_case set opened_at = opened_at - interval '73 hours'`)
    const page = (await site.as('owen').get('/site/moderation')).text
    assert.match(page, /A heated week/)
    assert.equal((await site.as('ada').get('/site/moderation')).status, 404)
  })
})

describe('a mute', () => {
  const mute = (who: CastName, whom: CastName, days: number) =>
    site.as(who).send(`${queue}/people/${people[whom].id}/mute`, { days, why: 'Enough' })

  test('takes writing away everywhere at once, says until when, and ends by itself', async () => {
    const { address } = await thread('ada')
    assert.equal((await mute('ada', 'ben', 7)).status, 200)
    for (const [at, fields] of [
      [`${address}/posts`, { source: 'x' }],
      [`/c/${slug}/discussions`, { title: 'x', source: 'y', kind: 'talk' }],
      [`/c/${slug}/pages`, { title: 'x', source: 'y' }],
    ] as const)
      assert.equal((await ben.send(at, fields)).status, 403, at)
    const page = (await ben.get(address)).text
    assert.match(page, /You are muted here until/)
    assert.doesNotMatch(page, /id="compose"/)
    assert.doesNotMatch((await cleo.get(address)).text, /You are muted/)
    const rights = await sql('select permission from membership_permission where person_id = $1 order by 1', [
      people.ben.id,
    ])
    assert.deepEqual(
      rights.map(({ permission }) => permission),
      ['answer_pings', 'read'],
    )
    await runJobs(site, notifyTask)
    assert.match((await ben.get('/inbox')).text, /Ada Lindqvist, who leads here, muted you for a time/)
    await sql(`update mute set until = now() - interval '1 second'`)
    assert.equal((await ben.send(`${address}/posts`, { source: 'I am back' })).status, 201)
    assert.equal((await ada.send(`${queue}/people/${people.ben.id}/unmute`)).json.code, 'not_muted')
  })

  test('is refused for oneself, for the last leader, by a moderator for somebody who leads, for strangers and for odd times', async () => {
    assert.equal((await mute('ada', 'ada', 1)).json.code, 'about_yourself')
    assert.equal((await mute('owen', 'ada', 1)).json.code, 'last_manager')
    assert.equal((await mute('ada', 'eve', 1)).status, 404)
    assert.equal((await mute('ada', 'ben', 3)).status, 422)
    assert.equal((await mute('cleo', 'ben', 1)).status, 403)
    await moderator('cleo', async () => {
      assert.equal((await mute('cleo', 'ada', 1)).json.code, 'mute_reaches')
      assert.equal((await mute('cleo', 'ben', 1)).status, 200)
      assert.equal((await cleo.send(`${queue}/people/${people.ben.id}/unmute`)).status, 200)
    })
  })
})

describe('the log', () => {
  test('has every act with Undo, and after that Again; all who moderate see all of it', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Marzipan')
    await report('cleo', post)
    const one = (await read()).waiting[0].id
    await decide('ada', one, { act: 'hide', why: 'Wait' })
    await ada.send(`${queue}/people/${people.ben.id}/mute`, { days: 1, why: 'Wait' })
    await moderator('cleo', async () => {
      const lines = (await cleo.json(`${queue}/log`)).json.items.slice(0, 2)
      assert.deepEqual(
        lines.map(({ verb, by, canTakeBack }: Any) => [verb, by.name, canTakeBack]),
        [
          ['member.muted', 'Ada Lindqvist', true],
          ['post.hidden', 'Ada Lindqvist', true],
        ],
      )
      for (const { id } of lines) assert.equal((await cleo.send(`${queue}/log/${id}/undoing`)).status, 200)
      assert.match((await dov.get(address)).text, /Marzipan/)
      assert.deepEqual(await sql('select 1 from mute'), [])
      assert.equal((await read()).count, 1, 'it waits again')
      assert.equal((await cleo.send(`${queue}/log/${lines[0].id}/undoing`)).json.code, 'nothing_left')
      assert.match((await cleo.get(`${queue}/log`)).text, /Do it again/)
      for (const { id } of lines) assert.equal((await cleo.send(`${queue}/log/${id}/again`)).status, 200)
      assert.doesNotMatch((await dov.get(address)).text, /Marzipan/)
      assert.equal((await sql('select 1 from mute')).length, 1)
    })
    const ofBen = (await ada.json(`${queue}/log?person=${people.ben.id}&kind=member.muted`)).json.items
    assert.ok(ofBen.length > 0 && ofBen.every(({ verb }: Any) => verb === 'member.muted'))
    assert.equal((await dov.send(`${queue}/log/${ofBen[0].id}/undoing`)).status, 403)
  })

  test('does not have what people remove of their own', async () => {
    const { address } = await thread()
    const post = await say('ben', address, 'Mine')
    const before = (await ada.json(`${queue}/log`)).json.items.length
    await ben.send(`${address}/posts/${post}/removal`)
    assert.equal((await ada.json(`${queue}/log`)).json.items.length, before)
  })
})
