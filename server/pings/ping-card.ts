/**
 * The Ping as a card: the question large, its answers button, bar and number at once. The same card stands on the
 * community's page, in the list and on the Ping's own page, so that an answer changes it in place on each.
 */

import { audienceBadge } from '#server/entries/room.ts'
import type { PlaceAmongOpen } from '#server/pings/open-pings.ts'
import { inTurnAddress, isUnsent } from '#server/pings/ping.ts'
import type { Results } from '#server/pings/results.ts'
import { fewInAll, fewSoFar, turnoutLine } from '#server/pings/sentences.ts'
import type { PingView } from '#server/pings/views.ts'
import { type BarFigures, type BarRow, barTable, voteForm } from '#server/platform/html/bar.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { badge } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { type Timed, timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The `data-live` names of a card's moving parts. */
export const barsLive = (pingId: string) => `ping-${shortId(pingId)}`
export const footLive = (pingId: string) => `ping-${shortId(pingId)}-turnout`
export const whenLive = (pingId: string) => `ping-${shortId(pingId)}-when`
export const untilLive = (pingId: string) => `ping-${shortId(pingId)}-until`

/**
 * A Ping as a card, live and answered in place. With `several` it is one of them on the community's page: an answer leads
 * back there, where the card says which is next.
 */
export function pingCard(ping: PingView, screen: Screen, several?: PlaceAmongOpen): Html {
  const { t } = screen
  const id = `ping-${shortId(ping.id)}`
  const isOpen = ping.state === 'open'
  const lang = ping.language === t.locale ? null : ping.language
  const bars = barsOf(ping.id, ping).map((figures, i): BarRow => {
    const option = ping.options[i] as PingView['options'][number]
    const isMine = ping.mine === option.id
    return { ...figures, label: option.label, lang, mine: isMine, value: ping.can.answer ? option.id : null }
  })
  const said = { t, actor: screen.actor }
  return html`<article class="card ping ${ping.state}" id="${id}" aria-labelledby="${id}-q" data-live-topic="${ping.live.topic}" data-live-version="${ping.live.version}">
<header>${badge(several?.place ? t('Ping {n, number} of {all, number}', several.place) : t('Ping'), isOpen ? 'live' : 'plain')} ${audienceBadge(ping.readers, screen)} ${askedBy(ping, screen)} <span class="when" data-live="${whenLive(ping.id)}">${whenPart(said, ping, (at, style) => timeTag(at, said, style))}</span></header>
<h2 class="question" dir="auto" id="${id}-q" ${attr('lang', lang)}><a href="${ping.address}">${ping.question}</a></h2>
${unanswered(ping, screen)}${voteForm(screen, { action: `${ping.address}/vote`, reading: `/inbox/pings/${ping.id}/readings`, live: barsLive(ping.id), label: t('Answers'), bars, inside: several && html`<input type="hidden" name="from" value="community">` })}
${ping.shows === 'nothing' ? null : barTable(screen, t('Result: {question}', { question: ping.question }), bars, barsLive(ping.id))}
<footer><span><span data-live="${footLive(ping.id)}">${turnout(said, ping)}</span><span class="own" data-mine>${ownLine(ping, screen)}</span></span>${reasons(ping, screen)}</footer>
${several?.next ? nextInTurn(ping, several.next, screen) : null}</article>`
}

function askedBy(ping: PingView, { t }: Screen): Html | null {
  const { askedBy: asker, sentBy } = ping
  if (!asker) return null
  const name = html`<b>${asker.name}</b>`
  const line = asker.title
    ? sentence(t('asked by {who}, {title}', holes('who', 'title')), { who: name, title: asker.title })
    : sentence(t('asked by {who}', holes('who')), { who: name })
  return html`<span>${line}${sentBy ? html` · ${t('sent by {name}', { name: sentBy.name })}` : null}</span>`
}

