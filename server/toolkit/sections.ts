/** The Toolkit on its community's page: what is featured, and its topics. */
import { z } from 'zod'
import { communitySection } from '#server/communities/room.ts'
import { html } from '#server/platform/html/html.ts'
import { count, emptyState, notice, section } from '#server/platform/html/parts.ts'
import { featuredStrip, topicTiles } from '#server/toolkit/list-parts.ts'
import { readToolkitCounts } from '#server/toolkit/reads-counts.ts'
import { resourceItemView } from '#server/toolkit/resource.ts'
import { featuredResources } from '#server/toolkit/views.ts'
import { topicCountView } from '#server/topics/room.ts'

export const featuredSection = communitySection({
  key: 'featured',
  place: 30,
  name: (t) => t('Featured'),
  fields: { featured: z.array(resourceItemView) },
  read: async (look, actor, community) => ({ featured: await featuredResources(look, actor, community) }),
  show({ community, featured, resources }, screen) {
    const { t } = screen
    if (featured.length === 0) {
      if (!community.can.editToolkit || resources === 0) return null
      return notice(t('Nothing is featured. Open a resource and choose “Feature it” to show it here.'))
    }
    return section({ id: 'featured', title: t('Featured'), inside: featuredStrip(featured, screen, community.slug) })
  },
})

export const toolkitSection = communitySection({
  key: 'toolkit',
  place: 40,
  name: (t) => t('Toolkit'),
  fields: { topics: z.array(topicCountView), resources: z.number().int() },
  async read(look, actor, community) {
    const { topics, total } = await readToolkitCounts(look, actor, community)
    return { topics, resources: total }
  },
  show({ community, topics, resources, isFounding }, screen) {
    const { t } = screen
    const root = `/c/${community.slug}/toolkit`
    if (resources === 0) {
      if (!community.can.editToolkit || isFounding) return null
      return section({
        id: 'toolkit',
        title: t('Toolkit'),
        inside: emptyState({
          title: t('The Toolkit is empty'),
          says: t('Add one thing people can use on Monday: a link, a file, or a few lines of your own.'),
          act: html`<a class="button" href="${root}/new">${t('Add the first')}</a>`,
        }),
      })
    }
    return section({
      id: 'toolkit',
      title: t('Toolkit'),
      more: html`<a href="${root}">${t('all {n}', { n: count(screen, resources) })}</a>${
        community.can.editToolkit ? html` · <a href="${root}/topics">${t('Manage topics')}</a>` : null
      }`,
      inside: topics.some((one) => one.count > 0)
        ? topicTiles(topics, screen, community.slug)
        : html`<p class="soft">${t('{n, plural, one {One resource, not filed under a topic yet.} other {# resources, not filed under topics yet.}}', { n: resources })}</p>`,
    })
  },
})
