/**
 * The pages of Pings: a community's list, and one on its own with its discussion.
 */

import { communityPage } from '#server/communities/room.ts'
import { discussionSection } from '#server/discussions/room.ts'
import { hiddenLine, reportItem } from '#server/entries/room.ts'
import { askAgainPart, comparedPart } from '#server/pings/compared-part.ts'
import { draftRows } from '#server/pings/drafts/draft-rows.ts'
import { draftPage } from '#server/pings/drafts/preview-page.ts'
import type { PingsPageView } from '#server/pings/list-views.ts'
import { newPingsHere } from '#server/pings/new-pings.ts'
import { outcomeForm, outcomeSection } from '#server/pings/outcome/outcome-part.ts'
import type { PingPageView } from '#server/pings/page-views.ts'
import { pingsAddress, sayWhyHere } from '#server/pings/ping.ts'
import { pingCard, untilLive, untilPart } from '#server/pings/ping-card.ts'
import { mayReadFigures } from '#server/pings/policy.ts'
import { senderTools } from '#server/pings/sender-tools.ts'
import { turnoutLine } from '#server/pings/sentences.ts'
import { howPingsWork, otherPings } from '#server/pings/sidebar.ts'
import type { PingView } from '#server/pings/views.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { percentText } from '#server/platform/html/number.ts'
import { breadcrumbs, chips, emptyState, notice, pager, pageTitle, section } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/pings` */
export function pingsPage(view: PingsPageView, screen: Screen): Html {
  const { t } = screen
  const { community, open, archive } = view
  const root = pingsAddress(community.slug)
  const maySend = community.can.sendPing
  return communityPage(screen, community, {
    tab: 'pings',
    title: t('Pings'),
    main: html`${pageTitle({
      title: t('Pings'),
      lead: t('One question, mailed to everybody, answered with one click.'),
      acts: maySend ? html`<a class="button primary" href="${root}/new">${t('New Ping')}</a>` : null,
    })}
${view.filter === 'all' ? newPingsHere(community.id, open) : null}${needsMine(view, screen, root)}
${view.isFirstPage ? drafts(view, screen) : null}
${view.isFirstPage && open.length > 0 ? html`<div class="pings-here">${open.map((ping) => pingCard(ping, screen))}</div>` : null}
${archive.length > 0 ? section({ id: 'archive', title: t('Earlier Pings'), inside: archiveRows(archive, screen) }) : null}
${nothingHere(view, screen, root)}
${pager(screen, { next: view.next && `${root}?before=${view.next}`, first: view.isFirstPage ? null : root, nextLabel: t('Earlier Pings') })}`,
    aside: html`${howPingsWork(screen)}${filesPart(view, screen)}`,
  })
}

/** For leaders: what was answered as files. */
function filesPart({ community, isFirstPage, archive }: PingsPageView, screen: Screen): Html | null {
  const { t } = screen
  if (!mayReadFigures(screen.actor, community.id).ok || !isFirstPage || archive.length === 0) return null
  const root = pingsAddress(community.slug)
  return section({
    id: 'files',
    kind: 'side',
    title: t('As files'),
    inside: html`<p>${t('What was answered, and how many took part, over time. Never who chose what.')}</p><p><a href="${root}/answers.csv" download>${t('Answers (CSV)')}</a> · <a href="${root}/turnout.csv" download>${t('Turnout (CSV)')}</a></p>`,
  })
}

function needsMine({ waiting, filter, open }: PingsPageView, screen: Screen, root: string): Piece {
  const { t } = screen
  // With one open Ping, or none that waits, there is nothing to filter.
  if (filter === 'all' && (waiting === 0 || open.length < 2)) return null
  return chips(screen, t('Which Pings'), [
    { href: root, label: t('All'), current: filter === 'all' },
    { href: `${root}?needs=me`, label: t('Needs my answer'), count: waiting, current: filter === 'mine' },
  ])
}

function drafts({ drafts: list }: PingsPageView, screen: Screen): Piece {
  const { t } = screen
  if (list.length === 0) return null
  return section({
    id: 'drafts',
    title: t('Your drafts'),
    inside: draftRows(list, screen),
  })
}

function archiveRows(list: readonly PingView[], screen: Screen): Html {
  return listRows(
    list.map((ping) => ({
      before: kindIcon('ping'),
      href: ping.address,
      title: ping.question,
      about: outcome(ping, screen),
      after: ping.closesAt ? timeTag(ping.closedAt ?? ping.closesAt, screen) : null,
    })),
  )
}

/** "41% I don’t find the words · 87 of 214 answered" */
function outcome(ping: PingView, { t }: Screen): Piece {
  if (ping.state === 'withdrawn') return t('withdrawn')
  if (ping.shows === 'number')
    return t('{n, plural, =0 {Nobody answered} one {# person answered} other {# people answered}}', {
      n: ping.answered ?? 0,
    })
  const first = [...ping.options].sort((one, other) => (other.votes ?? 0) - (one.votes ?? 0))[0]
  const figure = ping.shows === 'percent' ? percentText((first?.percent ?? 0) / 100, t.locale) : `${first?.votes ?? 0}`
  return html`<b>${figure}</b> ${first?.label} · ${turnoutLine(t, ping)}`
}

function nothingHere(
  { community, open, archive, drafts: own, filter, isFirstPage }: PingsPageView,
  { t }: Screen,
  root: string,
): Piece {
  if (filter === 'mine' && open.length === 0) {
    return emptyState({
      title: t('Nothing waits for your answer'),
      act: html`<a class="button" href="${root}">${t('All Pings')}</a>`,
    })
  }
  if (!isFirstPage || open.length > 0 || archive.length > 0 || own.length > 0) return null
  return community.can.sendPing
    ? emptyState({
        title: t('Ask everybody one question'),
        says: t(
          'A Ping goes to every member by mail, is answered with one click, and its bars move here while answers come in.',
        ),
        act: html`<a class="button primary" href="${root}/new">${t('Write the first one')}</a>`,
      })
    : emptyState({ title: t('No Ping yet'), says: t('When one is sent, you get it by mail and find it here.') })
}

/** `/c/:community/pings/:ping` */
export function pingPage(view: PingPageView, screen: Screen): Html {
  if (view.draft) return draftPage({ ...view, draft: view.draft }, screen)
  const { t } = screen
  const { community, ping, discussion } = view
  const root = pingsAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'pings',
    title: ping.question,
    main: html`<h1 class="unseen">${t('Ping')}</h1>${breadcrumbs(screen, [{ label: t('Pings'), href: root }])}
