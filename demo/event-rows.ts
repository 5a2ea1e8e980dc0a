/** The demo's events: one every week, one whose places are all taken, and one that is over. */
import { bodyRows } from '#demo/body-rows.ts'
import { demoMembers, type Past } from '#demo/past.ts'
import type { DemoEvent, DemoPage } from '#demo/texts/shape.ts'
import { threadRows } from '#demo/thread-rows.ts'
import { oneResource } from '#demo/toolkit-rows.ts'
import { entryRow } from '#server/entries/room.ts'
import { type EventAnswer, eventAddress, eventMail } from '#server/events/room.ts'
import { plannedTimes, type Repeat } from '#server/platform/calendar/repeat.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { minute } from '#server/platform/clock.ts'
import { translator } from '#server/platform/i18n.ts'
import { slugOf } from '#server/platform/ids.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { insist } from '#server/platform/refuse.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The zone of the demo's community. */
const zone = 'Europe/Lisbon'

/** The events with their dates, who comes to them, and what is said below. */
export async function* eventRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, newId, idOf, ago } = past
  for (const event of texts.events) {
    const { title, description, hosts, plannedHoursAgo, minutes, posts } = event
    const id = newId()
    const [key = ''] = hosts
    const [by, at] = [idOf(key), ago(plannedHoursAgo)]
    const { html } = await renderMarkdown(description, { genre: 'article', anchor: 'about' })
    const first_at = firstAt(past, event)
    const repeats = event.weeks ? weekly(event.weeks) : null
    yield entryRow({ id, community_id, kind: 'event', title, author_id: by, language: texts.locale }, at)
    const recap_id = event.recap ? newId() : null
    if (recap_id) yield* recapRows(past, recap_id, { ...event, id })
    yield row('event', {
      id,
      community_id,
      description,
      html,
      renderer_version: rendererVersion,
      zone,
      first_at,
      minutes,
      repeats,
      place: event.place ?? '',
      call_address: event.callAddress ?? '',
      capacity: event.capacity ?? null,
      recap_id,
      changed_at: at,
    })
    for (const host of hosts) yield row('event_host', { community_id, event_id: id, person_id: idOf(host) })
    for (const { at: planned_at, moment } of insist(plannedTimes(first_at, zone, repeats))) {
      const ends_at = new Date(moment.getTime() + minutes * minute)
      yield row('event_time', { community_id, event_id: id, planned_at, starts_at: moment, ends_at })
    }
    yield* answerRows(past, id, event)
    if (event.notes) yield* noteRows(past, id, event.notes)
    if (event.isMailed) yield* mailRows(past, id, at)
    const about = { object_kind: 'event', object_id: id, entry_id: id, facts: {} }
    yield row('activity', { community_id, actor_id: by, verb: 'event.planned', ...about, at })
    yield* threadRows(past, { title, entryId: id, openedBy: key, openedHoursAgo: plannedHoursAgo, posts })
  }
}

/** What was noted, version by version. */
async function* noteRows(past: Past, entryId: string, versions: DemoPage['versions']): AsyncIterable<TableRow> {
  const { communityId: community_id, idOf, ago, newId } = past
  yield* bodyRows(past, { id: newId(), entryId, genre: 'article', writers: 'members', versions })
  for (const [i, { by, hoursAgo }] of versions.entries())
    yield row('activity', {
      community_id,
      actor_id: idOf(by),
      verb: 'event.notes_saved',
      object_kind: 'event',
      object_id: entryId,
      entry_id: entryId,
      facts: { version: i + 1 },
      at: ago(hoursAgo),
    })
}

/** The article in the Toolkit that was begun with a copy of the notes; it says at its end from which event it is. */
async function* recapRows(past: Past, id: string, event: DemoEvent & { readonly id: string }): AsyncIterable<TableRow> {
  const { title, recap, notes = [] } = event
  if (!recap) return
  const t = translator(past.texts.locale)
  const from = `[${t('From the event “{title}”', { title })}](${eventAddress(slugOf(past.texts.community.name), event)})`
  const body = `${notes.at(-1)?.source ?? ''}\n\n${from}`
  yield* oneResource(past, id, { kind: 'article', topics: [], authors: '', body, ...recap })
}

function weekly(count: number): Repeat {
  return { every: 'week', interval: 1, days: [], end: { count } }
}

function firstAt({ ago }: Past, { inDays, at }: DemoEvent): string {
  const dayOf = (days: number) => clockAt(ago(-24 * days), zone).slice(0, 10)
  const weekday = new Date(dayOf(inDays)).getUTCDay()
  const onWorkday = inDays + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0)
  return `${dayOf(onWorkday)}T${at}`
}

/** Hosts come. The people a visitor looks as have not answered, where they are no hosts. */
function* answerRows(past: Past, event_id: string, event: DemoEvent): Iterable<TableRow> {
  const { communityId: community_id, idOf, ago } = past
  const { hosts, plannedHoursAgo, capacity = Number.POSITIVE_INFINITY } = event
  const { yes, maybe, no } = event.answers
  const others = demoMembers.map(({ key }) => key).filter((key) => !['ada', 'ben', 'dov', ...hosts].includes(key))
  const answers: EventAnswer[] = [
    ...Array(hosts.length + yes).fill('yes'),
    ...Array(maybe).fill('maybe'),
    ...Array(no).fill('no'),
  ]
  const people = [...hosts, ...others]
  for (const [i, answer] of answers.entries()) {
    const person_id = idOf(people[i] as string)
    const answered_at = ago(plannedHoursAgo * (1 - i / 80))
    const waits_since = answer === 'yes' && i >= capacity ? answered_at : null
    yield row('event_answer', { community_id, event_id, person_id, answer, answered_at, waits_since })
  }
}

function* mailRows({ texts, communityId: community_id, idOf }: Past, about_id: string, created_at: Date) {
  for (const { key } of demoMembers)
    yield row('mail', {
      kind: eventMail.kind,
      person_id: idOf(key),
      about_kind: 'event',
      about_id,
      community_id,
      locale: texts.locale,
      payload: { news: 'invited', timeId: null },
      state: 'kept',
      created_at,
    })
}
