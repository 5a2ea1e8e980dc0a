/** The page of what waits for moderation on the whole site. */
import { caseAnchor, queueAddress } from '#server/moderation/case.ts'
import type { SiteQueue } from '#server/moderation/site-views.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { badge, emptyState } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/room.ts'

/** `/site/moderation` */
export function siteQueuePage({ items }: SiteQueue, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'moderation',
    title: t('Moderation'),
    lead: t(
      'What waits in communities for over three days, and reports about those who lead or moderate. You decide it in the queue of its community.',
    ),
    main:
      items.length > 0
        ? listRows(
            items.map((one) => ({
              href: one.isEdit
                ? queueAddress(one.community.slug)
                : `${queueAddress(one.community.slug)}#${caseAnchor(one.id)}`,
              title: html`<span dir="auto">${one.title}</span>`,
              about: html`<span dir="auto">${one.community.name}</span> · ${one.author ?? t('Former member')} · ${one.isEdit ? t('Change of a post') : t('{n, plural, =0 {held} one {# report} other {# reports}}', { n: one.reports })} · ${timeTag(one.openedAt, screen)}`,
              after: one.isAboutLeading ? badge(t('about somebody who leads or moderates'), 'warn') : null,
            })),
          )
        : emptyState({ title: t('Nothing waits'), says: t('The communities keep up with what is reported there.') }),
  })
}
