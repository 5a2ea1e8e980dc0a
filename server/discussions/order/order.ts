/**
 * Discussions put in order: merged, split, moved to another community. Shapes and rules that need nothing else.
 */
import { isBelow, type ThreadFacts } from '#server/discussions/thread.ts'
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'

export const mergedWithItself = refusal(
  'merged_with_itself',
  409,
  'A discussion cannot be merged with itself. Choose another one; nothing was changed.',
)
export const staysBelow = refusal(
  'stays_below',
  409,
  'This discussion belongs to the item it is about, and stays below it. You can split posts off, or merge another discussion into it. Nothing was changed.',
)
export const otherReaders = refusal(
  'other_readers',
  409,
  'These two discussions are not for the same people, so one would read what is not for them. Nothing was changed.',
)
export const onlyForSome = refusal(
  'only_for_some',
  409,
  'This discussion is for some people of its community alone, so it cannot be moved to another one. Nothing was changed.',
)
export const openingStays = refusal(
  'opening_stays',
  409,
  'The first post stays with its discussion, as it says what it is about. Choose among the others; nothing was changed.',
)
export const nothingStays = refusal(
  'nothing_stays',
  409,
  'Nothing would be left of this discussion. To give all of it another name, change its title; nothing was changed.',
)
export const targetArchived = refusal(
  'target_archived',
  409,
  'That community is archived, so nothing comes into it. Choose another one; nothing was changed.',
)
export const threadIsHidden = refusal(
  'thread_hidden',
  409,
  'This discussion is hidden. Show it again first; nothing was changed.',
)
export const undoneAlready = refusal('undone_already', 409, 'This was undone already. Nothing was changed.')
export const changedSince = refusal(
  'changed_since',
  409,
  'Somebody has edited, removed, merged, split or moved something of it since, so it cannot be undone as it was. Nothing was changed.',
)
export const threadIsElsewhere = refusal(
  'thread_elsewhere',
  404,
  'This discussion was merged with another one, or moved. Nothing was added or changed; what you wrote is still here.',
)

/** A post, and where it stands in its thread. */
export interface Place {
  readonly id: string
  readonly parentId: string | null
  readonly rootId: string | null
  readonly isOpening: boolean
}

/**
 * Where posts stand in the thread that they come into, if nothing else is known of their places there: below one another as before.
 * Whatever answered a post that does not come along, or the one that opens the thread, stands at the first level.
 * @param posts the oldest first
 * @param known places that some of them have there
 */
export function placedAnew(
  posts: readonly Place[],
  { openingId, known = new Map() }: { readonly openingId: string | null; readonly known?: ReadonlyMap<string, Place> },
): Place[] {
  const placed = new Map<string, Place>()
  for (const { id, parentId } of posts) {
    const parent = parentId === null || parentId === openingId ? undefined : placed.get(parentId)
    const place = parent && { parentId: parent.id, rootId: parent.rootId ?? parent.id }
    const anew = { id, parentId: null, rootId: null, ...place, isOpening: id === openingId }
    placed.set(id, known.get(id) ?? anew)
  }
  return [...placed.values()]
}

/** The chosen posts with all that answers them, in the order of `posts`, the oldest first. */
export function withReplies<P extends Place>(posts: readonly P[], chosen: ReadonlySet<string>): P[] {
  const going = new Set<string>()
  for (const { id, parentId, rootId } of posts)
    if (chosen.has(id) || (parentId && going.has(parentId)) || (rootId && going.has(rootId))) going.add(id)
  return posts.filter(({ id }) => going.has(id))
}

/** May all posts of a thread go elsewhere? Not where it belongs to an entry of another kind. */
export function mayLeave(thread: Pick<ThreadFacts, 'id' | 'entryId'>): Verdict<true> {
  return isBelow(thread) ? no(staysBelow) : yes(true)
}

/** How an act stands that may be undone. */
export interface ActStanding {
  readonly isUndone: boolean
  /** Is the thread that the posts went into shown, and where they came from, if they came from a part of it? */
  readonly isThere: boolean
  /** Posts that have left the thread since. */
  readonly strayed: number
  /** Of a move to another community: was something edited or removed there that came with it? */
  readonly isChanged: boolean
}

/** May it be undone as it was? */
export function mayUndo({ isUndone, isThere, strayed, isChanged }: ActStanding): Verdict<true> {
  if (isUndone) return no(undoneAlready)
  return isThere && strayed === 0 && !isChanged ? yes(true) : no(changedSince)
}

/** The activities that record the acts. */
export const verbs = { merge: 'thread.merged', split: 'posts.split', move: 'thread.moved_away' } as const
