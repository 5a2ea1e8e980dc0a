/**
 * `pings/<community>`: a Ping that is sent while a page of its community is open shows there at once, above what the member
 * reads or types, as a line that leads to it.
 */
import { newPingsChannel, pingAddress } from '#server/pings/ping.ts'
import { type NewPing, readSentSince } from '#server/pings/reads-live.ts'
import type { PingView } from '#server/pings/views.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { isUuid } from '#server/platform/ids.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'
import { may } from '#server/platform/permissions.ts'

const target = 'new-pings'

/** Where new Pings appear on a page that shows these open ones. */
export function newPingsHere(communityId: string, open: readonly Pick<PingView, 'sentAt'>[]): Html {
  const version = Math.max(0, ...open.map(({ sentAt }) => sentAt?.getTime() ?? 0))
  return html`<div class="ping-until" data-live="${target}" data-live-topic="${newPingsChannel(communityId)}" data-live-version="${version}"></div>`
}

export const newPingsLive: LiveChannel = {
  kind: 'pings',
  async viewerClassesOf(_look, actor, ids) {
    return new Map(ids.filter((id) => isUuid(id) && may(actor, 'read', id)).map((id) => [id, 'members']))
  },
  async changes(look, communityId, _viewerClass, locale, since) {
    const sent = await readSentSince(look, communityId, Number(since ?? 0) || 0)
    const version = sent[0] ? String(sent[0].sentAt.getTime()) : (since ?? '0')
    if (sent.length === 0) return { version, changes: [] }
    const t = translator(locale)
    const inside = html`${sent.map((ping) => line(ping, t))}`.toString()
    return { version, changes: [{ target, mode: 'replace', html: inside, announce: t('A new Ping is here.') }] }
  },
}

function line(ping: NewPing, t: Translate): Html {
  const address = pingAddress(ping.slug, ping)
  const lang = ping.language === t.locale ? null : ping.language
  return notice(
    html`${t('A new Ping is here.')} <b dir="auto" ${attr('lang', lang)}>${ping.question}</b>`,
    'plain',
    html`<a class="button" href="${address}">${t('Answer it')}</a>`,
  )
}
