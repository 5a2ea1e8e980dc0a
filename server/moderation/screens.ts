/** Screens of moderation. */
import { here, inCommunity, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [
  { name: 'moderation', who: 'ada', at: inCommunity('/moderation') },
  { name: 'moderation-log', who: 'ada', at: inCommunity('/moderation/log') },
  { name: 'site-moderation', who: 'ada', at: here('/site/moderation') },
]
