/**
 * `announcement/<id>`: an open page gets new words of it, and how many have confirmed. `announcements/<community>`: one that comes
 * out while a page of its community is open shows there at once, as a line that leads to it.
 */
import { announcementAddress, announcementsChannel } from '#server/announcements/announcement.ts'
import { confirmedLive, confirmedWords } from '#server/announcements/announcement-parts.ts'
import { textLive } from '#server/announcements/pages.ts'
import {
  type NewAnnouncement,
  readLive,
  readPublishedSince,
  readViewerClasses,
} from '#server/announcements/reads-live.ts'
import { type AnnouncementItem, liveVersion } from '#server/announcements/views.ts'
import { attr, escapeHtml, type Html, html } from '#server/platform/html/html.ts'
import { notice, prose } from '#server/platform/html/parts.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { isUuid } from '#server/platform/ids.ts'
import type { LiveChange, LiveChannel } from '#server/platform/live/channel.ts'
import { may } from '#server/platform/permissions.ts'

export const announcementLive: LiveChannel = {
  kind: 'announcement',
  viewerClassesOf: readViewerClasses,
  async changes(look, id, _viewerClass, locale, since) {
    const one = await readLive(look, id)
    if (!one) return { version: 'gone', changes: [{ target: textLive(id), mode: 'replace', html: '' }] }
    const version = liveVersion(one)
    if (version === since) return { version, changes: [] }
    const t = translator(locale)
    const isOut = one.state === 'published'
    const wasSaid = since?.split('.').slice(0, 2).join('.') === `${one.state}.${one.version}`
    const changes: LiveChange[] = []
    if (!wasSaid)
      changes.push({
        target: textLive(id),
        mode: 'replace',
        html: (isOut ? prose(one.html, 'reading') : notice(t('This announcement was withdrawn.'))).toString(),
        announce: isOut ? t('This announcement was updated.') : t('This announcement was withdrawn.'),
      })
    if (one.confirmed)
      changes.push({ target: confirmedLive(id), mode: 'replace', html: escapeHtml(confirmedWords(one.confirmed, t)) })
    return { version, changes }
  },
}

const target = 'new-announcements'

/** Where new ones appear on a page that shows these. */
export function newAnnouncementsHere(
  communityId: string,
  shown: readonly Pick<AnnouncementItem, 'publishedAt'>[],
): Html {
  const version = Math.max(0, ...shown.map(({ publishedAt }) => publishedAt?.getTime() ?? 0))
  return html`<div class="ping-until" data-live="${target}" data-live-topic="${announcementsChannel(communityId)}" data-live-version="${version}"></div>`
}

export const newAnnouncementsLive: LiveChannel = {
  kind: 'announcements',
  async viewerClassesOf(_look, actor, ids) {
    return new Map(ids.filter((id) => isUuid(id) && may(actor, 'read', id)).map((id) => [id, 'members']))
  },
  async changes(look, communityId, _viewerClass, locale, since) {
    const found = await readPublishedSince(look, communityId, Number(since ?? 0) || 0)
    const version = found[0] ? String(found[0].publishedAt.getTime()) : (since ?? '0')
    if (found.length === 0) return { version, changes: [] }
    const t = translator(locale)
    const inside = html`${found.map((one) => line(one, t))}`.toString()
    return { version, changes: [{ target, mode: 'replace', html: inside, announce: t('A new announcement is here.') }] }
  },
}

function line(one: NewAnnouncement, t: Translate): Html {
  const lang = one.language === t.locale ? null : one.language
  return notice(
    html`${t('A new announcement is here.')} <b dir="auto" ${attr('lang', lang)}>${one.title}</b>`,
    'plain',
    html`<a class="button" href="${announcementAddress(one.slug, one)}">${t('Read it')}</a>`,
  )
}
