/** What became of the demo's posts where members report and moderators look after them: reports, a held post, a hidden one, a highlight. */
import { moderator, type Past } from '#demo/past.ts'
import type { DemoAct, DemoPost } from '#demo/texts/shape.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

interface Said extends DemoPost {
  readonly id: string
  readonly threadId: string
  readonly entryId: string
}

/** Do all who read the thread see it? */
export function isShown({ heldWord, hidden }: DemoPost): boolean {
  return !heldWord && !hidden
}

/** The columns of a post that say so; those of one that nothing happened to are left out. */
export function moderatedColumns({ idOf, ago }: Past, { hoursAgo, heldWord, hidden, highlighted }: DemoPost) {
  const at = ago(hidden?.hoursAgo ?? hoursAgo)
  const gone = { removed_at: at, hidden_at: at }
  return {
    ...(heldWord && { ...gone, removed_why: '', hidden_because: 'held' as const }),
    ...(hidden && {
      ...gone,
      removed_by: idOf(hidden.by),
      removed_why: hidden.why,
      hidden_because: 'moderator' as const,
    }),
    ...(highlighted && {
      highlighted_at: ago(highlighted.hoursAgo),
      highlighted_by: idOf(highlighted.by),
      highlighted_why: highlighted.why,
    }),
  }
}

/** What was reported and done about a post, after its own row. */
export function* moderationRows(past: Past, post: Said): Iterable<TableRow> {
  const { communityId: community_id, newId, idOf, ago } = past
  const { id: post_id, heldWord, hidden, highlighted, hoursAgo } = post
  if (heldWord)
    yield row('held_post', { community_id, post_id, because: 'word', word: heldWord, held_at: ago(hoursAgo) })
  if (highlighted) yield* actRows(past, post, 'post.highlighted', { ...highlighted, id: newId() })
  yield* reportRows(past, post)
  if (!hidden) return
  const activity_id = newId()
  yield* actRows(past, post, 'post.hidden', { ...hidden, id: activity_id })
  const { says: words, hoursAgo: answered } = hidden.answer
  const [person_id, answered_at] = [idOf(post.by), ago(answered)]
  yield row('moderation_answer', { activity_id, community_id, person_id, words, answered_at })
}

function* reportRows(past: Past, { id: post_id, entryId: entry_id, reports = [], hidden }: Said): Iterable<TableRow> {
  const { communityId: community_id, newId, idOf, ago } = past
  const [first] = reports
  if (!first) return
  const case_id = newId()
  yield row('moderation_case', { id: case_id, community_id, entry_id, post_id, opened_at: ago(first.hoursAgo) })
  for (const { by, hoursAgo, reason, says: words = '' } of reports)
    yield row('report', { community_id, case_id, person_id: idOf(by), reason, words, reported_at: ago(hoursAgo) })
  const about = { community_id, object_kind: 'report', object_id: case_id, entry_id, facts: {} }
  yield row('activity', { ...about, actor_id: idOf(first.by), verb: 'report.opened', at: ago(first.hoursAgo) })
  if (hidden)
    yield row('activity', { ...about, actor_id: idOf(hidden.by), verb: 'report.settled', at: ago(hidden.hoursAgo) })
}

/** An act of moderation, and its line in the log. */
function* actRows(past: Past, post: Said, verb: string, { id, by, hoursAgo, why }: DemoAct & { readonly id: string }) {
  const { communityId: community_id, idOf, ago } = past
  const personId = idOf(post.by)
  const role = by === moderator ? 'moderator' : 'leader'
  const done = {
    id,
    community_id,
    actor_id: idOf(by),
    verb,
    object_kind: 'post',
    object_id: post.id,
    at: ago(hoursAgo),
  }
  yield row('activity', { ...done, entry_id: post.entryId, facts: { personId, role, threadId: post.threadId, why } })
  yield row('audit_line', { ...done, via: 'page', person_ids: [personId], facts: {} })
}
