/**
 * The page of the site's communities.
 */
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { badge, count } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { SiteCommunities, SiteCommunity } from '#server/site/communities/communities.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import { isNarrowed, searchedList } from '#server/site/searched-list.ts'

const root = '/site/communities'

/** `/site/communities`. */
export function siteCommunitiesPage(view: SiteCommunities, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'communities',
    title: t('Communities'),
    width: 'wide',
    acts: may(screen.actor, 'found_communities', null)
      ? html`<a class="button" href="/c/new">${t('New community')}</a>`
      : null,
    main: searchedList(screen, {
      root,
      label: t('Communities'),
      search: { label: t('Search communities'), placeholder: t('Name or purpose') },
      show: {
        label: t('Status'),
        options: [
          ['', t('All')],
          ...(['active', 'draft', 'archived', 'deleted'] as const).map(
            (one) => [one, statusInWords(one, screen)] as const,
          ),
        ],
      },
      orders: [
        ['name', t('By name')],
        ['people', t('Most people first')],
        ['active', t('Last activity first')],
        ['newest', t('Newest first')],
      ],
      columns: [
        { label: t('Name'), order: 'name' },
        { label: t('Status') },
        { label: t('Leaders') },
        { label: t('People'), order: 'people', isAmount: true },
        { label: t('Last activity'), order: 'active' },
        { label: t('Created'), order: 'newest' },
      ],
      rows: view.items.map((one) => row(one, screen)),
      nothing: isNarrowed(screen)
        ? { title: t('No community matches'), act: html`<a class="button" href="${root}">${t('Show all')}</a>` }
        : { title: t('No community yet') },
      next: view.next,
    }),
  })
}

function row(one: SiteCommunity, screen: Screen): Piece[] {
  const { t } = screen
  return [
    html`<a href="${one.status === 'deleted' ? `${root}/deleted/${shortId(one.id)}` : `/c/${one.slug}`}">${one.name}</a>`,
    badge(statusInWords(one.status, screen), one.status === 'deleted' ? 'warn' : 'plain'),
    one.leaders.length > 0 ? one.leaders.join(', ') : badge(t('nobody'), 'warn'),
    count(screen, one.people),
    one.activeAt ? timeTag(one.activeAt, screen, 'ago') : null,
    timeTag(one.createdAt, screen, 'day'),
  ]
}

function statusInWords(status: SiteCommunity['status'], { t }: Screen): string {
  return { draft: t('Draft'), active: t('Active'), archived: t('Archived'), deleted: t('Deleted') }[status]
}
