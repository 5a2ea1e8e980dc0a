/** Screens of those who run the site. In the demo, Ada owns it. */
import { here, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [
  { name: 'site', who: 'ada', at: here('/site') },
  { name: 'site-settings', who: 'ada', at: here('/site/settings') },
  { name: 'site-people', who: 'ada', at: here('/site/people') },
  { name: 'site-profile-fields', who: 'ada', at: here('/site/profile-fields') },
  { name: 'site-communities', who: 'ada', at: here('/site/communities') },
  { name: 'site-roles', who: 'ada', at: here('/site/roles') },
  { name: 'site-answers-by-mail', who: 'ada', at: here('/site/answers-by-mail') },
  { name: 'site-retention', who: 'ada', at: here('/site/retention') },
  { name: 'site-audit', who: 'ada', at: here('/site/audit') },
]
