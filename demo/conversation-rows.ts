/** How people treat each other in the demo's community: its agreement, the words that are looked at first, its moderator, its topics of talk. */
import { demoMembers, joinedHoursAgo, moderator, type Past } from '#demo/past.ts'
import { slugOf } from '#server/platform/ids.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** Hours since the agreement was written: those of the newest cohort accepted it. */
const agreed = 24 * 120

/** Before the threads, some of which are filed under the topics. */
export function* conversationRows(past: Past): Iterable<TableRow> {
  const { texts, communityId: community_id, idOf, ago } = past
  const { agreement: source, heldWords: held_words } = texts.conversation
  const written = { version: 1, asks_everybody: false, written_by: idOf('ada'), written_at: ago(agreed) }
  yield row('agreement_version', { community_id, source, ...written })
  yield row('agreement', { community_id, version: 1, accepted_from: 1 })
  for (const one of demoMembers) {
    const came = joinedHoursAgo(one)
    if (came > agreed) continue
    const accepted_at = ago(came - 1)
    yield row('agreement_acceptance', { community_id, person_id: idOf(one.key), version: 1, accepted_at })
  }
  yield row('conversation_rules', { community_id, held_words: [...held_words] })
  yield* moderatorRows(past)
  yield* topicRows(past)
}

function* moderatorRows({ communityId: community_id, idOf, ago }: Past): Iterable<TableRow> {
  const [person_id, role, given_by, given_at] = [idOf(moderator), 'moderator', idOf('ada'), ago(24 * 60)]
  yield row('membership_role', { community_id, person_id, role, given_by, given_at })
  yield row('audit_line', {
    community_id,
    actor_id: given_by,
    verb: 'role.given',
    object_kind: 'person',
    object_id: person_id,
    person_ids: [person_id],
    facts: { role },
    via: 'page',
    at: given_at,
  })
}

function* topicRows({ texts, communityId: community_id, idOf, talkTopicOf, ago }: Past): Iterable<TableRow> {
  yield row('talk_setting', { community_id, topics: 'talk' })
  for (const [position, { key, name, under }] of texts.conversation.topics.entries()) {
    const parent_id = under ? talkTopicOf(under) : null
    const filed = { list: 'talk' as const, name, slug: slugOf(name), position, parent_id }
    yield row('topic', { id: talkTopicOf(key), community_id, ...filed })
  }
  for (const [topic, by] of texts.conversation.follows) {
    const of = { community_id, topic_id: talkTopicOf(topic), person_id: idOf(by) }
    yield row('topic_follow', { ...of, state: 'following', at: ago(90) })
  }
}
