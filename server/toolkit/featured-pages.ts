/**
 * Keeping the featured strip: its order, and until when each stays.
 */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { cover } from '#server/platform/html/cover.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { breadcrumbs, emptyState, pageTitle } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { mostFeatured, type ResourceItem, resourceAddress, toolkitAddress } from '#server/toolkit/resource.ts'
import { coverOf, hueOfItem, kindName } from '#server/toolkit/words.ts'

export interface FeaturedShown {
  readonly community: CommunityHead
  readonly featured: readonly ResourceItem[]
}

/** `/c/:community/toolkit/featured` */
export function featuredPage({ community, featured }: FeaturedShown, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Featured strip'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}
${pageTitle({
  title: t('Featured strip'),
  lead: t('{n} of {most} places taken. It stands on the community’s page; on a phone one swipes through it.', {
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
    : html`<ol class="strip-kept">${featured.map((item, i) => html`<li>${placed(item, { at: i, of: featured.length }, community, screen)}</li>`)}</ol>`
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
  return html`${cover({ kind: coverOf(item.kind), title, hue: hueOfItem(item), picture: item.thumbnail })}<div class="said-of"><a class="who" href="${here}">${title}</a><p class="soft">${kindName(t, item.kind)}${
    until ? html` · ${sentence(t('until {day}', holes('day')), { day: timeTag(until, screen, 'moment') })}` : null
  }</p><div class="acts">${place.at > 0 ? move(place.at, t('Earlier'), t('“{title}” one place earlier', { title })) : null}${
    place.at < place.of - 1 ? move(place.at + 2, t('Later'), t('“{title}” one place later', { title })) : null
  }${actButton(screen, { action: `${here}/unfeature`, label: t('Take out'), longLabel: t('Take out “{title}”', { title }), look: 'quiet' })}</div>${endOf(item, place.at, here, screen)}</div>`
}

/** Until when it stays, behind a fold: most stay until somebody takes them out. */
function endOf({ title }: ResourceItem, at: number, here: string, screen: Screen): Html {
  const { t } = screen
  const inside = form(
    screen,
    { action: `${here}/feature`, submit: t('Save'), shape: 'line', label: t('Until when “{title}” stays', { title }) },
    [hidden('place', at + 1), textField({ name: 'until', label: t('Until'), type: 'datetime-local' })],
  )
  return html`<details class="more"><summary>${icon('chevron', 18)}${t('Until when')}<span class="unseen"> ${title}</span></summary><div class="inside">${inside}</div></details>`
}