/** The link to the next Ping that waits: it leads on after an answer, and skips this Ping before. */
function nextInTurn(ping: PingView, next: PingView, { t }: Screen): Html {
  const lang = next.language === t.locale ? null : next.language
  const question = html`<span dir="auto" ${attr('lang', lang)}>${next.question}</span>`
  const look = ping.mine === null ? null : 'go'
  return html`<footer><a ${attr('class', look)} href="${inTurnAddress(next.community.slug, next.id)}">${sentence(t('Next: {question}', holes('question')), { question })}</a></footer>`
}

/** The line about time on a card. `sayTime` makes its `<time>`: a push knows no reader's zone, so it writes none. */
export function whenPart(
  { t, actor }: Timed & Pick<Screen, 't'>,
  ping: Pick<PingView, 'state' | 'closesAt' | 'closedAt'>,
  sayTime: (at: Date, style: 'ago' | 'left') => Html,
): Html {
  const when = ping.closedAt ?? ping.closesAt
  if (ping.state === 'withdrawn') return html`<span class="over">${t('withdrawn')}</span>`
  if (!when) return html``
  if (ping.state === 'closed') {
    return html`<span class="over">${sentence(t('closed {when}', holes('when')), { when: sayTime(when, 'ago') })}</span>`
  }
  if (when <= actor.now) return html`${t('closing')}`
  return sentence(t('closes in {time}', holes('time')), { time: sayTime(when, 'left') })
}

/** The exact end, while it is open. */
export function untilPart(
  { t, actor }: Timed & Pick<Screen, 't'>,
  { state, closesAt }: Pick<PingView, 'state' | 'closesAt'>,
  sayTime: (at: Date, style: 'zoned') => Html,
): Html {
  if (state !== 'open' || !closesAt || closesAt <= actor.now) return html``
  return sentence(t('Open until {time}.', holes('time')), { time: sayTime(closesAt, 'zoned') })
}

/** The bars' figures, named for pushes. */
export function barsOf(_pingId: string, results: Pick<Results, 'options' | 'shows'>): BarFigures[] {
  return results.options.map(({ id, votes, share, percent }) => ({
    id: shortId(id),
    votes,
    share,
    percent,
    shows: results.shows === 'percent' ? 'percent' : 'votes',
  }))
}

/** How many answered, or the sentence in place of bars. All readers of one viewer class see the same text. */
export function turnout(
  { t }: Pick<Screen, 't'>,
  ping: Pick<PingView, 'shows' | 'answered' | 'couldAnswer' | 'joinedLater' | 'threshold' | 'state'>,
): Html {
  if (ping.state === 'withdrawn') return html`${t('Its answers were deleted.')}`
  if (ping.shows === 'nothing') return html`${t('The bars show once you have answered.')}`
  if (ping.shows === 'number') return html`${ping.state === 'closed' ? fewInAll(t, ping) : fewSoFar(t, ping)}`
  return html`${turnoutLine(t, ping)}`
}

/** For leaders and the sender, who see bars at once: it says that their own answer is missing, and how to give it. */
function unanswered(ping: PingView, { t }: Screen): Html | null {
  if (ping.state !== 'open' || !ping.can.answer || ping.mine !== null || ping.shows === 'nothing') return null
  return html`<p class="hint" data-mine>${t('You have not answered yet: choose one.')}</p>`
}

function ownLine(ping: PingView, { t }: Screen): Piece {
  if (ping.state !== 'open' || !ping.can.answer || ping.mine === null) return null
  // A few answers fill a sentence, more of them a line.
  return ping.shows === 'number'
    ? html` ${t('You can change yours until it closes.')}`
    : html` · ${t('you can change yours until it closes')}`
}

function reasons(ping: PingView, { t }: Screen): Html | null {
  if (isUnsent(ping)) return null
  const href = `${ping.address}#discussion`
  if (ping.reasons > 0)
    return html`<a class="go" href="${href}">${t('{n, plural, one {# says why} other {# say why}}', { n: ping.reasons })}</a>`
  return ping.mine !== null && ping.can.answer ? html`<a class="go" href="${href}">${t('Say why')}</a>` : null
}
