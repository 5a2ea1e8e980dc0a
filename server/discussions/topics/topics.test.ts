/** Topics of discussions: chosen by leaders, filed by form and by tag, followed and muted, and quiet about what is not for the reader. */
import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { castNames } from '#tests/support/cast.ts'
import { created } from '#tests/support/created.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { pressUndo } from '#tests/support/next-page.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example' })
const root = `/c/${site.cast.community.slug}/discussions`
const { people } = site.cast
const db = site.database.db.write
const usual = { topics: 'talk', staleAfter: 30, askAgainAfter: 3 }

interface Topic {
  readonly id: string
  readonly name: string
  readonly slug: string
}
const names = (topics: readonly Topic[]) => topics.map(({ name }) => name)
const choose = async (choices: object, who: CastName = 'ada') => site.as(who).send(`${root}/settings`, choices)
const add = async (name: string, parent?: string): Promise<Topic> => {
  const { id } = await created(site.as('ada').send(`${root}/topics`, { name, parent }))
  return (await listed('')).topics.find((one: Topic) => one.id === id)
}
const begin = (who: CastName, title: string, more: object = {}) =>
  created(site.as(who).send(root, { title, source: 'What do you think?', ...more }))
const say = async (who: CastName, thread: { readonly id: string }, source: string) => {
  const answer = await site.as(who).send(`${root}/${thread.id}/posts`, { source })
  assert.equal(answer.status, 201, answer.text)
  return answer.json as { id: string; html: string }
}
const listed = async (query: string, who: CastName = 'ben') => (await site.as(who).json(`${root}${query}`)).json
const titles = async (query: string, who: CastName = 'ben') =>
  (await listed(query, who)).items.map(({ title }: { title: string }) => title)
const filed = async (thread: { readonly id: string }) =>
  names((await site.as('owen').json(`${root}/${thread.id}`)).json.thread.topics)
const follow = (who: CastName, topic: Topic, state: string) =>
  site.as(who).send(`${root}/topics/${topic.id}/following`, { state })

/** Who got which notice since the last time: "ben: thread_in_topic". */
async function noticed(): Promise<string[]> {
  await runJobs(site, 'notify-of-activity')
  const found = await db
    .selectFrom('notice')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['name', 'kind'])
    .orderBy('name')
    .execute()
  await db.deleteFrom('notice').execute()
  return found.map(({ name, kind }) => `${name.split(' ')[0]?.toLowerCase()}: ${kind}`)
}

beforeEach(async () => {
  await choose(usual)
  await noticed()
  await db.deleteFrom('topic_follow').execute()
})

await choose(usual)
const meetings = await add('Meetings')
const standups = await add('Stand-ups', meetings.id)
const feedback = await add('Hard feedback')

describe('leaders choose', () => {
  test('no topics, those of the Toolkit, or a list of their own', async () => {
    const fromToolkit: Topic = await created(
      site.as('ada').send(`/c/${site.cast.community.slug}/toolkit/topics`, { name: 'Culture' }),
    )
    assert.deepEqual(names((await listed('')).topics), ['Meetings', 'Stand-ups', 'Hard feedback'])
    const thread = await begin('ben', 'In both', { topics: [meetings.id] })
    await choose({ ...usual, topics: 'toolkit' })
    assert.deepEqual(names((await listed('')).topics), ['Culture'])
    assert.deepEqual(await filed(thread), [])
    const shared = await begin('ben', 'Among resources', { topics: [fromToolkit.id] })
    assert.deepEqual(await titles('?topic=culture'), ['Among resources'])
    // What is said below a resource of the topic is in it too, and a tag there does not file the resource anew.
    const resource = await created(
      site.as('ada').send(`/c/${site.cast.community.slug}/toolkit`, {
        address: 'https://example.org/culture',
        title: 'A book',
        topics: [fromToolkit.id],
      }),
    )
    const below = (await site.as('ben').json(`/c/${site.cast.community.slug}/toolkit/${resource.id}`)).json.discussion
    await say('ben', below, 'It helps.')
    assert.deepEqual((await titles('?topic=culture')).toSorted(), ['A book', 'Among resources'])
    assert.equal((await site.as('ada').send(`${root}/${below.id}/topics`, { topics: [] })).json.code, 'title_bound')
    await choose({ ...usual, topics: 'none' })
    assert.deepEqual((await listed('')).topics, [])
    const refused = await site.as('ben').send(root, { title: 'x', source: 'y', topics: [meetings.id] })
    assert.deepEqual(
      [refused.status, refused.json.fields.topics],
      [422, 'Discussions here have no topics any more. Choose none.'],
    )
    assert.doesNotMatch((await site.as('ben').get(`${root}/${shared.id}`)).text, /Culture/)
    await choose(usual)
    assert.deepEqual(await filed(thread), ['Meetings'])
  })

  test('and nobody else does, nor a number that is none', async () => {
    assert.equal((await choose(usual, 'ben')).status, 403)
    assert.equal((await choose(usual, 'eve')).status, 404)
    for (const wrong of [{ staleAfter: 0 }, { staleAfter: 400 }, { askAgainAfter: 15 }, { topics: 'all' }])
      assert.equal((await choose({ ...usual, ...wrong })).status, 422)
    assert.equal((await site.as('ben').get(`${root}/settings`)).status, 403)
    assert.match(
      (await site.as('ada').get(`${root}/settings`)).text,
      /value="talk" id="[^"]*" checked|value="talk"[^>]*checked/,
    )
  })

  test('two at once add a topic of one name: one is told', async () => {
    const both = await Promise.all([1, 2].map(() => site.as('ada').send(`${root}/topics`, { name: 'Twice' })))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
    const twice = both.find(({ status }) => status === 201)?.json as Topic
    await site.as('ada').send(`${root}/topics/${twice.id}/removal`)
  })
})

