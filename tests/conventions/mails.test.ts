/**
 * Every mail has a plain text, loads nothing from outside, and offers a way to end its kind.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { mailCauses } from '#tests/support/mail-causes.ts'
import { openScene } from '#tests/support/mail-scene.ts'
import { openSite } from '#tests/support/site.ts'

// A server that nobody asks: nothing is handed over here.
const site = await openSite({ SMTP_URL: 'smtp://127.0.0.1:9' })
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

/** What the worker does for mails, in the order in which one makes work for the next. */
const jobs = [
  'mail-sign-in',
  'mail-password-off',
  'mail-joining',
  'remind-of-ping',
  'remind-of-events',
  'close-ping',
  'import-people',
  'take-in-mail',
  'ask-again',
  'notify-of-activity',
  'gather-replies',
  'gather-topics',
  'gather-asked',
  'gather-moderation',
  'gather-moderation-waits',
  'make-digests',
  'gather-digest',
]

test('every mail has a text part, loads nothing, says how to unsubscribe, and what it is in a digest', async () => {
  const scene = await openScene(site)
  for (const cause of Object.values(mailCauses)) await cause(scene)
  for (const task of jobs) await runJobs(site, task)
  const look = await site.look()
  const mails = await look.db.selectFrom('mail').select(['id', 'kind']).execute()
  const [seen, told] = [new Set<string>(), new Set<string>()]
  for (const { id, kind } of mails) {
    const shown = await showMail(look, kinds, id, 'live')
    if (!shown || !('words' in shown) || !shown.words || 'dropped' in shown.words) continue
    const { html, text, subject, unsubscribeUrl, listId, inShort } = shown.words
    seen.add(kind)
    assert.ok(subject.length > 3 && text.length > 40, `${kind} says too little in plain text`)
    assert.doesNotMatch(html.toString(), /<img|<script|<link|\ssrc=|url\(/i, `${kind} brings something from outside`)
    const unsubscribe = kinds.get(kind)?.unsubscribe
    if (typeof unsubscribe !== 'object') continue
    if (unsubscribe.inDigest) {
      assert.ok(inShort, `${kind} has inDigest, and no inShort: what stands in a digest?`)
      for (const { says, address } of inShort) assert.ok(says && new URL(address), `${kind} in a digest`)
      if (inShort.length > 0) told.add(kind)
    }
    assert.match(unsubscribeUrl ?? '', /^http:\/\/127\.0\.0\.1:3000\/u\//, `${kind} cannot be ended`)
    const ends = unsubscribeLink.open(site.platform.secrets, unsubscribeUrl?.split('/').at(-1) ?? '')
    assert.equal(ends?.kind, kind, `the link in ${kind} ends another kind`)
    assert.ok(listId, `${kind} has no List-Id`)
    assert.ok(text.includes(unsubscribeUrl ?? ''), `${kind} does not say in plain text how to end it`)
  }
  for (const { kind, unsubscribe } of kinds.values())
    if (typeof unsubscribe === 'object' && unsubscribe.inDigest)
      assert.ok(told.has(kind), `${kind} tells nothing in a digest`)
  const unseen = [...kinds.keys()].filter((kind) => !seen.has(kind))
  assert.deepEqual(unseen, [], 'each kind has a cause in tests/support/mail-causes.ts')
})
