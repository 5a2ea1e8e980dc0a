/** The topics of discussions, where these have a list of their own. */
import { discussionsAddress } from '#server/discussions/thread.ts'
import { readOwnTopics } from '#server/discussions/topics/views.ts'
import type { KeptList } from '#server/topics/room.ts'

export const talkTopics: KeptList = {
  list: 'talk',
  permission: 'moderate',
  path: '/c/:community/discussions',
  part: 'talkTopic',
  home: discussionsAddress,
  tab: 'discussions',
  name: (t) => t('Discussions'),
  counted: (t, n) => t('{n, plural, one {# discussion} other {# discussions}}', { n }),
  unsorted: () => '',
  removed: {
    flash:
      '“{name}” is removed. {n, plural, =0 {Every discussion has another topic.} one {# discussion has no topic now.} other {# discussions have no topic now.}}',
  },
  read: readOwnTopics,
}
