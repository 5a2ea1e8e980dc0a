/** The latest discussions on their community's page. */
import { z } from 'zod'
import { communitySection } from '#server/communities/room.ts'
import { threadRow } from '#server/discussions/list-pages.ts'
import { type ThreadItemView, threadItemView } from '#server/discussions/list-views.ts'
import { discussionsAddress, threadKind } from '#server/discussions/thread.ts'
import { html } from '#server/platform/html/html.ts'
import { emptyState, section } from '#server/platform/html/parts.ts'

/** How many threads the section shows. */
export const discussionsInSight = 5

/** Threads that the news does not show already; where there are none yet, a member reads how to begin one. */
export const discussionsSection = communitySection({
  key: 'discussions',
  place: 50,
  name: (t) => t('Discussions'),
  fields: { discussions: z.array(threadItemView) },
  async read(_look, _actor, _community, latest) {
    const { entries, news } = await latest
    const others = (entries.get(threadKind) ?? []).filter(({ id }) => !news.has(id))
    return { discussions: others.slice(0, discussionsInSight).map(({ view }) => view as ThreadItemView) }
  },
  show({ community, discussions, news, isFounding }, screen) {
    const { t } = screen
    const root = discussionsAddress(community.slug)
    const all = t('all discussions')
    if (discussions.length > 0) {
      return section({
        id: 'discussions',
        title: t('Discussions'),
        more: html`<a href="${root}">${all}</a>`,
        inside: html`<ul class="rows">${discussions.map((thread) => threadRow(thread, screen))}</ul>`,
      })
    }
    if (news.some(({ kind }) => kind === threadKind)) return html`<p><a class="go" href="${root}">${all}</a></p>`
    if (!community.can.discuss || isFounding) return null
    return section({
      id: 'discussions',
      title: t('Discussions'),
      inside: emptyState({
        title: t('No discussions yet'),
        says: t('Ask what you would like to know, or tell what you tried this week.'),
        act: html`<a class="button" href="${root}/new">${t('Start a discussion')}</a>`,
      }),
    })
  },
})
