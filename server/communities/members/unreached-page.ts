/**
 * The page of members no mail reaches.
 */
import { communityPage } from '#server/communities/frame.ts'
import type { Unreached } from '#server/communities/members/unreached-views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { breadcrumbs, emptyState, pageTitle } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/unreached`. */
export function unreachedPage({ community, people }: Unreached, screen: Screen): Html {
  const { t } = screen
  const root = `/c/${community.slug}/members`
  const action = `${root}/unreached`
  return communityPage(screen, community, {
    tab: 'members',
    title: t('No mail reaches them'),
    main: html`${breadcrumbs(screen, [{ label: t('Members'), href: root }])}
${pageTitle({
  title: t('No mail reaches them'),
  lead:
    people.length > 0
      ? t(
          'Their mail server said that nobody has their address, so Pings, answers and invitations are not mailed to them. Ask them whether the address is right. As soon as a mail gets through, such as one for signing in, they are no longer here.',
        )
      : null,
  acts: people.length > 1 ? actButton(screen, { action, label: t('Mail all of them again') }) : null,
})}
${
  people.length > 0
    ? listRows(
        people.map(({ personId, name, since }) => ({
          href: `/people/${addressPart(name, personId)}`,
          title: name,
          about: html`${t('since')} ${timeTag(since, screen)}`,
          after: actButton(screen, {
            action,
            fields: { person: shortId(personId) },
            label: t('Mail again'),
            longLabel: t('Mail {name} again', { name }),
          }),
        })),
      )
    : emptyState({ title: t('Mail reaches everybody'), says: t('No mail server has said that an address is wrong.') })
}`,
  })
}