${hiddenLine(view.hidden, community, screen)}${withdrawnNotice(view, screen)}
<div class="pings-here">${pingCard(ping, screen)}
${ping.state === 'open' ? html`<p class="ping-until" data-live="${untilLive(ping.id)}">${untilPart({ t, actor: screen.actor }, ping, (at, style) => timeTag(at, screen, style))}</p>` : null}
${changes(view, screen)}
${screen.demo === 'open' && ping.state === 'open' ? html`<p class="ping-until">${t('In the demo, people answer a new Ping by themselves within a minute.')}</p>` : null}</div>
${outcomeSection(ping, screen)}${outcomeForm(ping, screen)}${voteChanges(view, screen)}${comparedPart(view, screen)}
<visit-beacon address="/inbox/pings/${ping.id}/readings"></visit-beacon>
${
  discussion
    ? discussionSection(discussion, screen, {
        invitation: ping.mine !== null ? t('Say why') : t('Say something'),
        identityNote: t('Your name is shown here. Your answer isn’t, unless you tell.'),
        isBegun: screen.address.endsWith(`?${sayWhyHere}`),
      })
    : null
}`,
    aside: html`${senderTools(view, screen)}${askAgainPart(view, screen)}${otherPings(view.others, screen)}${howPingsWork(screen)}${ping.can.withdraw || view.hidden ? null : reportItem(screen, community.slug, ping.id, 'quiet')}`,
  })
}

function withdrawnNotice({ ping, changes: list }: PingPageView, { t }: Screen): Piece {
  const withdrawn = list.find(({ kind }) => kind === 'withdrawn')
  if (!withdrawn) return null
  const by = withdrawn.by ?? t('Somebody')
  return notice(
    t('{name} withdrew this Ping: {why}', { name: by, why: withdrawn.why }),
    'warn',
    ping.successor ? html`<a class="button" href="${ping.successor.address}">${t('Answer the new one')}</a>` : null,
  )
}

function changes({ changes: list }: PingPageView, screen: Screen): Piece {
  const { t } = screen
  const shown = list.filter(({ kind }) => kind !== 'withdrawn')
  if (shown.length === 0) return null
  return html`<ul class="ping-changes">${shown.map(({ kind, by, why, at, closesAt }) => {
    const name = by ?? t('Somebody')
    const time = timeText(closesAt ?? at, screen, 'moment')
    return html`<li>${kind === 'extended' ? t('{name} extended it until {time}: {why}', { name, time, why }) : t('{name} closed it early, {time}: {why}', { name, time, why })}</li>`
  })}</ul>`
}

function voteChanges({ flow: list, ping }: PingPageView, { t }: Screen): Piece {
  if (list.length === 0) return null
  const label = (id: string) => ping.options.find((option) => option.id === id)?.label ?? ''
  return section({
    id: 'flow',
    title: t('Changed answers'),
    inside: html`<ul class="ping-changes">${list.map(
      ({ from, to, people }) =>
        html`<li>${t('{n, plural, one {# person} other {# people}} went from “{from}” to “{to}”', { n: people, from: label(from), to: label(to) })}</li>`,
    )}</ul>`,
  })
}
