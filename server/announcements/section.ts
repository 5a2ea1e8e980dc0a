/** Announcements on their community's page: what is pinned, then the newest. */
import { z } from 'zod'
import { announcementsAddress } from '#server/announcements/announcement.ts'
import { announcementRow } from '#server/announcements/announcement-row.ts'
import { newAnnouncementsHere } from '#server/announcements/live.ts'
import { readNewest } from '#server/announcements/reads-newest.ts'
import { announcementItemView } from '#server/announcements/views.ts'
import { communitySection } from '#server/communities/room.ts'
import { html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'

/** Nothing for members while there is none; those who announce read what announcements are for. */
export const announcementsSection = communitySection({
  key: 'announcements',
  place: 15,
  name: (t) => t('Announcements'),
  fields: { announcements: z.array(announcementItemView) },
  read: async (look, actor, community) => ({ announcements: await readNewest(look, actor, community) }),
  above: ({ community, announcements }) => newAnnouncementsHere(community.id, announcements),
  show({ community, announcements, isFounding }, screen) {
    const { t } = screen
    const root = announcementsAddress(community.slug)
    const write = community.can.announce && html`<a href="${root}/new">${t('New announcement')}</a>`
    if (announcements.length === 0 && (isFounding || !write)) return null
    return section({
      id: 'announcements',
      title: t('Announcements'),
      more: html`${announcements.length > 0 ? html`<a href="${root}">${t('all announcements')}</a>` : null}${announcements.length > 0 && write ? ' · ' : null}${write || null}`,
      inside:
        announcements.length > 0
          ? html`<ul class="rows">${announcements.map((one) => announcementRow(one, screen))}</ul>`
          : html`<p class="soft">${t('Tell everybody what they should know: it stands here, and goes to every member by mail.')}</p>`,
    })
  },
})
