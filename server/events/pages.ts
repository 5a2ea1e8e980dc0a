/** The pages of events: a community's list and month, one's own, and one event. */

import type { CommunityHead } from '#server/communities/room.ts'
import { communityPage } from '#server/communities/room.ts'
import { discussionSection, type ThreadView } from '#server/discussions/room.ts'
import { audienceBadge, hiddenLine, reportItem } from '#server/entries/room.ts'
import { attendancePart } from '#server/events/attendance/attendance-part.ts'
import type { AttendanceView } from '#server/events/attendance/views.ts'
import { eventsAddress } from '#server/events/event.ts'
import {
  answerForm,
  countsText,
  eventRow,
  joined,
  langOf,
  mineBadge,
  repeatText,
  spanText,
  spanThere,
} from '#server/events/event-parts.ts'
import type { EventsPageView, MyEventsView } from '#server/events/list-views.ts'
import { notesSection } from '#server/events/notes/pages.ts'
import type { Beside } from '#server/events/notes/views.ts'
import { ownProposals, proposalsWait } from '#server/events/proposals/events-part.ts'
import type { EventItem, EventView } from '#server/events/views.ts'
import { monthOf } from '#server/platform/calendar/month.ts'
import { faces } from '#server/platform/html/face.ts'
import { textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { listRows, personRow } from '#server/platform/html/list.ts'
import { hourOn, monthTable } from '#server/platform/html/month-table.ts'
import {
  badge,
  breadcrumbs,
  chips,
  emptyState,
  facts,
  fold,
  notice,
  pageTitle,
  prose,
  section,
} from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/events` */
export function eventsPage(view: EventsPageView, screen: Screen): Html {
  const { t, actor } = screen
  const { community, items, month, show } = view
  const root = eventsAddress(community.slug)
  const thisMonth = monthOf(actor.now, actor.zone)
  return communityPage(screen, community, {
    tab: 'events',
    title: t('Events'),
    wide: true,
    main: html`${rareStyles()}${pageTitle({
      title: t('Events'),
      lead: t('When people here meet, on your own clock.'),
      acts: view.canPlan
        ? html`<a class="button primary" href="${root}/new">${t('Plan an event')}</a>`
        : view.canPropose
          ? html`<a class="button" href="${root}/propose">${t('Propose an event')}</a>`
          : null,
    })}
${proposalsWait(view.proposals, community.slug, screen)}
${chips(screen, t('Which dates'), [
  { href: root, label: t('To come'), current: !month && show === 'next' },
  { href: `${root}?month=${month ?? thisMonth}`, label: t('Month'), current: month !== null },
  { href: `${root}?show=past`, label: t('Past'), current: !month && show === 'past' },
])}
${month ? monthPart(items, month, root, screen) : items.length > 0 ? listRows(items.map((item) => eventRow(item, screen, { isNext: show === 'next' }))) : nothingHere(view, screen, root)}
<p class="hint"><a href="/events">${t('My events in all communities')}</a>${ownProposals(view.proposals, community.slug, screen)}</p>`,
  })
}

function monthPart(items: readonly EventItem[], month: string, root: string, screen: Screen): Html {
  const { t } = screen
  const link = (item: EventItem, day: string) =>
    html`<a href="${item.address}" dir="auto"><small>${hourOn(item.startsAt, day, screen)}</small> ${item.isCancelled ? html`<s>${item.title}</s> <span class="unseen">${t('Cancelled')}</span>` : item.title}</a>`
  return monthTable(
    {
      month,
      items,
      address: (other) => `${root}?month=${other}`,
      item: link,
      nothing: t('Nothing takes place in this month.'),
    },
    screen,
  )
}

function nothingHere({ show, canPlan }: EventsPageView, { t }: Screen, root: string): Html {
  if (show === 'past') return emptyState({ title: t('Nothing has taken place yet') })
  return canPlan
    ? emptyState({
        title: t('Bring people together'),
        says: t(
          'Plan a call or a meeting, once or every week. Members say whether they come, and find it in their calendars.',
        ),
        act: html`<a class="button primary" href="${root}/new">${t('Plan the first one')}</a>`,
      })
    : emptyState({ title: t('No event is planned'), says: t('When one is, you find it here.') })
}

/** `/events` */
export function myEventsPage({ mine, open }: MyEventsView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('My events'),
    width: 'wide',
    main: html`${pageTitle({ title: t('My events'), lead: t('In all your communities, on your own clock.'), acts: html`<a class="button" href="/events/calendar">${t('Into my calendar')}</a>` })}
${
  mine.length > 0
    ? listRows(mine.map((item) => eventRow(item, screen, { isAway: true, isNext: true })))
    : emptyState({
        title: t('Nothing in your calendar yet'),
        says: t('Events to which you say yes or maybe show up here.'),
      })
}
${
  open.length > 0
    ? section({
        id: 'open',
        title: t('Are you coming?'),
        inside: html`<ul class="rows">${open.map((item) => html`<li class="flow">${listRows([eventRow(item, screen, { isAway: true, isNext: true })])}${answerForm(item, screen, 'mine')}</li>`)}</ul>`,
      })
    : null
}`,
  })
}

export interface EventPageView {
  readonly community: CommunityHead
  readonly event: EventView
  readonly beside: Beside
  readonly attendance: AttendanceView
  readonly discussion: ThreadView | null
}

/** `/c/:community/events/:event` */
export function eventPage({ community, event, beside, attendance, discussion }: EventPageView, screen: Screen): Html {
  const { t } = screen
  const root = eventsAddress(community.slug)
  const next = nextOf(event, screen)
  return communityPage(screen, community, {
    tab: 'events',
    title: event.title,
    main: html`${breadcrumbs(screen, [{ label: t('Events'), href: root }])}${hiddenLine(event.hidden, community, screen)}${cancelledNotice(event, t)}
${pageTitle({
  title: html`<span dir="auto" ${langOf(event.language, t)}>${event.title}</span>`,
  kicker: audienceBadge(event.readers, screen),
  acts: html`<a class="button" href="${event.address}/calendar" data-turbo="false">${t('Add to my calendar')}</a>${event.can.change ? html`<a class="button" href="${event.address}/edit">${t('Edit')}</a>` : null}`,
})}
${next ? whenFacts(event, beside, next, screen) : null}
${event.can.answer ? html`<div class="flow">${answerForm(event, screen)}${afterAnswer(event, screen)}</div>` : mineBadge(event.mine, t, isOver(event, screen))}
${event.html ? prose(event.html, 'reading') : null}
${otherDates(event, screen)}
${event.hidden ? null : notesSection(event, beside, screen)}
<visit-beacon address="/inbox/events/${event.id}/readings"></visit-beacon>
${discussion ? discussionSection(discussion, screen, { invitation: t('Say something') }) : null}`,
    aside: html`${whoComes(event, screen)}${attendancePart(event, attendance, screen)}${event.can.change ? cancelPart(event, screen) : null}${event.hidden ? null : reportItem(screen, community.slug, event.id, 'quiet')}`,
  })
}

/** The next date that takes place; else the last one. */
function nextOf({ dates }: EventView, { actor }: Screen) {
  return dates.find(({ endsAt, isCancelled }) => endsAt > actor.now && !isCancelled) ?? dates.at(-1)
}

function cancelledNotice({ cancelled }: EventView, t: Screen['t']): Piece {
  if (!cancelled) return null
  return notice(
    t('{name} cancelled this event: {why}', { name: cancelled.by ?? t('Somebody'), why: cancelled.why }),
    'warn',
  )
}

function whenFacts(event: EventView, { agenda }: Beside, next: EventView['dates'][number], screen: Screen): Html {
  const { t } = screen
  const there = spanThere({ ...next, zone: event.zone }, screen)
  const often = repeatText(event, t)
  return facts([
    [
      t('When'),
      html`<time datetime="${next.startsAt.toISOString()}">${spanText(next, screen)}</time>${next.isMoved ? html` ${badge(t('Moved'))}` : null}${there ? html`<br><small>${there}</small>` : null}${often ? html`<br><small>${often}</small>` : null}`,
    ],
    ...(event.place ? [[t('Where'), html`<span dir="auto">${event.place}</span>`] as const] : []),
    ...(event.hasCall ? [[t('Call'), callPart(event, t)] as const] : []),
    ...(agenda ? [[t('Agenda'), html`<a href="${agenda.address}">${agenda.title}</a>`] as const] : []),
    ...(event.hosts.length > 0
      ? [
          [
            t('Hosts'),
            joined(
              event.hosts.map((one) => html`<a href="/people/${addressPart(one.name, one.personId)}">${one.name}</a>`),
            ),
          ] as const,
        ]
      : []),
  ])
}

function callPart({ call, mine }: EventView, t: Screen['t']): Piece {
  if (call) return html`<a href="${call}" rel="noopener noreferrer">${call}</a>`
  return mine?.waits
    ? t('You see its address once you have a place.')
    : t('You see its address once you say yes or maybe.')
}

function afterAnswer(event: EventView, { t }: Screen): Piece {
  const { mine, capacity, counts } = event
  if (mine?.waits)
    return html`<p class="hint">${t('All places are taken. You wait for one, and get a notice when it is yours.')}</p>`
  if (mine === null && capacity !== null && counts.yes >= capacity)
    return html`<p class="hint">${t('All places are taken. With a yes you wait for one.')}</p>`
  return null
}

function otherDates(event: EventView, screen: Screen): Piece {
  const { t, actor } = screen
  if (event.repeats === null) return null
  const toCome = event.dates.filter(({ endsAt }) => endsAt > actor.now)
  if (toCome.length < 2) return null
  return section({
    id: 'dates',
    title: t('Dates to come'),
    inside: listRows(
      toCome.map((one) => ({
        href: null,
        title: one.isCancelled ? html`<s>${spanText(one, screen)}</s>` : spanText(one, screen),
        after: one.isCancelled
          ? badge(t('Cancelled'), 'warn')
          : html`${one.isMoved ? badge(t('Moved')) : null} ${event.can.change ? html`<a href="${event.address}/dates/${shortId(one.id)}" aria-label="${t('Change the date {when}', { when: spanText(one, screen) })}">${t('Change')}</a>` : null}`,
      })),
    ),
  })
}

/** The element in which the count moves on open pages. */
export const countsLive = (eventId: string) => `event-${shortId(eventId)}`

function isOver({ dates }: EventView, { actor }: Screen): boolean {
  return dates.every(({ endsAt }) => endsAt <= actor.now)
}

function whoComes(event: EventView, screen: Screen): Html {
  const { t } = screen
  const list = (title: string, people: EventView['coming']) =>
    people.length > 0 ? fold(title, listRows(people.map((one) => personRow(one)))) : null
  return section({
    id: 'coming',
    kind: 'side',
    title: isOver(event, screen) ? t('Who said yes') : t('Who’s coming'),
    inside: html`<p data-live-topic="event/${event.id}" data-live-version="${event.counts.yes}-${event.counts.maybe}-${event.counts.waiting}"><span data-live="${countsLive(event.id)}">${countsText(event, t, isOver(event, screen))}</span></p>${
      event.coming.length > 0 ? faces(event.coming) : null
    }${list(t('Maybe'), event.maybe)}${list(t('Waiting for a place'), event.waiting)}`,
  })
}

function cancelPart(event: EventView, screen: Screen): Html {
  const { t } = screen
  const action = `${event.address}/cancellation`
  return fold(
    t('Cancel this event'),
    form(screen, { action, submit: event.repeats ? t('Cancel all dates') : t('Cancel it'), danger: true }, [
      textField({
        name: 'why',
        label: t('Why'),
        required: true,
        max: 500,
        hint: t('Everybody who was to come reads it.'),
      }),
    ]),
    { isOpen: screen.returned?.action === action },
  )
}
