/** What happens to topics, as it is recorded. */
import { activity } from '#server/platform/activity.ts'

export const topicAdded = activity('topic.added', 'topic')
export const topicChanged = activity('topic.changed', 'topic')
export const topicRemoved = activity('topic.removed', 'topic')
export const topicReturned = activity('topic.returned', 'topic')
