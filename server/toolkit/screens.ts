/** Screens of the Toolkit. */
import { firstIn, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { preview, sendUnchecked } from '#tests/screens/steps.ts'

export const screens: readonly Screen[] = [
  { name: 'toolkit', who: 'ben', at: inCommunity('/toolkit') },
  { name: 'toolkit-empty', who: 'ada', at: inDraft('/toolkit') },
  { name: 'toolkit-leader', who: 'ada', at: inCommunity('/toolkit') },
  { name: 'suggest', who: 'ben', at: inCommunity('/toolkit/suggest') },
  { name: 'suggestions', who: 'ben', at: inCommunity('/toolkit/suggestions') },
  { name: 'resource-article', who: 'ben', at: firstIn('/toolkit?kind=article') },
  { name: 'resource-video', who: 'ben', at: firstIn('/toolkit?kind=video') },
  { name: 'resource-document', who: 'ben', at: firstIn('/toolkit?kind=document') },
  { name: 'resource-template', who: 'ada', at: firstIn('/toolkit?kind=template') },
  { name: 'resource-new', who: 'ada', at: inCommunity('/toolkit/new') },
  {
    name: 'page-put',
    who: 'ada',
    at: async (guide) => (await firstIn('/pages')(guide)).replace('/pages/', '/toolkit/pages/'),
  },
  { name: 'toolkit-import', who: 'ada', at: inCommunity('/toolkit/import') },
  { name: 'topics', who: 'ada', at: inCommunity('/toolkit/topics') },
  { name: 'featured', who: 'ada', at: inCommunity('/toolkit/featured') },
  {
    name: 'article-beside',
    who: 'ada',
    at: inCommunity('/toolkit/new?way=text'),
    async then(page) {
      await page.locator('input[name="title"]').fill('A walk instead of a meeting')
      await preview(page)
    },
  },
  { name: 'resource-refused', who: 'ada', at: inCommunity('/toolkit/new'), then: sendUnchecked },
]
