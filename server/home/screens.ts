/** The two front pages. */
import { here, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { open } from '#tests/screens/steps.ts'

export const screens: readonly Screen[] = [
  { name: 'home-leader', who: 'ada', at: here('/') },
  { name: 'home-member', who: 'ben', at: here('/') },
  { name: 'community-leader', who: 'ada', at: inCommunity('') },
  { name: 'community-member', who: 'ben', at: inCommunity('') },
  { name: 'community-new-member', who: 'dov', at: inCommunity('') },
  { name: 'community-draft', who: 'ada', at: inDraft('') },
  { name: 'site-menu', who: 'ben', at: here('/'), then: open('.site-head .menu.me summary') },
]
