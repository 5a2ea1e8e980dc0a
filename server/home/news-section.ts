/** Entries of every kind since the reader's last visit; where there are none, the section is left out. */
import { communitySection } from '#server/communities/room.ts'
import { html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'

export const newsSection = communitySection({
  key: 'news',
  place: 20,
  name: (t) => t('What’s new'),
  // The page itself reads what is new, as other sections leave it out.
  fields: {},
  async read() {
    return {}
  },
  show({ community, news }, screen) {
    const { t, declared } = screen
    if (news.length === 0) return null
    return section({
      id: 'new',
      title: t('New since your last visit'),
      inside: html`<ul class="rows">${news.map((one) => declared.kinds.get(one.kind)?.news?.row(one[one.kind], screen, community.slug))}</ul>`,
    })
  },
})
