/**
 * Every mail has a plain text, loads nothing from outside, and offers a way to end its kind.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))

/** Mails that answer something the person just did, ask something only they can answer, or are about the safety of their account. */
const personal = [
  'sign_in',
  'mail_test',
  'answers_test',
  'password_off',
  'password_set',
  'address_changed',
  'people_feed',
  'announcement_test',
  'ping_test',
  'ping_consent',
  'join_link',
  'join_approved',
  'join_declined',
  'answer_refused',
  'answer_files',
  'answer_unconfirmed',
]

test('a mail of a kind that can come again has an unsubscribe link', () => {
  for (const [name, { unsubscribe }] of kinds) {
    assert.equal(unsubscribe === 'none', personal.includes(name), `${name}: may people end it, or is it personal?`)
  }
})

test('every mail has a text part, loads nothing, and says how to unsubscribe', async () => {
  await makeFixtures(site)
  await site
    .as('ada')
    .post(`/c/${site.cast.community.slug}/members`, { people: 'Nia Brook <nia@example.org>', confirmed: 'yes' })
  await site.as('visitor').post('/sign-in', { email: 'ben@example.org' })
  await runJobs(site, 'mail-sign-in')
  const look = await site.look()
  const mails = await look.db.selectFrom('mail').select(['id', 'kind']).execute()
  const seen = new Set<string>()
  for (const { id, kind } of mails) {
    const shown = await showMail(look, kinds, id, 'live')
    if (!shown || !('words' in shown) || !shown.words || 'dropped' in shown.words) continue
    const { html, text, subject, unsubscribeUrl, listId } = shown.words
    seen.add(kind)
    assert.ok(subject.length > 3 && text.length > 40, `${kind} says too little in plain text`)
    assert.doesNotMatch(html.toString(), /<img|<script|<link|\ssrc=|url\(/i, `${kind} brings something from outside`)
    if (typeof kinds.get(kind)?.unsubscribe === 'string') continue
    assert.match(unsubscribeUrl ?? '', /^http:\/\/127\.0\.0\.1:3000\/u\//, `${kind} cannot be ended`)
    const ends = unsubscribeLink.open(site.platform.secrets, unsubscribeUrl?.split('/').at(-1) ?? '')
    assert.equal(ends?.kind, kind, `the link in ${kind} ends another kind`)
    assert.ok(listId, `${kind} has no List-Id`)
    assert.ok(text.includes(unsubscribeUrl ?? ''), `${kind} does not say in plain text how to end it`)
  }
  assert.ok(seen.has('ping') && seen.has('invitation') && seen.has('sign_in'), `only ${[...seen]} were seen`)
})
