/**
 * The topics that somebody chose for an entry, and a new topic that they named in the same form.
 */
import type { CommunityHead } from '#server/communities/room.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Work } from '#server/platform/work.ts'
import { knownTopics, lockTopics, saveTopics } from '#server/topics/store.ts'
import type { TopicList } from '#server/topics/topic.ts'

/**
 * Ids of the topics to file under; a new name becomes a topic at the top, unless there is one of that name.
 * @refuses input_invalid where a chosen topic is not one of the list
 */
export async function chooseTopics(
  work: Work,
  community: Pick<CommunityHead, 'id'>,
  list: TopicList,
  chosen: { readonly topics: readonly string[]; readonly newTopic: string },
): Promise<string[]> {
  const of = { communityId: community.id, list }
  const known = await knownTopics(work, of, chosen.topics)
  if (known.length < new Set(chosen.topics).size)
    refuseFields({ topics: { says: 'One of these topics is gone. Choose again.' } })
  if (chosen.newTopic === '') return known
  const there = await lockTopics(work, of)
  const same = there.find((one) => isSameName(one.name, chosen.newTopic))
  const [fresh] = same ? [same] : await saveTopics(work, of, there, [{ name: chosen.newTopic, parent: null }])
  return fresh ? [...new Set([...known, fresh.id])] : known
}
