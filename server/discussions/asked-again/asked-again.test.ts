/** A question to which nobody has replied is asked again: once, of three people at most who offered it, and of nobody who may not read it. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { askAgainJob } from '#server/discussions/jobs.ts'
import type { CastName } from '#tests/support/cast.ts'
import { created } from '#tests/support/created.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example' })
const { people, community } = site.cast
const root = `/c/${community.slug}/discussions`
const db = site.database.db.write
const usual = { topics: 'none', staleAfter: 30, askAgainAfter: 3 }

const choose = async (choices: object) =>
  assert.equal((await site.as('ada').send(`${root}/settings`, choices)).status, 200)
const ask = (who: CastName, title: string, more: object = {}) =>
  created(site.as(who).send(root, { kind: 'question', title, source: 'Who has tried that?', ...more }))
const days = (n: number) => site.shiftClock(`${n} days`)
const offers = (who: CastName, words: string) =>
  db.updateTable('person').set({ ask_me_about: words }).where('id', '=', people[who].id).execute()

/** Runs the job twice, and says whom a question was asked of. */
async function askedOf(question: { readonly id: string }): Promise<string[]> {
  // They all came lately.
  await db
    .updateTable('membership')
    .set({ visited_at: new Date(await now()) })
    .execute()
  await askAgainJob.run(site.platform, {})
  await askAgainJob.run(site.platform, {})
  const found = await db
    .selectFrom('question_asked')
    .innerJoin('person', 'person.id', 'person_id')
    .select('handle')
    .where('thread_id', '=', question.id)
    .execute()
  return found.map(({ handle }) => handle.split('-')[0] as string).toSorted()
}

const now = async () => (await site.look()).now

beforeEach(async () => {
  await site.shiftClock('0')
  await choose(usual)
  await db.deleteFrom('question_asked').execute()
  await db.deleteFrom('notice').execute()
  await db.deleteFrom('mail_choice').execute()
  await db.deleteFrom('thread').execute()
  for (const who of ['ada', 'ben', 'cleo', 'dov', 'eve', 'owen'] as const) await offers(who, '')
})

test('after three days, of those who offered it, with their own words and a link', async () => {
  await offers('cleo', 'Facilitation, and how we hand over')
  await offers('dov', 'Budgets')
  await offers('eve', 'Facilitating')
  await offers('ben', 'Facilitating')
  const question = await ask('ben', 'How do you begin facilitating?')
  await days(2)
  assert.deepEqual(await askedOf(question), [])
  await days(4)
  assert.deepEqual(await askedOf(question), ['cleo'])
  await runJobs(site, 'notify-of-activity')
  const inbox = await site.as('cleo').get('/inbox')
  const says =
    'Ben Reyes asks about “How do you begin facilitating?”. You said: ask me about Facilitation, and how we hand over'
  assert.ok(inbox.text.includes(says), inbox.text.slice(-3000))
  await runJobs(site, 'gather-asked')
  await sendMails(site)
  const [mail] = mailbox.messages.filter(({ subject }) => subject === 'How do you begin facilitating?')
  assert.match(mail?.text ?? '', /You said: ask me about Facilitation/)
  assert.match(mail?.text ?? '', /https:\/\/guild\.example\/c\/first-line-leaders\/discussions\/how-do-you-begin/)
  for (const who of ['ben', 'ada'] as const) {
    const page = await site.as(who).get(`${root}/${question.id}`)
    assert.match(page.text, /Asked again of one person who knows about such things/)
    assert.doesNotMatch(page.text, /Cleo Marsh/)
  }
  assert.equal((await site.as('eve').get(`${root}/${question.id}`)).status, 404)
})

test('of three at most, those with most in common first; nobody twice in a fortnight, and no question twice', async () => {
  await offers('ada', 'Budgets')
  await offers('cleo', 'Budgets and planning the year')
  await offers('dov', 'Planning')
  await offers('owen', 'Budgets')
  const first = await ask('ben', 'Planning budgets for the year')
  await days(4)
  const asked = await askedOf(first)
  assert.ok(asked.length <= 3 && asked.includes('cleo'), asked.join())
  const second = await ask('ben', 'More on budgets and planning')
  await days(8)
  assert.deepEqual(await askedOf(second), [])
  await days(19)
  assert.ok((await askedOf(second)).includes('cleo'))
  assert.deepEqual(await askedOf(first), asked)
})

test('not where somebody else replied, it is answered, locked or talk, or leaders want none of it', async () => {
  await offers('cleo', 'Budgets')
  const replied = await ask('ben', 'Budgets, replied')
  await site.as('dov').send(`${root}/${replied.id}/posts`, { source: 'Hm.' })
  const alone = await ask('ben', 'Budgets, alone')
  await site.as('ben').send(`${root}/${alone.id}/posts`, { source: 'Nobody?' })
  const talk = await ask('ben', 'Budgets, as talk', { kind: 'talk' })
  await days(4)
  await choose({ ...usual, askAgainAfter: 0 })
  assert.deepEqual(await askedOf(alone), [])
  await choose({ ...usual, askAgainAfter: 14 })
  assert.deepEqual(await askedOf(alone), [])
  await choose(usual)
  assert.deepEqual(await askedOf(replied), [])
  assert.deepEqual(await askedOf(talk), [])
  assert.deepEqual(await askedOf(alone), ['cleo'])
})

test('not of those who may not read it, muted it, turned it off, or are away', async () => {
  const [{ group }] = (await db
    .selectFrom('membership_source')
    .select('cohort_id as group')
    .where('person_id', '=', people.ben.id)
    .where('cohort_id', 'is not', null)
    .execute()) as [{ group: string }]
  await offers('cleo', 'Budgets')
  const closed = await ask('ben', 'Budgets among us', { group })
  const muted = await ask('ben', 'Budgets, muted')
  await site.as('cleo').send(`${root}/${muted.id}/following`, { state: 'muted' })
  await days(4)
  assert.deepEqual(await askedOf(closed), [])
  assert.deepEqual(await askedOf(muted), [])
  const open = await ask('ben', 'Budgets for all')
  await days(8)
  await db
    .insertInto('mail_choice')
    .values({ person_id: people.cleo.id, community_id: community.id, kind: 'asked_again', choice: 'off' })
    .execute()
  assert.deepEqual(await askedOf(open), [])
  await db.deleteFrom('mail_choice').execute()
  await db.updateTable('membership').set({ visited_at: null }).execute()
  await askAgainJob.run(site.platform, {})
  assert.equal((await site.as('ben').json(`${root}/${open.id}`)).json.thread.askedAgain, 0)
  assert.deepEqual(await askedOf(open), ['cleo'])
})
