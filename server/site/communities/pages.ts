/**
 * The page of the site's communities.
 */
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { badge, count, emptyState, pager } from '#server/platform/html/parts.ts'
import { table } from '#server/platform/html/table.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { SiteCommunities, SiteCommunity } from '#server/site/communities/communities.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import { listAddress, sortChoice } from '#server/site/list-address.ts'

const root = '/site/communities'

/** `/site/communities`. */
export function siteCommunitiesPage(view: SiteCommunities, screen: Screen): Html {
  const { t, query } = screen
  const isAsking = Boolean(query.q || query.show)
  const address = (more: Readonly<Record<string, string>>) => listAddress(screen, root, more)
  const sorted = (key: string, label: string) => ({
    label,
    href: address({ sort: key }),
    isSorted: (query.sort || 'name') === key,
  })
  return siteRunningPage(screen, {
    part: 'communities',
    title: t('Communities'),
    width: 'wide',
    acts: may(screen.actor, 'found_communities', null)
      ? html`<a class="button" href="/c/new">${t('New community')}</a>`
      : null,
    main: html`${filter(screen)}
${
  view.items.length > 0
    ? table(
        {
          label: t('Communities'),
          columns: [
            sorted('name', t('Name')),
            { label: t('Status') },
            { label: t('Leaders') },
            { ...sorted('people', t('People')), isAmount: true },
            sorted('active', t('Last activity')),
            sorted('newest', t('Created')),
          ],
        },
        view.items.map((one) => row(one, screen)),
      )
    : emptyState({
        title: isAsking ? t('No community matches') : t('No community yet'),
        act: isAsking ? html`<a class="button" href="${root}">${t('Show all')}</a>` : null,
      })
}
${pager(screen, { next: view.next ? address({ after: view.next }) : null, first: query.after ? address({}) : null })}`,
  })
}

function row(one: SiteCommunity, screen: Screen): Piece[] {
  const { t } = screen
  return [
    html`<a href="/c/${one.slug}">${one.name}</a>`,
    badge(statusInWords(one.status, screen)),
    one.leaders.length > 0 ? one.leaders.join(', ') : badge(t('nobody'), 'warn'),
    count(screen, one.people),
    one.activeAt ? timeTag(one.activeAt, screen, 'ago') : null,
    timeTag(one.createdAt, screen, 'day'),
  ]
}

function statusInWords(status: SiteCommunity['status'], { t }: Screen): string {
  return status === 'draft' ? t('Draft') : status === 'active' ? t('Active') : t('Archived')
}

function filter(screen: Screen): Html {
  const { t, query } = screen
  const options = [
    ['', t('All')],
    ...(['active', 'draft', 'archived'] as const).map((one) => [one, statusInWords(one, screen)] as const),
  ] as const
  return html`<form class="people-filter" method="get" action="${root}" role="search">
<input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search communities')}" placeholder="${t('Name or purpose')}">
<span class="select"><select name="show" aria-label="${t('Status')}">${options.map(
    ([value, label]) =>
      html`<option value="${value}" ${attr('selected', (query.show ?? '') === value)}>${label}</option>`,
  )}</select>${icon('chevron', 18)}</span>${sortChoice(screen, [
    ['name', t('By name')],
    ['people', t('Most people first')],
    ['active', t('Last activity first')],
    ['newest', t('Newest first')],
  ])}<button class="plain">${t('Search')}</button>
</form>`
}
