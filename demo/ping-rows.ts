/** The demo's Pings: one open, three closed, one of which was asked before, one with few answers, and one that is scheduled. */
import { demoMembers, joinedHoursAgo, type Past } from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import type { DemoPing } from '#demo/texts/shape.ts'
import { threadRows } from '#demo/thread-rows.ts'
import { entryRow } from '#server/entries/room.ts'
import { pingMail } from '#server/pings/room.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The people a visitor looks as; they have not answered yet. */
const lookingOn = ['ada', 'ben', 'dov', 'eve']

/** The Pings with their votes and discussions, and Dana's consent to be asked in her name. */
export async function* pingRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, idOf, ago } = past
  const { open, few, closed } = texts.pings
  yield row('featured_consent', {
    community_id,
    kind: 'ping',
    person_id: idOf('dana'),
    asked_by: idOf('ada'),
    asked_at: ago(2000),
    reach: 'until_withdrawn',
    given_at: ago(1990),
  })
  for (const ping of [...closed, few, open]) {
    const firstId = ping.before ? past.newId() : null
    if (firstId && ping.before) {
      const first = { ...ping, ...ping.before, posts: [] }
      yield* sentRows(past, { id: firstId, firstId: null }, first, 'closed')
      yield* talkRows(past, firstId, first)
    }
    const id = past.newId()
    yield* sentRows(past, { id, firstId }, ping, closed.includes(ping) ? 'closed' : 'open')
    yield* talkRows(past, id, ping)
    if (ping.outcome)
      yield row('ping_outcome', {
        ping_id: id,
        community_id,
        text: ping.outcome.text,
        by_id: idOf('ada'),
        at: ago(ping.outcome.hoursAgo),
      })
  }
  yield* plannedRows(past)
}

/** One that goes out by itself. */
function* plannedRows({ texts, communityId: community_id, idOf, newId, ago }: Past): Iterable<TableRow> {
  const { title, answers, inHours } = texts.pings.planned
  const id = newId()
  const created_at = ago(3)
  yield row('entry', {
    id,
    community_id,
    kind: 'ping',
    title,
    author_id: idOf('ada'),
    language: texts.locale,
    created_at,
  })
  yield row('ping', { id, community_id, state: 'scheduled', sends_at: ago(-inHours) })
  for (const [i, label] of answers.entries())
    yield row('ping_option', { id: newId(), community_id, ping_id: id, position: i + 1, label })
}

function talkRows(past: Past, entryId: string, { question, voice, sentHoursAgo, posts }: DemoPing) {
  return threadRows(past, { title: question, entryId, openedBy: voice ?? 'ada', openedHoursAgo: sentHoursAgo, posts })
}

function* sentRows(
  past: Past,
  { id: ping_id, firstId }: { readonly id: string; readonly firstId: string | null },
  ping: DemoPing,
  state: 'open' | 'closed',
): Iterable<TableRow> {
  const { texts, communityId: community_id, cohortIds, idOf, newId, ago } = past
  const sent_at = ago(ping.sentHoursAgo)
  const closes_at = ago(ping.sentHoursAgo - ping.hours)
  const closed_at = state === 'closed' ? closes_at : null
  const entry = {
    id: ping_id,
    community_id,
    kind: 'ping',
    title: ping.question,
    author_id: idOf('ada'),
    language: texts.locale,
  }
  yield entryRow(entry, sent_at)
  yield row('ping', {
    id: ping_id,
    community_id,
    state,
    first_id: firstId,
    hours: ping.hours,
    voice_id: ping.voice ? idOf(ping.voice) : null,
    sent_at,
    sent_by: idOf('ada'),
    closes_at,
    closed_at,
    could_answer: demoMembers.filter((one) => joinedHoursAgo(one) >= ping.sentHoursAgo).length,
    answered: closed_at && ping.votes.reduce((sum, n) => sum + n, 0),
    forgotten_at: closed_at,
  })
  yield row('activity', {
    community_id,
    actor_id: idOf('ada'),
    verb: 'ping.sent',
    object_kind: 'ping',
    object_id: ping_id,
    entry_id: ping_id,
    facts: ping.voice ? { voiceId: idOf(ping.voice) } : {},
    at: sent_at,
  })
  const voters = demoPeople.filter(({ key }) => !lookingOn.includes(key))
  for (const [i, label] of ping.answers.entries()) {
    const votes = ping.votes[i] ?? 0
    const id = newId()
    yield row('ping_option', { id, community_id, ping_id, position: i + 1, label, final_votes: closed_at && votes })
    for (const [cohort, ofCohort] of ping.byCohort ?? []) {
      const cohort_id = cohortIds[cohort - 1] as string
      yield row('ping_cohort_count', { community_id, ping_id, cohort_id, option_id: id, votes: ofCohort[i] ?? 0 })
    }
    if (state === 'closed') continue
    for (const [nth, { key }] of voters.splice(0, votes).entries()) {
      const voted_at = ago((ping.sentHoursAgo * (nth + 1)) / (votes + 1))
      yield row('vote', { community_id, ping_id, person_id: idOf(key), option_id: id, first_option_id: id, voted_at })
    }
  }
  if (state === 'open') yield* mailingRows(past, ping_id, sent_at)
}

/** A ballot for each member, and its mail, kept as every mail of the demo. */
function* mailingRows({ texts, communityId: community_id, idOf }: Past, ping_id: string, at: Date): Iterable<TableRow> {
  // The last mail is the newest in the outbox, so the people a visitor looks as come first there.
  for (const { key } of demoMembers.toReversed()) {
    const person_id = idOf(key)
    yield row('ballot', { community_id, ping_id, person_id, mail_version: 1 })
    yield row('mail', {
      kind: pingMail.kind,
      person_id,
      about_kind: 'ping',
      about_id: ping_id,
      community_id,
      locale: texts.locale,
      state: 'kept',
      created_at: at,
    })
  }
}