describe('a discussion is filed', () => {
  test('as it is begun, and later by its opener or a moderator', async () => {
    const form = (await site.as('ben').get(`${root}/new?topic=${meetings.slug}`)).text
    assert.match(form, new RegExp(`<option value="${meetings.id}" selected`))
    assert.match(form, /Meetings › Stand-ups/)
    const thread = await begin('ben', 'Filed at once', { topics: standups.id })
    assert.deepEqual(await filed(thread), ['Stand-ups'])
    assert.ok((await titles(`?topic=${meetings.slug}`)).includes('Filed at once'))
    assert.ok((await titles(`?topic=${standups.slug}`)).includes('Filed at once'))
    assert.ok(!(await titles(`?topic=${feedback.slug}`)).includes('Filed at once'))
    const file = (who: CastName, topics: string[]) => site.as(who).send(`${root}/${thread.id}/topics`, { topics })
    assert.equal((await file('cleo', [feedback.id])).status, 403)
    assert.equal((await file('eve', [feedback.id])).status, 404)
    assert.equal((await file('ada', [feedback.id, meetings.id])).status, 200)
    assert.deepEqual(await filed(thread), ['Meetings', 'Hard feedback'])
    assert.equal((await file('ben', [])).status, 200)
    assert.deepEqual(await filed(thread), [])
    const gone = await file('ben', [site.cast.community.id])
    assert.deepEqual([gone.status, gone.json.fields.topics], [422, 'One of these topics is gone. Choose again.'])
    const many = await file(
      'ben',
      Array.from({ length: 13 }, () => meetings.id),
    )
    assert.match(many.json.fields.topics, /more than 12/)
  })

  test('by a tag in any post, which becomes a link to the topic', async () => {
    const thread = await begin('ben', 'By tag', { source: 'About #hardFeedback, and #nothing.' })
    assert.deepEqual(await filed(thread), ['Hard feedback'])
    const { html } = await say('cleo', thread, 'Also #Stand-Ups. `#meetings` in code is none.')
    assert.match(html, new RegExp(`<a class="mention" href="${root}\\?topic=${shortId(standups.id)}">#Stand-Ups</a>`))
    assert.deepEqual(await filed(thread), ['Hard feedback', 'Stand-ups'])
    assert.match((await site.as('ben').get(`${root}?topic=${shortId(standups.id)}`)).text, /<h1[^>]*>Stand-ups<\/h1>/)
  })

  test('by a tag that is added later; one that stood there does not file it again', async () => {
    const thread = await begin('ben', 'By edit', { source: 'About #meetings.' })
    const opening = (await site.as('ben').json(`${root}/${thread.id}`)).json.thread.posts[0]
    await site.as('ada').send(`${root}/${thread.id}/topics`, { topics: [] })
    const edit = (source: string) => site.as('ben').send(`${root}/${thread.id}/posts/${opening.id}`, { source })
    await edit('About #meetings!')
    assert.deepEqual(await filed(thread), [])
    await edit('About #meetings and #hard-feedback.')
    assert.deepEqual(await filed(thread), ['Hard feedback'])
  })

  test('whatever tags somebody types', async () => {
    const long = '#'.concat('a'.repeat(200))
    const hundred = Array.from({ length: 100 }, (_, i) => `#tag${i}`).join(' ')
    const thread = await begin('ben', 'Many tags', { source: `${long} ${hundred} #-- #1 # #_` })
    assert.deepEqual(await filed(thread), [])
  })
})

