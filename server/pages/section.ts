/** The latest working pages on their community's page. */
import { z } from 'zod'
import { communitySection } from '#server/communities/room.ts'
import { type PageItem, pageItemView, pageKind, pagesAddress } from '#server/pages/page.ts'
import { pageRow } from '#server/pages/pages.ts'
import { html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'

/** How many of them stand there. */
export const pagesInSight = 4

/** Those that do not stand among the news already; for whoever leads, what they are for while there are none. */
export const pagesSection = communitySection({
  key: 'pages',
  place: 60,
  name: (t) => t('Working pages'),
  fields: { pages: z.array(pageItemView) },
  async read(_look, _actor, _community, latest) {
    const { entries, news } = await latest
    const others = (entries.get(pageKind) ?? []).filter(({ id }) => !news.has(id))
    return { pages: others.slice(0, pagesInSight).map(({ view }) => view as PageItem) }
  },
  show({ community, pages, news, isFounding }, screen) {
    const { t } = screen
    const root = pagesAddress(community.slug)
    const isAmongNews = news.some(({ kind }) => kind === pageKind)
    if (pages.length === 0 && (isAmongNews || isFounding || !community.can.settings)) return null
    return section({
      id: 'pages',
      title: t('Working pages'),
      more: html`<a href="${root}">${t('all pages')}</a>`,
      inside:
        pages.length > 0
          ? html`<ul class="rows">${pages.map((page) => pageRow(page, screen))}</ul>`
          : html`<p class="soft">${t('Texts your members write together stand here once somebody starts one.')}</p>`,
    })
  },
})
