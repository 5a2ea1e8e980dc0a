/**
 * Each kind of activity is declared once, in its room, with facts that are ids and figures; and each is told by the audit or not for a
 * reason.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { activitiesText } from '#docs/activities-text.ts'
import { app } from '#server/app.ts'
import { isTest, root, sources } from '#tests/conventions/source.ts'
import { testDatabase } from '#tests/support/database.ts'

const kinds = app.rooms.flatMap(({ activities }) => activities ?? [])

test('docs/activities.md is fresh', () => {
  const committed = readFileSync(join(root, 'docs/activities.md'), 'utf8')
  assert.ok(committed === activitiesText(app.rooms), 'Activities have changed. Run: node docs/generate.ts')
})

test('each verb is declared once, and no two of its rules are the same', () => {
  const verbs = kinds.map(({ verb }) => verb)
  assert.deepEqual(verbs, [...new Set(verbs)])
  for (const { verb, notify } of kinds) {
    const lines = notify.map(({ recipients, as }) => `${recipients.name} ${as.kind}`)
    assert.deepEqual(lines, [...new Set(lines)], verb)
  }
})

test('each kind of notice and of mail is declared once, and has the row its room’s migration adds', async () => {
  const { db } = await testDatabase()
  const rowsOf = async (table: 'notice_kind' | 'mail_kind') =>
    (await db.write.selectFrom(table).select('kind').execute()).map(({ kind }) => kind)
  const told = [...new Set(kinds.flatMap(({ notify }) => notify.map(({ as }) => as)))].map(({ kind }) => kind)
  assert.deepEqual(told, [...new Set(told)])
  const noticeRows = await rowsOf('notice_kind')
  assert.deepEqual(
    told.filter((kind) => !noticeRows.includes(kind)),
    [],
  )
  const chosen = app.rooms.flatMap(({ mails }) => mails ?? []).filter(({ unsubscribe }) => unsubscribe !== 'none')
  assert.deepEqual(chosen.map(({ kind }) => kind).toSorted(), (await rowsOf('mail_kind')).toSorted())
})

test('every kind that is declared is recorded somewhere, and listed by its room', () => {
  const declared = sources(['server'])
    .filter(({ path }) => path.endsWith('/activities.ts'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/export const (\w+) = activity\(\s*'([\w.]+)'/g)].map(([, name, verb]) => ({
        path,
        name,
        verb,
      })),
    )
  assert.deepEqual(declared.map(({ verb }) => verb).toSorted(), kinds.map(({ verb }) => verb).toSorted())
  const users = sources(['server']).filter(({ path }) => !isTest(path) && !path.endsWith('/activities.ts'))
  for (const { name, path } of declared)
    assert.ok(
      users.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)),
      `${path}: nothing records ${name}`,
    )
})

/** Kinds that leave no line in the audit, by the reason. */
const notInTheAudit: Readonly<Record<string, readonly string[]>> = {
  'people do it with what is their own':
    `person.signed_in person.password_set session.ended session.others_ended token.made token.ended
    member.joined member.left join_request.sent join_request.withdrawn consent.given consent.refused consent.withdrawn
    circle.opened circle.changed circle.archived circle.returned circle.joined circle.left circle.asked circle.request_withdrawn
    agreement.accepted circle.approved circle.declined circle.removed announcement.confirmed thread.opened thread.answered thread.reopened post.added post.edited resource.suggested
     report.opened report.added moderation.answered event.answered
     event.proposed event.proposal_changed event.proposal_withdrawn`.split(/\s+/),
  'the program does it by itself after an act that stands there': [
    'announcement.stuck',
    'cohort.hand_over_prepared',
    'join_request.overtaken',
    'ping.not_sent',
    'ping.reminded',
    'question.asked_again',
    'report.settled',
    'event.places_given',
  ],
  'its opener does it as well as a moderator': ['thread.renamed', 'thread.filed'],
  'the line of what was taken back stands there': ['thread.put_back'],
  'it is work on what members read, and stands there with its author':
    `page.started page.saved page.removed page.returned
    resource.added resource.changed resource.removed resource.returned resource.featured resource.unfeatured featured.ordered
    suggestion.taken suggestion.thanked event.proposal_accepted event.proposal_declined toolkit.imported topic.added topic.changed topic.removed topic.returned
    ping.sent ping.mailed announcement.mailed ping.extended ping.closed ping.outcome_told ping.withdrawn consent.asked
    announcement.scheduled announcement.published announcement.changed announcement.sent_again announcement.reminded
    announcement.pinned announcement.withdrawn announcement.returned
    event.planned event.changed event.edited event.cancelled event.notes_saved event.attended`.split(/\s+/),
}

test('each kind has its words in the audit, or stands above with the reason why not', () => {
  const without = kinds.filter(({ audit }) => audit === null).map(({ verb }) => verb)
  assert.deepEqual(
    without.toSorted(),
    Object.values(notInTheAudit).flat().toSorted(),
    'Give the kind an `audit`, or add it to notInTheAudit.',
  )
})

test('a line of the audit keeps figures, words of a fixed choice, roles and verbs: nothing that somebody wrote or chose in a Ping', () => {
  const isHarmless = (name: string, shape: z.ZodType) => {
    const inside = shape instanceof z.ZodOptional ? shape.unwrap() : shape
    return inside instanceof z.ZodNumber || inside instanceof z.ZodEnum || name === 'role' || name === 'verb'
  }
  for (const { verb, facts, audit } of kinds) {
    const shapes = facts instanceof z.ZodObject ? (facts.shape as Record<string, z.ZodType>) : {}
    for (const name of audit?.keeps ?? []) {
      assert.ok(shapes[name], `${verb} keeps ${name}, which is none of its facts`)
      assert.ok(isHarmless(name, shapes[name]), `${verb} keeps ${name} in the audit`)
    }
  }
})
