/** An answer by mail that nobody vouches for is posted only when its person presses a button. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sweepIncomingJob } from '#server/platform/mail/incoming/sweep-incoming.ts'
import type { CastName } from '#tests/support/cast.ts'
import { notPosted, openMailedSite } from '#tests/support/mailed-site.ts'

const { site, db, program, mailAboutPost, mailsTo, pageOf } = await openMailedSite()
const { people, community } = site.cast

/** The mails that ask somebody whether they wrote what came, each with the path of its link. */
async function askedMails(who: CastName): Promise<string[]> {
  const texts = await mailsTo(who, 'Did you write this answer?')
  return texts.map((text) => /https:\/\/guild\.example(\/mailed-answers\/\S+)/.exec(text)?.[1] ?? '')
}

/** What waits for somebody who is signed in. */
const waiting = async (who: CastName) => (await site.as(who).json('/inbox/answers')).json.answers

test('what nobody vouches for, or came from another address, waits for its person, who is asked once a day', async () => {
  const { thread, mail } = await mailAboutPost('Forged')
  await program.answer(site, mail, { text: 'Not signed.', isSigned: false })
  await program.answer(site, mail, { text: 'From elsewhere.', from: people.ben.email })
  program.records.delete('_dmarc.example.org')
  await program.answer(site, mail, { text: 'Without a policy.', isSigned: false })
  program.records.set('_dmarc.example.org', 'v=DMARC1; p=reject')

  assert.doesNotMatch(await pageOf(thread), /Not signed|From elsewhere|Without a policy/)
  assert.equal((await askedMails('ada')).length, 1)
  assert.deepEqual(await askedMails('ben'), [], 'who only wrote there gets nothing')
  const answers = await waiting('ada')
  assert.deepEqual(
    answers.map(({ says, from }: { says: string; from: string }) => [says, from]),
    [
      ['Not signed.', people.ada.email],
      ['From elsewhere.', people.ben.email],
      ['Without a policy.', people.ada.email],
    ],
  )
  assert.deepEqual(await waiting('ben'), [])
  assert.match((await site.as('ada').get('/')).text, /3 answers came by mail in your name/)
  assert.doesNotMatch((await site.as('ben').get('/')).text, /came by mail in your name/)
})

test('the link in the mail shows what came; opening it posts nothing, a press does, once', async () => {
  const { thread, mail } = await mailAboutPost('By the link')
  await program.answer(site, mail, { text: 'It was me, <b>really</b>.', isSigned: false })
  const [link = ''] = await askedMails('ada')
  const shown = await site.as('visitor').get(link)
  assert.equal(shown.status, 200)
  assert.match(shown.text, /It was me, &lt;b&gt;really/)
  assert.match(shown.text, /Post it/)
  assert.doesNotMatch(await pageOf(thread), /It was me/)

  const [{ id }] = await waiting('ada')
  assert.equal((await site.as('ben').get(link)).text.includes('It was me'), false, 'somebody else reads nothing')
  assert.equal((await site.as('ben').post(`${link}/posting`, { answer: id })).status, 403)
  assert.equal((await site.as('ben').send(`/inbox/answers/${id}/posting`, {})).status, 404)
  assert.equal((await site.as('eve').send(`/inbox/answers/${id}/removal`, {})).status, 404)
  assert.equal((await site.as('visitor').get(`${link.slice(0, -3)}xxx`)).status, 404)
  assert.doesNotMatch(await pageOf(thread), /It was me/)

  assert.equal((await site.as('visitor').post(`${link}/posting`, { answer: id })).status, 303)
  assert.match(await pageOf(thread), /It was me/)
  assert.equal((await site.as('visitor').post(`${link}/posting`, { answer: id })).status, 404)
  assert.equal((await pageOf(thread)).split('It was me').length - 1, 1)
  const { author_id: author } = await db
    .selectFrom('post')
    .select('author_id')
    .where('source', 'like', 'It was me%')
    .executeTakeFirstOrThrow()
  assert.equal(author, people.ada.id)
  assert.deepEqual(
    await db.selectFrom('incoming_mail').select(['outcome', 'raw']).execute(),
    [{ outcome: 'posted', raw: null }],
    'its bytes are gone',
  )
})

test('what is thrown away, or waits for too long, is gone; a refusal keeps it', async () => {
  const { thread, mail } = await mailAboutPost('Thrown')
  for (const text of ['The first.', 'The second.', 'The third.'])
    await program.answer(site, mail, { text, isSigned: false })
  const [first, second, third] = await waiting('ada')
  const ada = site.as('ada')
  assert.equal((await ada.send(`/inbox/answers/${first.id}/removal`, {})).status, 200)
  await ada.send(`/c/${community.slug}/discussions/${thread.id}/lock`, { why: 'Enough' })
  assert.equal((await ada.send(`/inbox/answers/${second.id}/posting`, {})).status, 409)
  assert.deepEqual(
    (await waiting('ada')).map(({ id }: { id: string }) => id),
    [second.id, third.id],
  )
  await db
    .updateTable('unconfirmed_answer')
    .set({ created_at: new Date(Date.now() - 15 * 86_400_000) })
    .execute()
  await sweepIncomingJob.run(site.platform, {})
  assert.deepEqual(await waiting('ada'), [])
  assert.deepEqual(
    (await db.selectFrom('incoming_mail').select('outcome').orderBy('id').execute()).map(({ outcome }) => outcome),
    ['thrown_away', 'expired', 'expired'],
  )
  assert.doesNotMatch(await pageOf(thread), /The (?:first|second|third)\./)
})

test('no more than twenty wait for one person', async () => {
  const { mail } = await mailAboutPost('Many')
  for (let n = 0; n < 21; n++) await program.answer(site, mail, { text: `Number ${n}.`, isSigned: false })
  assert.equal((await waiting('ada')).length, 20)
  assert.match((await mailsTo('ada', notPosted))[0] ?? '', /Too many answers wait for you/)
})
