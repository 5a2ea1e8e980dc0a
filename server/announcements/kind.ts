/** Announcements as entries. They have a section of their own, so they are not among the news. */
import { announcementAddress, announcementKind, announcementsAddress } from '#server/announcements/announcement.ts'
import { type AnnouncementInName, readAnnouncementsInName } from '#server/announcements/reads-in-name.ts'
import {
  type AnnouncementNeed,
  announcementNeedView,
  listAnnouncementNeeds,
} from '#server/announcements/reads-needs.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { html } from '#server/platform/html/html.ts'
import { listRow } from '#server/platform/html/list.ts'
import { badge } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeTag } from '#server/platform/html/time.ts'

export const announcementEntries: EntryKind = {
  kind: announcementKind,
  name: (t) => t('Announcement'),
  plural: (t) => t('Announcements'),
  address: announcementAddress,
  about: (t) => ({ inList: t('About an announcement'), above: t('About an announcement') }),
  inboxPath: 'announcements',
  begunForGroup: {
    address: (slug) => `${announcementsAddress(slug)}/new`,
    label: (t) => t('New announcement'),
    permission: 'announce',
    for: 'cohorts',
  },
  needs: {
    view: announcementNeedView,
    list: listAnnouncementNeeds,
    row(one: AnnouncementNeed, screen) {
      return listRow({
        before: kindIcon('mail'),
        href: announcementAddress(one.communitySlug, one),
        title: one.title,
        about: html`${one.communityName} · ${timeTag(one.publishedAt, screen)}`,
        after: badge(screen.t('Please confirm'), 'live'),
      })
    },
    count: (t, n) => t('{n, plural, one {# announcement} other {# announcements}} to confirm', { n }),
  },
  inNameOf: {
    details: readAnnouncementsInName,
    lines: ({ text }: AnnouncementInName) => text.split(/\n+/).filter((line) => line.trim() !== ''),
    terms: ({ members: n }: AnnouncementInName & { members: number }, t) =>
      t('It goes by mail to {n, plural, one {# member} other {# members}}, and stands on the site.', { n }),
    asking: (t, { name, asker, community, title }) => ({
      question: t('{name}, may {asker} publish this announcement in your name?', { name, asker }),
      wish: t('{name} would like to publish this announcement in your name in {community}:', {
        name: asker,
        community,
      }),
      subject: t('May this be published in your name? {title}', { title }),
      above: t('{name} would like to publish this announcement in your name', { name: asker }),
      terms: t(
        'It would be published in {community} and mailed to its members, with your name as the one who announces it. You would see what {name} sees, and could withdraw it.',
        { community, name: asker },
      ),
      why: t(
        'You get this because you are featured in {community}, and {name} would like to publish this announcement in your name.',
        {
          community,
          name: asker,
        },
      ),
    }),
    words: (t, name) => ({
      this_one: t('One announcement of {name}', { name }),
      until_withdrawn: t('All announcements of {name}', { name }),
    }),
  },
}
