/** A people feed of the demo, which ran last night. */
import { demoMembers, joinedHoursAgo, type Past } from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import { slugOf } from '#server/platform/ids.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** What the import says of such a line. */
const notAnAddress = '“{text}” is not a mail address.'

/** Hours since it ran. */
const ran = 9

/** Brings the people of the newest cohort into the main community, and has one line that could not be used. */
export function* feedRows({ texts, communityId: community_id, idOf, newId, ago }: Past): Iterable<TableRow> {
  const [feed_id, import_id] = [newId(), newId()]
  const { name, fileName } = texts.community.feed
  const by_id = idOf('ada')
  const folder = slugOf(name)
  const made_at = ago(24 * 30)
  yield row('people_feed', { id: feed_id, name, folder, by_id, target_id: community_id, invite: 'now', made_at })
  const people = demoMembers.filter(({ cohort }) => cohort === 4)
  const columns = ['email', 'name', 'title']
  const counts = { added: 0, updated: 1, unchanged: people.length - 1, refused: 1 }
  yield row('people_import', {
    ...{ id: import_id, feed_id, target_id: community_id, by_id, via: 'job', file_name: fileName, encoding: 'utf-8' },
    ...{ delimiter: ',', state: 'done', header: columns, columns, counts, brought: people.length },
    ...{ lines: people.length + 1, reached: people.length + 1 },
    ...{ uploaded_at: ago(ran), started_at: ago(ran), done_at: ago(ran) },
  })
  for (const [i, one] of people.entries()) {
    const person_id = idOf(one.key)
    const [title] = texts.people[one.key] ?? [one.title]
    const cells = [`${one.key}@example.org`, one.name, title]
    const result = i === 0 ? 'updated' : 'unchanged'
    yield row('people_import_line', { import_id, number: i + 1, line: i + 2, cells, result, person_id, is_done: true })
    yield row('membership_source', { community_id, person_id, source: 'feed', added_at: ago(joinedHoursAgo(one)) })
    yield row('people_feed_person', { feed_id, person_id })
    yield row('people_feed_person', { feed_id, person_id, community_id })
  }
  const [{ name: other }] = demoPeople.slice(-1) as [(typeof demoPeople)[number]]
  const number = people.length + 1
  const refused = { cells: ['–', other, ''], result: 'refused' as const, why: notAnAddress, why_values: { text: '–' } }
  yield row('people_import_line', { import_id, number, line: number + 1, ...refused })
  yield row('audit_line', {
    ...{ at: ago(ran), actor_id: by_id, verb: 'people_feed.ran', object_kind: 'people_feed', object_id: feed_id },
    ...{ via: 'job', facts: { added: 0, updated: 1, gone: 0, closed: 0 } },
  })
}
