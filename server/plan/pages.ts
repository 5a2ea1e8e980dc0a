/** The plan of a community: a month, or the list of the coming weeks. */
import { communityPage } from '#server/communities/room.ts'
import { dayOf, daysLater, type Planned, planAddress } from '#server/plan/plan.ts'
import { beginLinks, planCell, planRow } from '#server/plan/plan-parts.ts'
import type { PlanView } from '#server/plan/views.ts'
import { monthOf } from '#server/platform/calendar/month.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { dayName, monthTable } from '#server/platform/html/month-table.ts'
import { chips, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/plan` */
export function planPage(view: PlanView, screen: Screen): Html {
  const { t, actor } = screen
  const { community, month, items, day } = view
  const root = planAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'plan',
    title: t('Plan'),
    wide: true,
    main: html`${rareStyles()}${pageTitle({
      title: t('Plan'),
      lead: t('What goes out and what takes place here. Only those who plan see this page.'),
      acts: beginLinks(view, null, screen),
    })}
${chips(screen, t('How the plan is shown'), [
  { href: `${root}?month=${month ?? monthOf(actor.now, actor.zone)}`, label: t('Month'), current: month !== null },
  { href: `${root}?show=list`, label: t('Next eight weeks'), current: month === null },
])}
${day ? notice(html`<span id="begin">${t('What is to happen on {day}?', { day: dayName(day, t.locale) })}</span>`, 'plain', beginLinks(view, day, screen)) : null}
${items.length === 0 ? nothingYet(screen) : null}
${month ? monthPart(view, month, screen) : weeksPart(view, screen)}
${partWith(
  items.filter(({ at }) => at === null),
  { id: 'without-day', title: t('Without a day yet') },
  view,
  screen,
)}`,
  })
}

function nothingYet({ t }: Screen): Html {
  return emptyState({
    title: t('Nothing is planned'),
    says: t('A good rhythm is one piece of news a week, one Ping, and a meeting now and then. Choose a day and begin.'),
  })
}

function monthPart(view: PlanView, month: string, screen: Screen): Html {
  const { t, actor } = screen
  const root = planAddress(view.community.slug)
  const today = dayOf(actor.now, actor.zone)
  const items = view.items
    .filter((one): one is Planned & { at: Date } => one.at !== null)
    .map((one) => ({ ...one, startsAt: one.at, endsAt: (one.isOpen ? null : one.until) ?? one.at }))
  const day = '{day}'
  const sentences = {
    leading: t('To {day}? Enter moves it there, Escape leaves it where it was.', { day }),
    moved: t('It is planned for {day} now.', { day }),
    failed: t('It could not be moved just now. Try again later.'),
  }
  return html`<div data-take="plan" data-leading="${sentences.leading}" data-moved="${sentences.moved}" data-failed="${sentences.failed}">${monthTable(
    {
      month,
      items,
      address: (other) => `${root}?month=${other}`,
      item: (one, day) => planCell(one, day, view, screen),
      day: (day) => (day < today ? null : beginOn(`${root}?month=${month}&day=${day}`, day, screen)),
      nothing: t('Nothing is planned in this month.'),
    },
    screen,
  )}<p role="status"></p><p class="hint" hidden>${t('Drag something to another day. Or press the arrow keys on its “Move”, then Enter.')}</p></div>`
}

/** The quiet link that begins something on a day. */
function beginOn(href: string, day: string, { t }: Screen): Html {
  return html`<a class="begin" href="${href}#begin" aria-label="${t('Plan something on {day}', { day: dayName(day, t.locale) })}">+</a>`
}

function weeksPart(view: PlanView, screen: Screen): Html {
  const { t, actor } = screen
  const { items, weeks } = view
  const open = items.filter(({ isOpen }) => isOpen)
  return html`${partWith(open, { id: 'open', title: t('Open now') }, view, screen)}${weeks.map((monday) => {
    const sunday = daysLater(monday, 6)
    const here = items.filter(({ at }) => at && monday <= dayOf(at, actor.zone) && dayOf(at, actor.zone) <= sunday)
    const title = t('{from} to {to}', { from: dayName(monday, t.locale), to: dayName(sunday, t.locale) })
    const none = here.length === 0 ? gap(view, monday, screen) : undefined
    return partWith(
      here.filter(({ isOpen }) => !isOpen),
      { id: `week-${monday}`, title, none },
      view,
      screen,
    )
  })}`
}

/** A week in which nothing is planned, with the way to fill it. */
function gap({ community }: PlanView, monday: string, { t, actor }: Screen): Html {
  const today = dayOf(actor.now, actor.zone)
  const day = monday < today ? today : monday
  return html`<p class="soft">${t('Nothing yet.')} <a href="${planAddress(community.slug)}?show=list&day=${day}#begin">${t('Plan something')}</a></p>`
}

/** Some of the things under a heading of their own; nothing where there are none and nothing is said instead. */
function partWith(
  items: readonly Planned[],
  { id, title, none }: { readonly id: string; readonly title: string; readonly none?: Html },
  view: PlanView,
  screen: Screen,
): Piece {
  if (items.length === 0 && !none) return null
  return section({
    id,
    title,
    inside: items.length > 0 ? listRows(items.map((one) => planRow(one, view, screen))) : none,
  })
}
