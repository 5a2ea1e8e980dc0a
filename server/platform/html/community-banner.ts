/** The head of every page of a community: its name, what it is for, and the way around in it. */

import { bannerPattern } from '#server/platform/html/banner-pattern.ts'
import { attr, type Html, html, link, type Piece } from '#server/platform/html/html.ts'
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
  readonly can: { readonly settings: boolean; readonly members: boolean; readonly moderate: boolean }
}

/** Large on the community's home, where the name is the page's heading; slim on its other tabs, whose pages have their own. */
export function communityBanner(screen: Screen, options: BannerOptions): Html {
  const { community, tab, counts = {}, meta, status, can } = options
  const { t } = screen
  const root = `/c/${community.slug}`
  const tabs = screen.declared.tabs.filter(({ onlyWith }) => !onlyWith || can[onlyWith])
  const home = tab === 'home'
  const picture = home && community.banner
  return html`<section aria-label="${community.name}" class="banner ${home ? 'tall' : 'slim'} ${picture ? 'pictured' : ''}">${
    picture ? html`<img class="picture" src="${link(picture)}" alt="">` : bannerPattern(community.slug)
  }<div class="wide">
<div class="name">${home ? html`<h1 dir="auto">${community.name}</h1>` : html`<p class="title"><a dir="auto" href="${root}">${community.name}</a></p>`}${status}</div>
${home ? html`<p class="purpose" dir="auto">${community.purpose}</p>${meta ? html`<p class="meta">${meta}</p>` : null}` : null}
<nav class="tabs" aria-label="${t('In this community')}">${tabs.map(({ key, path, label }) => {
    const count = counts[key]
    return html`<a href="${root}${path}" ${attr('aria-current', key === tab ? 'page' : null)}>${label(t)}${count ? html` <span class="count">${numberText(count, t.locale)}</span>` : null}</a>`
  })}</nav>
</div></section>`
}
