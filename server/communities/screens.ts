/** Screens of a community's members and settings. */
import { firstOf, type Guide, here, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { send } from '#tests/screens/steps.ts'

/** An invitation link that Ada makes. */
async function aLink({ community, json }: Guide): Promise<string> {
  const { links } = await json<{ links: { address: string }[] }>(`${community}/members/links`, {})
  return new URL(links[0]?.address ?? '').pathname
}

/** The agreement that Ada writes; nobody else is asked by it. */
async function anAgreement({ community, json }: Guide): Promise<string> {
  await json(`${community}/settings/agreement`, { source: 'What is told here stays here.' })
  return `${community}/agreement`
}

export const screens: readonly Screen[] = [
  { name: 'community-new', who: 'ada', at: here('/c/new') },
  { name: 'members', who: 'ben', at: inCommunity('/members') },
  { name: 'members-empty', who: 'ada', at: inDraft('/members') },
  { name: 'members-leader', who: 'ada', at: inCommunity('/members') },
  { name: 'members-add', who: 'ada', at: inCommunity('/members/add') },
  { name: 'communities-find', who: 'ben', at: here('/communities') },
  { name: 'joining', who: 'ben', at: ({ first }) => first('/communities', /^\/c\/[^/]+\/joining$/) },
  { name: 'requests', who: 'ada', at: inCommunity('/members/requests') },
  { name: 'requests-empty', who: 'ada', at: inDraft('/members/requests') },
  { name: 'links', who: 'ada', at: inCommunity('/members/links'), then: send },
  { name: 'join-link', who: 'visitor', at: aLink },
  { name: 'settings-joining', who: 'ada', at: inCommunity('/settings/joining') },
  { name: 'roles', who: 'ada', at: firstOf('/members', /^\/c\/[^/]+\/members\/[\w-]+\/roles$/) },
  { name: 'settings', who: 'ada', at: inCommunity('/settings') },
  { name: 'settings-page', who: 'ada', at: inCommunity('/settings/page') },
  { name: 'settings-people', who: 'ada', at: inCommunity('/settings/people') },
  { name: 'settings-conversation', who: 'ada', at: inCommunity('/settings/conversation') },
  { name: 'settings-agreement', who: 'ada', at: inCommunity('/settings/agreement') },
  { name: 'agreement', who: 'ada', at: anAgreement },
  { name: 'settings-audit', who: 'ada', at: inCommunity('/settings/audit') },
  { name: 'voices', who: 'ada', at: here('/voices') },
  {
    name: 'members-found',
    who: 'ada',
    at: inCommunity('/members/add'),
    async then(page) {
      await page.locator('main textarea').fill('Nina Holm <nina@example.org>, ben@example.org\nnobody at all')
      await page.locator('main form:has(textarea) button.primary').click()
      await page.waitForLoadState()
    },
  },
]
