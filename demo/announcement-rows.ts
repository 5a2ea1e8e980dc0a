/** The demo's announcements: one that is pinned, one that asks for a confirmation, which most members have given, and one that is planned. */
import { bodyRows } from '#demo/body-rows.ts'
import { demoMembers, type Past } from '#demo/past.ts'
import { threadRows } from '#demo/thread-rows.ts'
import { announcementMail } from '#server/announcements/room.ts'
import { entryRow } from '#server/entries/room.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The announcements with their texts, their mails and who has confirmed. */
export async function* announcementRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, newId, idOf, ago } = past
  for (const { title, source, hoursAgo, pinnedForHours, asksConfirmation } of texts.announcements) {
    const id = newId()
    const at = ago(hoursAgo)
    const by = idOf('ada')
    const of = { id, community_id, kind: 'announcement', title, author_id: by, language: texts.locale }
    yield entryRow({ ...of, draft_permission: 'announce' }, at)
    yield row('announcement', {
      id,
      community_id,
      state: 'published',
      published_at: at,
      published_by: by,
      asks_confirmation: asksConfirmation,
      pinned_until: pinnedForHours ? ago(-pinnedForHours) : null,
    })
    const versions = [{ by: 'ada', hoursAgo, source }]
    yield* bodyRows(past, { id: newId(), entryId: id, genre: 'post', writers: 'editors', versions })
    yield row('activity', {
      community_id,
      actor_id: by,
      verb: 'announcement.published',
      object_kind: 'announcement',
      object_id: id,
      entry_id: id,
      facts: {},
      at,
    })
    for (const [i, { key }] of demoMembers.entries()) {
      const person_id = idOf(key)
      yield row('mail', {
        kind: announcementMail.kind,
        person_id,
        about_kind: 'announcement',
        about_id: id,
        community_id,
        locale: texts.locale,
        payload: { why: 'published' },
        state: 'kept',
        created_at: at,
      })
      // The people a visitor looks as have not confirmed yet.
      if (asksConfirmation && i % 3 !== 0 && !['ada', 'ben', 'dov'].includes(key))
        yield row('announcement_confirmation', {
          community_id,
          announcement_id: id,
          person_id,
          confirmed_at: ago(hoursAgo - (i % 7) - 0.5),
          by_mail: i % 2 === 0,
        })
    }
    yield* threadRows(past, { title, entryId: id, openedBy: 'ada', openedHoursAgo: hoursAgo, posts: [] })
  }
  const { title, source, inHours } = texts.plannedAnnouncement
  const id = newId()
  const author_id = idOf('ada')
  const of = { id, community_id, kind: 'announcement', title, author_id, language: texts.locale }
  yield row('entry', { ...of, draft_permission: 'announce', created_at: ago(5) })
  yield row('announcement', {
    id,
    community_id,
    state: 'scheduled',
    publish_at: ago(-inHours),
    published_by: author_id,
  })
  const versions = [{ by: 'ada', hoursAgo: 5, source }]
  yield* bodyRows(past, { id: newId(), entryId: id, genre: 'post', writers: 'editors', versions })
}