test('a list of a topic that is gone says so, and its discussions stay', async () => {
  const topic = await add('Soon gone')
  const thread = await begin('ben', 'It stays', { topics: [topic.id], source: 'See #soon-gone' })
  const removal = await site.as('ada').post(`${root}/topics/${topic.id}/removal`)
  const gone = await site.as('ben').get(`${root}?topic=${shortId(topic.id)}`)
  assert.equal(gone.status, 200)
  assert.match(gone.text, /This topic is not there any more/)
  assert.deepEqual(await titles(`?topic=${topic.slug}`), [])
  assert.ok((await titles('')).includes('It stays'))
  assert.deepEqual(await filed(thread), [])
  assert.equal((await follow('ben', topic, 'following')).status, 404)
  assert.equal(await pressUndo(site.as('ada'), removal), '“Soon gone” is removed. 1 discussion has no topic now.')
  assert.deepEqual(await filed(thread), ['Soon gone'])
  await site.as('ada').send(`${root}/topics/${topic.id}/removal`)
})

describe('one follows a topic', () => {
  test('and gets a notice of a new discussion in it or below it, by mail too', async () => {
    await follow('ben', meetings, 'following')
    await follow('dov', meetings, 'following')
    await begin('ben', 'My own', { topics: [meetings.id] })
    assert.deepEqual(await noticed(), ['dov: thread_in_topic'])
    await begin('cleo', 'How long is yours?', { source: '@dov-adler, about #stand-ups' })
    await runJobs(site, 'notify-of-activity')
    const inbox = (await site.as('ben').get('/inbox')).text
    assert.match(inbox, /started “How long is yours\?” in a topic you follow/)
    await runJobs(site, 'gather-topics')
    await sendMails(site)
    const mails = mailbox.messages.filter(({ subject }) => subject === 'How long is yours?')
    assert.equal(mails.length, 1)
    assert.match(mails[0]?.text ?? '', /Cleo Marsh started “How long is yours\?” in a topic you follow/)
    assert.deepEqual(await noticed(), ['ben: thread_in_topic', 'dov: mention'])
  })

  test('also where it is filed there while it is new; nobody hears of it twice', async () => {
    await follow('cleo', feedback, 'following')
    await follow('dov', feedback, 'following')
    const thread = await begin('ben', 'Filed later')
    assert.equal((await site.as('cleo').send(`${root}/${thread.id}/reading`)).status, 200)
    await site.as('ada').send(`${root}/${thread.id}/topics`, { topics: [feedback.id] })
    await runJobs(site, 'notify-of-activity')
    await site.as('ada').send(`${root}/${thread.id}/topics`, { topics: [] })
    await say('ben', thread, '#hard-feedback')
    assert.deepEqual(await noticed(), ['dov: thread_in_topic'])
  })

  test('but never hears of a discussion for others', async () => {
    await follow('cleo', meetings, 'following')
    await follow('ben', meetings, 'following')
    const [{ id: group }] = (await db
      .selectFrom('membership_source')
      .select('cohort_id as id')
      .where('person_id', '=', people.ben.id)
      .where('cohort_id', 'is not', null)
      .execute()) as [{ id: string }]
    const before = await listedTopics('cleo')
    await begin('ada', 'Only for Ben', { topics: [meetings.id], group })
    assert.deepEqual(await noticed(), ['ben: thread_in_topic'])
    assert.ok((await titles(`?topic=${meetings.slug}`, 'ben')).includes('Only for Ben'))
    assert.ok(!(await titles(`?topic=${meetings.slug}`, 'cleo')).includes('Only for Ben'))
    assert.deepEqual(await listedTopics('cleo'), before)
    assert.doesNotMatch((await site.as('cleo').get(`${root}?topic=${meetings.slug}`)).text, /Only for Ben/)
    // A moderator who is not in it counts without it.
    const counts = async (who: CastName) =>
      (await site.as(who).json(`${root}/topics`)).json.topics.map(({ count }: { count: number }) => count)
    await created(site.as('ben').send(root, { title: 'Named', source: 'x', topics: [feedback.id], group }))
    await db
      .insertInto('membership_role')
      .values({ community_id: site.cast.community.id, person_id: people.cleo.id, role: 'moderator' })
      .execute()
    const [ada, cleo] = [await counts('ada'), await counts('cleo')]
    assert.ok((ada[0] ?? 0) > (cleo[0] ?? 0), `${ada} ${cleo}`)
    await db.deleteFrom('membership_role').where('person_id', '=', people.cleo.id).execute()
  })

  test('and strangers follow nothing', async () => {
    for (const who of castNames) {
      const { status } = await follow(who, meetings, 'following')
      assert.equal(status, who === 'eve' ? 404 : 200, who)
    }
    assert.equal((await follow('ben', { ...meetings, id: people.ben.id }, 'following')).status, 404)
  })
})

