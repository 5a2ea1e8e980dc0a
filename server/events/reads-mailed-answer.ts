/** What the page behind a mailed link needs: the event as its holder may read it, and who they are. */
import { type AnswerKey, linkHolder, type MailedAnswerView } from '#server/events/mailed-answer.ts'
import { readEventOf } from '#server/events/reads-calendar.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Null where the link is over: another mail address, no member any more, or not for them. */
export async function readMailedAnswer(
  look: Look,
  { eventId, personId, version }: AnswerKey,
): Promise<MailedAnswerView | null> {
  const [who] = await rows(look, linkHolder)`
    select p.name, coalesce(p.locale, c.locale) as locale, coalesce(p.time_zone, c.time_zone) as zone, c.hue,
      exists (select from membership_permission g where g.community_id = c.id and g.person_id = p.id and g.permission = 'answer_events') as "mayAnswer"
    from person p, event v join community_shown c on c.id = v.community_id
    where p.id = ${personId} and p.removed_at is null and p.mail_version = ${version} and v.id = ${eventId}`
  const event = who?.mayAnswer ? await readEventOf(look, eventId, personId) : null
  if (!who || !event) return null
  const { callAddress: _, ...shown } = event
  return { ...shown, ...who, now: look.now }
}
