/** Parts of the pages of the plan: one thing in a list and in a month, and the ways to begin another. */
import { dayOf, type Planned, planAddress } from '#server/plan/plan.ts'
import type { PlanView } from '#server/plan/views.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import type { PlanPart } from '#server/platform/declared.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import type { Row } from '#server/platform/html/list.ts'
import { hourOn } from '#server/platform/html/month-table.ts'
import { badge } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The part of something in the plan. */
export function partOf({ part }: Pick<Planned, 'part'>, { declared }: Screen): PlanPart {
  return declared.planParts.find(({ key }) => key === part) as PlanPart
}

/** One thing as a row. */
export function planRow(one: Planned, { community }: PlanView, screen: Screen): Row {
  const { t } = screen
  const part = partOf(one, screen)
  return {
    before: kindIcon(part.sign),
    href: one.address,
    title: one.title,
    about: html`${part.name(t)}${one.at ? html` · <time datetime="${one.at.toISOString()}">${timeText(one.at, screen, 'moment')}</time>` : null}${untilText(one, screen)}`,
    after: html`${stateBadge(one, screen)} ${crowdBadge(one, screen)} ${one.canMove ? moveLink(one, `${planAddress(community.slug)}/${one.part}/${shortId(one.id)}?show=list`, screen) : null}`,
  }
}

/** One thing on a day of a month. */
export function planCell(
  one: Planned & { readonly at: Date; readonly endsAt: Date },
  day: string,
  { community }: PlanView,
  screen: Screen,
): Html {
  const { t, actor } = screen
  const part = partOf(one, screen)
  const isFirst = day === dayOf(one.at, actor.zone)
  const state = part.stateName(t, one.state)
  return html`<a href="${one.address}" dir="auto"><small>${hourOn(one.at, day, screen)} · ${part.name(t)}${state ? html` · ${state}` : null}</small><br>${one.title}</a>${
    isFirst
      ? html`${crowdBadge(one, screen)}${one.canMove ? moveLink(one, `${planAddress(community.slug)}/${one.part}/${shortId(one.id)}`, screen, { isLed: isOfOneDay(one, actor.zone) }) : null}`
      : null
  }`
}

/** Does it begin and end on the same day? */
function isOfOneDay({ at, endsAt }: { readonly at: Date; readonly endsAt: Date }, zone: string): boolean {
  return dayOf(new Date(Math.max(at.getTime(), endsAt.getTime() - 1)), zone) === dayOf(at, zone)
}

/** @param isLed may the script of the month lead it to another day (web/elements/plan-month.ts)? */
function moveLink({ title, at }: Planned, href: string, { t, actor }: Screen, { isLed } = { isLed: false }): Html {
  const label = at ? t('Move') : t('Give it a day')
  return html`<a class="move" href="${href}" ${attr('data-at', at && isLed ? clockAt(at, actor.zone) : null)} aria-label="${t('{act}: {title}', { act: label, title })}">${label}</a>`
}

function stateBadge(one: Planned, screen: Screen): Piece {
  const says = partOf(one, screen).stateName(screen.t, one.state)
  return says ? badge(says, one.isOpen ? 'live' : 'plain') : null
}

/** That there are many of its part in its week. */
function crowdBadge(one: Planned, screen: Screen): Piece {
  return one.crowd === null ? null : badge(partOf(one, screen).crowded?.says(screen.t, one.crowd), 'warn')
}

function untilText({ until, isOpen }: Planned, screen: Screen): Piece {
  return until && isOpen ? html` · ${screen.t('until {time}', { time: timeText(until, screen, 'moment') })}` : null
}

/** Buttons that begin one of each part, on a day where one is said. */
export function beginLinks({ community, begins }: PlanView, day: string | null, { t, declared }: Screen): Html {
  return html`${declared.planParts
    .filter(({ key }) => begins.includes(key))
    .map(
      ({ begin }) =>
        html`<a class="button" href="${begin.address(community.slug)}${day ? `?on=${day}` : ''}">${begin.label(t)}</a>`,
    )}`
}