async function listedTopics(who: CastName) {
  return (await listed('', who)).topics
}

describe('one mutes a topic', () => {
  test('and hears of no discussion in it, unless one follows that or is mentioned', async () => {
    const thread = await begin('ada', 'Quiet please', { topics: [standups.id] })
    const { id } = await say('ben', thread, 'I answered once.')
    await follow('ben', meetings, 'muted')
    await follow('ben', standups, 'following')
    await noticed()
    // Ben follows the discussion, since he wrote in it.
    await say('cleo', thread, 'A word.')
    assert.deepEqual(await noticed(), ['ada: reply', 'ben: reply'])
    await site.as('ben').send(`${root}/${thread.id}/following`, { state: 'none' })
    await site.as('cleo').send(`${root}/${thread.id}/posts`, { source: 'To you.', parent: id })
    assert.deepEqual(await noticed(), ['ada: reply'])
    await say('cleo', thread, 'You, @ben-reyes?')
    assert.deepEqual(await noticed(), ['ada: reply', 'ben: mention'])
    await begin('cleo', 'Another in it', { topics: [standups.id] })
    assert.deepEqual(await noticed(), [])
    await follow('ben', meetings, 'none')
    await begin('cleo', 'And one more', { topics: [standups.id] })
    assert.deepEqual(await noticed(), ['ben: thread_in_topic'])
  })
})

describe('a question is', () => {
  test('open, stale after a month or as long as leaders say, and answered', async () => {
    const question = await begin('ben', 'Who knows?', { kind: 'question' })
    const state = async () => (await site.as('ben').json(`${root}/${question.id}`)).json.thread.state
    const shows = async () =>
      (
        await Promise.all(
          ['open', 'stale', 'answered'].map(async (show) => [show, await titles(`?show=${show}`)] as const),
        )
      )
        .filter(([, found]) => found.includes('Who knows?'))
        .map(([show]) => show)
    assert.deepEqual([await state(), await shows()], ['open', ['open']])
    assert.deepEqual(await titles('?show=unanswered'), await titles('?show=open'))
    await site.shiftClock('31 days')
    assert.deepEqual([await state(), await shows()], ['stale', ['stale']])
    const { openQuestions, staleQuestions } = await listed('')
    assert.deepEqual([openQuestions, staleQuestions], [0, 1])
    assert.match((await site.as('ben').get(`${root}/${question.id}`)).text, />stale</)
    await choose({ ...usual, staleAfter: 40 })
    assert.deepEqual([await state(), await shows()], ['open', ['open']])
    await choose({ ...usual, staleAfter: 7 })
    const { id } = await say('cleo', question, 'I do.')
    assert.deepEqual([await state(), await shows()], ['open', ['open']])
    await site.as('ben').send(`${root}/${question.id}/posts/${id}/answer`)
    assert.deepEqual([await state(), await shows()], ['answered', ['answered']])
    const talk = await begin('ben', 'Just talk')
    assert.equal((await site.as('ben').json(`${root}/${talk.id}`)).json.thread.state, null)
  })
})
