/** The head of every page of a community: its name, what it is for, and the way around in it. */

import type { Tab } from '#server/platform/declared.ts'
import { bannerPattern } from '#server/platform/html/banner-pattern.ts'
import { attr, type Html, html, link, type Piece } from '#server/platform/html/html.ts'
import { menu } from '#server/platform/html/menu.ts'
import { numberText } from '#server/platform/html/number.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface BannerOptions {
  readonly community: {
    readonly slug: string
    readonly name: string
    readonly purpose: string
    /** The address of a picture, or null for the drawn one. */
    readonly banner: string | null
  }
  /** The key of the current tab, `home` for the first; `null` on a page outside the tabs (the charter). */
  readonly tab: string | null
  /** The count beside a tab. */
  readonly counts?: Readonly<Record<string, number>>
  /** Facts under the purpose: "214 members · 4 cohorts". Only on the home tab. */
  readonly meta?: Piece
  /** "Draft", "Archived": beside the name. */
  readonly status?: Piece
  /** The reader's permissions, for tabs that are not for everybody. */
  readonly can: {
    readonly settings: boolean
    readonly members: boolean
    readonly moderate: boolean
    readonly plan: boolean
  }
}

/** Large on the community's home, where the name is the page's heading; slim on its other tabs, whose pages have their own. */
export function communityBanner(screen: Screen, options: BannerOptions): Html {
  const { community, tab, counts = {}, meta, status, can } = options
  const { t } = screen
  const root = `/c/${community.slug}`
  const mine = screen.declared.tabs.filter(({ onlyWith }) => !onlyWith || can[onlyWith])
  const forLeaders = mine.filter(({ onlyWith }) => onlyWith)
  // A menu of one line would only hide it.
  const leading = forLeaders.length > 1 ? forLeaders : []
  const tabs = mine.filter((one) => !leading.includes(one))
  const home = tab === 'home'
  const picture = home && community.banner
  return html`<section aria-label="${community.name}" class="banner ${home ? 'tall' : 'slim'} ${picture ? 'pictured' : ''}">${
    picture ? html`<img class="picture" src="${link(picture)}" alt="">` : bannerPattern(community.slug)
  }<div class="wide">
<div class="name">${home ? html`<h1 dir="auto">${community.name}</h1>` : html`<p class="title"><a dir="auto" href="${root}">${community.name}</a></p>`}${status}</div>
${home ? html`<p class="purpose" dir="auto">${community.purpose}</p>${meta ? html`<p class="meta">${meta}</p>` : null}` : null}
<div class="ways"><nav class="tabs" aria-label="${t('In this community')}">${tabs.map(
    ({ key, path, label }) =>
      html`<a href="${root}${path}" ${attr('aria-current', key === tab ? 'page' : null)}>${label(t)}${countOf(counts[key], screen)}</a>`,
  )}</nav>${leading.length > 0 ? leadersMenu(leading, options, screen) : null}</div>
</div></section>`
}

/** What is not for everybody, in a menu at the end of the tabs; on one of its pages it says which. */
function leadersMenu(tabs: readonly Tab[], { community, tab, counts = {} }: BannerOptions, screen: Screen): Html {
  const { t } = screen
  const here = tabs.find(({ key }) => key === tab)
  const waiting = tabs.reduce((sum, { key }) => sum + (counts[key] ?? 0), 0)
  const label = here ? html`<b>${here.label(t)}</b>` : html`${t('Manage')}${countOf(waiting, screen)}`
  return menu({
    label: here ? html`<span class="unseen">${t('Manage')}: </span>${label}` : label,
    items: tabs.map(
      ({ key, path, label: words }) =>
        html`<a class="item" href="/c/${community.slug}${path}" ${attr('aria-current', key === tab ? 'page' : null)}><span>${words(t)}${countOf(counts[key], screen)}</span></a>`,
    ),
    kind: 'end',
  })
}

function countOf(n: number | undefined, { t }: Screen): Html | null {
  return n ? html` <span class="count">${numberText(n, t.locale)}</span>` : null
}
