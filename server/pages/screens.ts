/** Screens of working pages. */
import { firstIn, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { saveAfterAnother } from '#tests/screens/steps.ts'

export const screens: readonly Screen[] = [
  { name: 'pages', who: 'ben', at: inCommunity('/pages') },
  { name: 'pages-empty', who: 'ada', at: inDraft('/pages') },
  { name: 'page', who: 'ben', at: firstIn('/pages') },
  { name: 'page-new', who: 'ben', at: inCommunity('/pages/new?template=case') },
  { name: 'page-edit', who: 'ada', at: firstIn('/pages', '/edit') },
  { name: 'page-of-thread', who: 'ben', at: firstIn('/discussions', '/quoting/page') },
  { name: 'page-versions', who: 'ben', at: firstIn('/pages', '/versions') },
  { name: 'page-version', who: 'ben', at: firstIn('/pages', '/versions/3') },
  {
    name: 'page-saved-meanwhile',
    who: 'ada',
    at: firstIn('/pages', '/edit'),
    then: saveAfterAnother('source', '## Step by step\n\n1. Listen.\n2. Ask what gets in their way.'),
  },
]
