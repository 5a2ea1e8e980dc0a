/** Screens of a charter and of the versions of a text. */
import { inCommunity, type Screen } from '#tests/screens/screen.ts'
import { saveAfterAnother } from '#tests/screens/steps.ts'

export const screens: readonly Screen[] = [
  { name: 'charter', who: 'ben', at: inCommunity('/charter') },
  { name: 'charter-edit', who: 'ada', at: inCommunity('/charter/edit') },
  { name: 'versions', who: 'ada', at: inCommunity('/charter/norms/versions') },
  { name: 'version', who: 'ada', at: inCommunity('/charter/norms/versions/1') },
  {
    name: 'charter-saved-meanwhile',
    who: 'ada',
    at: inCommunity('/charter/edit'),
    then: saveAfterAnother('domain', 'Leading a team in its first year.'),
  },
]
