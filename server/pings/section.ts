/** Pings on their community's page. */
import { z } from 'zod'
import { communitySection } from '#server/communities/room.ts'
import { draftRows } from '#server/pings/drafts/draft-rows.ts'
import { draftItemView, listDrafts } from '#server/pings/list-views.ts'
import { newPingsHere } from '#server/pings/new-pings.ts'
import { openPingsFrom } from '#server/pings/open-pings.ts'
import { outcomeSection } from '#server/pings/outcome/outcome-part.ts'
import { pingCard } from '#server/pings/ping-card.ts'
import { lastClosed, openPings, type PingView, pingView } from '#server/pings/views.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRow } from '#server/platform/html/list.ts'
import { badge, emptyState, section } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeText } from '#server/platform/html/time.ts'
import { idFrom } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/**
 * Shows one open Ping whole and the others as rows; those that wait for the reader come one after the other. Where none is
 * open it shows the last result. Where there never was one, a member who may send Pings reads what a Ping is.
 */
export const pingsSection = communitySection({
  key: 'ping',
  place: 10,
  name: (t) => t('Pings'),
  fields: {
    pings: z.array(pingView),
    lastPing: pingView.nullable(),
    /** The reader's own Pings that wait to be sent; in a draft community the founding steps replace them. */
    drafts: z.array(draftItemView),
  },
  async read(look, actor, community) {
    const [pings, drafts] = await Promise.all([
      openPings(look, actor, community),
      community.status === 'active' ? listDrafts(look, actor, community) : [],
    ])
    return { pings, drafts, lastPing: pings.length > 0 ? null : await lastClosed(look, actor, community) }
  },
  above: ({ community, pings }) => newPingsHere(community.id, pings),
  show({ community, pings, lastPing, drafts, isFounding }, screen) {
    const { t } = screen
    const open = openPingsFrom(pings, idFrom(screen.query.ping ?? ''))
    const others = open?.others ?? []
    const shown = open?.shown ?? lastPing
    const root = `/c/${community.slug}/pings`
    const fresh = community.can.sendPing ? html`<a class="button" href="${root}/new">${t('New Ping')}</a>` : null
    const unsent =
      drafts.length > 0 ? section({ id: 'unsent', title: t('Your drafts'), inside: draftRows(drafts, screen) }) : null
    if (shown || unsent) {
      return html`<div class="pings-here">${shown ? pingCard(shown, screen, pings.length > 1 && open ? open : undefined) : null}${open?.shown || !lastPing ? null : outcomeSection(lastPing, screen)}${others.length > 0 ? html`<ul class="rows" aria-label="${t('Also open')}">${others.map((ping) => alsoOpen(ping, screen))}</ul>` : null}${unsent}${
        fresh ? html`<p class="in-place">${fresh}</p>` : null
      }</div>`
    }
    // The steps of a draft already say what a Ping is.
    if (!fresh || isFounding) return null
    return emptyState({
      title: t('Ask everybody one question'),
      says: t(
        'A Ping goes to every member by mail, is answered with one click, and its bars move here while answers come in.',
      ),
      act: fresh,
    })
  },
})

function alsoOpen(ping: PingView, screen: Screen): Html {
  const { t } = screen
  const waits = ping.can.answer && ping.mine === null
  return listRow({
    before: kindIcon('ping'),
    href: ping.address,
    title: ping.question,
    about: ping.closesAt ? t('closes in {time}', { time: timeText(ping.closesAt, screen, 'left') }) : null,
    after: waits ? badge(t('Needs your answer'), 'live') : null,
  })
}
