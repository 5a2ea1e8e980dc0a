/** The page of one's calendar addresses. */
import type { FeedView } from '#server/events/feed.ts'
import { copyable } from '#server/platform/html/copyable.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { breadcrumbs, pageTitle, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/events/calendar` */
export function feedsPage({ feeds }: { readonly feeds: readonly FeedView[] }, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Events in your calendar'),
    main: html`${breadcrumbs(screen, [{ label: t('My events'), href: '/events' }])}${pageTitle({
      title: t('Events in your calendar'),
      lead: t(
        'Give your calendar program one of these addresses. It then shows your events, and follows their changes.',
      ),
    })}
${feeds.map((feed, i) => feedPart(feed, i, screen))}
<p class="hint">${t('Whoever has such an address reads your events, so keep it to yourself. Google reads it only a few times a day.')}</p>`,
  })
}

function feedPart({ communityId, community, address }: FeedView, i: number, screen: Screen): Html {
  const { t } = screen
  const title = community ?? t('All my communities')
  const fields: Record<string, string> = communityId ? { community: communityId } : {}
  return section({
    id: `feed-${i}`,
    title,
    inside: address
      ? html`${copyable(address, t('Copy the address for {name}', { name: title }), screen)}${actButton(screen, { action: '/events/calendar', fields, label: t('Replace it by a new one'), look: 'quiet', longLabel: t('Replace the address for {name} by a new one', { name: title }) })}`
      : actButton(screen, {
          action: '/events/calendar',
          fields,
          label: t('Make an address'),
          longLabel: t('Make an address for {name}', { name: title }),
        }),
  })
}
