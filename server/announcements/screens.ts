/** Screens of announcements. */
import { firstIn, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [
  { name: 'announcements', who: 'ben', at: inCommunity('/announcements') },
  { name: 'announcements-empty', who: 'ada', at: inDraft('/announcements') },
  { name: 'announcement', who: 'ben', at: firstIn('/announcements') },
  { name: 'announcement-leader', who: 'ada', at: firstIn('/announcements') },
  { name: 'announcement-readers', who: 'ada', at: firstIn('/announcements', '/readers') },
  { name: 'announcement-new', who: 'ada', at: inCommunity('/announcements/new') },
]
