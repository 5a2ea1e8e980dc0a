/**
 * Keeping the featured strip: its order, and until when each stays.
 */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { arrangeList } from '#server/platform/html/arrange-list.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { breadcrumbs, emptyState, fold, pageTitle } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { coverOf } from '#server/toolkit/covers.ts'
import { mostFeatured, type ResourceItem, resourceAddress, toolkitAddress } from '#server/toolkit/resource.ts'

export interface FeaturedShown {
  readonly community: CommunityHead
  readonly featured: readonly ResourceItem[]
}

/** `/c/:community/toolkit/featured` */
export function featuredResourcesPage({ community, featured }: FeaturedShown, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Featured strip'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}
${pageTitle({
  title: t('Featured strip'),
  lead: t('{n} of {most} places used. Shown on the community’s page.', {
    n: featured.length,
    most: mostFeatured,
  }),
})}
${
  featured.length === 0
    ? emptyState({
        title: t('Nothing is featured'),
        says: t('Open a resource and choose “Feature it” under More.'),
        act: html`<a class="button" href="${root}">${t('To the Toolkit')}</a>`,
      })
    : arrangeList(screen, {
        action: `${root}/featured`,
        look: 'strip-kept',
        items: featured.map((item, i) => ({
          key: item.id,
          inside: placed(item, { at: i, of: featured.length }, community, screen),
        })),
      })
}`,
  })
}

function placed(item: ResourceItem, place: { at: number; of: number }, community: CommunityHead, screen: Screen): Html {
  const { t } = screen
  const { title } = item
  const here = resourceAddress(community.slug, item)
  const until = item.featured?.until ?? null
  const move = (to: number, label: string, longLabel: string) =>
    actButton(screen, {
      action: `${here}/feature`,
      fields: { place: to, ...(until ? { until: until.toISOString() } : {}) },
      label,
      longLabel,
      look: 'quiet',
    })
  return html`<div class="tile">${coverOf(item, item.thumbnail)}<a class="who" href="${here}">${title}</a></div>${actButton(
    screen,
    {
      action: `${here}/unfeature`,
      label: '×',
      longLabel: t('Take out “{title}”', { title }),
      look: 'quiet',
    },
  )}<div class="acts">${place.at > 0 ? move(place.at, t('Earlier'), t('“{title}” one place earlier', { title })) : null}${
    place.at < place.of - 1 ? move(place.at + 2, t('Later'), t('“{title}” one place later', { title })) : null
  }</div>${endOf(item, place.at, here, screen)}`
}

/** Until when it stays, behind a fold that says so: most stay until somebody takes them out. */
function endOf({ title, featured }: ResourceItem, at: number, here: string, screen: Screen): Html {
  const { t } = screen
  const until = featured?.until ?? null
  const says = until ? sentence(t('until {day}', holes('day')), { day: timeTag(until, screen, 'moment') }) : t('No end')
  const inside = form(
    screen,
    { action: `${here}/feature`, submit: t('Save'), shape: 'line', label: t('Until when “{title}” stays', { title }) },
    [hidden('place', at + 1), textField({ name: 'until', label: t('Until'), type: 'datetime-local' })],
  )
  return fold(html`${says}<span class="unseen"> ${title}</span>`, inside)
}

export interface ReplaceShown extends FeaturedShown {
  readonly resource: { readonly id: string; readonly title: string }
}

/** `/c/:community/toolkit/:resource/feature`: where six are in front already, which of them goes. */
export function replacePage({ community, resource, featured }: ReplaceShown, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  const action = `${resourceAddress(community.slug, resource)}/feature`
  const isFull = featured.length >= mostFeatured && !featured.some(({ id }) => id === resource.id)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Feature it'),
    main: html`${breadcrumbs(screen, [
      { label: t('Toolkit'), href: root },
      { label: resource.title, href: resourceAddress(community.slug, resource) },
    ])}
${
  isFull
    ? html`${pageTitle({
        title: t('Which one does it replace?'),
        lead: t(
          'The strip holds {most}. “{title}” takes the place you choose; what stood there stays in the Toolkit.',
          {
            most: mostFeatured,
            title: resource.title,
          },
        ),
      })}
${leadingStyles()}<ul class="strip-kept">${featured.map(
        (item) =>
          html`<li><div class="tile">${coverOf(item, item.thumbnail)}<span class="who">${item.title}</span></div>${actButton(
            screen,
            {
              action,
              fields: { replace: item.id },
              label: t('Replace this'),
              longLabel: t('Replace “{title}”', { title: item.title }),
            },
          )}</li>`,
      )}</ul>
<p><a class="quiet" href="${root}/featured">${t('Order the featured strip')}</a></p>`
    : html`${pageTitle({ title: resource.title })}${actButton(screen, { action, label: t('Feature it'), look: 'primary' })}`
}`,
  })
}
