/**
 * What all pages of the settings have in common: their heading and their tabs.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import { communityPage } from '#server/communities/frame.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice, pageTitle, tabs } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

export type SettingsTab = 'settings' | 'page' | 'joining' | 'people' | 'welcome' | 'conversation' | 'audit'

/** One page of the settings. In the archive all it says is that nothing changes. */
export function settingsPage(
  screen: Screen,
  community: CommunityHead,
  tab: SettingsTab,
  main: Piece,
  { wide }: { readonly wide?: true } = {},
): Html {
  const { t } = screen
  const root = `/c/${community.slug}/settings`
  const items: [SettingsTab, string, string][] = [
    ['settings', root, t('Community')],
    ['page', `${root}/page`, t('Page layout')],
    ['joining', `${root}/joining`, t('Joining')],
    ['welcome', `${root}/welcome`, t('Welcome')],
    ['conversation', `${root}/conversation`, t('Conversation')],
    ['people', `${root}/people`, t('Featured people')],
    ['audit', `${root}/audit`, t('Audit')],
  ]
  const title = items.find(([key]) => key === tab)?.[2] ?? ''
  return communityPage(screen, community, {
    tab: 'settings',
    title: `${title} · ${t('Settings')}`,
    ...(wide && { wide }),
    main: html`${pageTitle({ title: t('Settings') })}
${tabs(
  t('Settings'),
  items.map(([key, href, label]) => ({ href, label, current: key === tab })),
)}
${community.status === 'archived' ? notice(t('This community is archived. You can read it, but nothing can be changed.')) : null}
${main}`,
  })
}
