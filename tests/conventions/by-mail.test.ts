/** What can be done from a mail is said in one list, which docs/by-mail.md shows. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { byMailText } from '#docs/by-mail-text.ts'
import { app } from '#server/app.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { actRows, nameOf } from '#tests/support/sample-body.ts'

test('every act by a link in a mail says what one can do, and from which mail', () => {
  const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))
  const silent = actRows.filter(({ via, byMail }) => (via === 'mail') !== (byMail !== undefined)).map(nameOf)
  assert.deepEqual(silent, [])
  for (const row of actRows) {
    const { byMail } = row
    if (!byMail || byMail === 'part of another' || typeof byMail.from === 'string') continue
    for (const kind of byMail.from) assert.ok(kinds.has(kind), `${nameOf(row)}: there is no mail "${kind}"`)
  }
})

test('docs/by-mail.md is fresh', () => {
  const committed = readFileSync(new URL('../../docs/by-mail.md', import.meta.url), 'utf8')
  assert.ok(committed === byMailText(app.rooms), 'What can be done by mail has changed. Run: node docs/generate.ts')
})
