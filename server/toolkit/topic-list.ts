/** The topics that resources are filed under. */
import { readToolkitCounts } from '#server/toolkit/reads-counts.ts'
import { toolkitAddress } from '#server/toolkit/resource.ts'
import type { KeptList } from '#server/topics/room.ts'

export const toolkitTopics: KeptList = {
  list: 'toolkit',
  permission: 'edit_toolkit',
  path: '/c/:community/toolkit',
  part: 'topic',
  home: toolkitAddress,
  tab: 'toolkit',
  name: (t) => t('Toolkit'),
  counted: (t, n) => t('{n, plural, one {# resource} other {# resources}}', { n }),
  unsorted: (t, n) =>
    t('{n, plural, one {# resource is filed under no topic.} other {# resources are filed under no topic.}}', { n }),
  removed: {
    flash:
      '“{name}” is removed. {n, plural, =0 {Nothing became unsorted.} one {# resource is unsorted now.} other {# resources are unsorted now.}}',
  },
  read: readToolkitCounts,
}
