/**
 * The topics room: what app.ts mounts and other rooms may call. The rooms that file things under topics mount their addresses.
 */
import type { Room } from '#server/platform/room.ts'
import * as activities from '#server/topics/activities.ts'

export { chooseTopics } from '#server/topics/choose-topics.ts'
export { copyFilings, copyTopics, type Pair } from '#server/topics/copy-store.ts'
export type { KeptList } from '#server/topics/kept-list.ts'
export { topicRoutes } from '#server/topics/routes.ts'
export { fileUnder, lockTopics, saveTopics } from '#server/topics/store.ts'
export {
  inOrder,
  longestTopic,
  type Topic,
  type TopicCount,
  type TopicList,
  topicCountView,
} from '#server/topics/topic.ts'

export const topics: Room = {
  name: 'topics',
  activities: Object.values(activities),
  endpoints: [],
}
