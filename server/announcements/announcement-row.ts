/** An announcement as a row: of the list, and of its community's page. */
import type { AnnouncementItem } from '#server/announcements/views.ts'
import { audienceBadge } from '#server/entries/room.ts'
import { face } from '#server/platform/html/face.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRow } from '#server/platform/html/list.ts'
import { badge } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** One row: from whom, how it begins, and what of it waits for the reader. */
export function announcementRow(one: AnnouncementItem, screen: Screen): Html {
  const { t } = screen
  const name = one.from?.name ?? t('Former member')
  const waits = one.can.confirm && one.asksConfirmation && !one.hasConfirmed
  return listRow({
    before: face({ name, photo: one.from?.photo ?? null }),
    href: one.address,
    title: one.title,
    about: html`${name}${one.changedAt ? html` · ${t('updated')} ${timeTag(one.changedAt, screen)}` : null}${one.isPinned ? html` · ${badge(t('Pinned'))}` : null}${one.readers ? html` · ${audienceBadge(one.readers, screen)}` : null}`,
    excerpt: one.excerpt,
    after: html`${waits ? badge(t('Please confirm'), 'live') : one.isNew ? badge(t('New'), 'live') : null} ${when(one, screen)}`,
    fresh: one.isNew,
  })
}

function when({ state, publishAt, publishedAt }: AnnouncementItem, screen: Screen): Html {
  const { t } = screen
  if (publishedAt) return timeTag(publishedAt, screen)
  return state === 'scheduled' && publishAt ? timeTag(publishAt, screen, 'moment') : badge(t('Draft'))
}
