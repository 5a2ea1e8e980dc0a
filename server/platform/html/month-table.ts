/** A month as a table of its weeks; on a phone only the days on which there is something, one below the other. Pure. */
import { type Month, monthOf, monthsLater, weeksOf } from '#server/platform/calendar/month.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { type Timed, timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** What stands in a month: from when to when it goes. */
interface InMonth {
  readonly startsAt: Date
  readonly endsAt: Date
}

export interface MonthOptions<T> {
  readonly month: Month
  readonly items: readonly T[]
  /** The address of another month. */
  readonly address: (month: Month) => string
  /** One of them on one of its days. */
  readonly item: (item: T, day: string) => Piece
  /** More for each day, `2026-12-01`. */
  readonly day?: (day: string) => Piece
  /** What stands below a month that has none of them. */
  readonly nothing: string
}

/** The table, with the ways to the months beside it. Its page has {@link rareStyles}. */
export function monthTable<T extends InMonth>(options: MonthOptions<T>, screen: Screen): Html {
  const { t, actor } = screen
  const { month, items, address } = options
  const weeks = weeksOf(month)
  const thisMonth = monthOf(actor.now, actor.zone)
  return html`<nav class="acts" aria-label="${t('Months')}"><a class="button" rel="prev" href="${address(monthsLater(month, -1))}">${t('Month before')}</a>${month === thisMonth ? null : html`<a class="button" href="${address(thisMonth)}">${t('This month')}</a>`}<a class="button" rel="next" href="${address(monthsLater(month, 1))}">${t('Month after')}</a></nav>
<table class="month"><caption>${timeText(new Date(`${month}-15T12:00:00Z`), screen, 'month')}</caption><thead><tr>${(weeks[0] ?? []).map((day) => html`<th scope="col">${said(day, t.locale, { weekday: 'short' })}</th>`)}</tr></thead><tbody>${weeks.map(
    (days) => html`<tr>${days.map((day) => dayCell(day, options, screen))}</tr>`,
  )}</tbody></table>
${items.length === 0 ? html`<p class="hint">${options.nothing}</p>` : null}`
}

function dayCell<T extends InMonth>(day: string, options: MonthOptions<T>, { t, actor }: Screen): Html {
  const here = options.items.filter((item) => isOn(item, day, actor.zone))
  const isToday = day === clockAt(actor.now, actor.zone).slice(0, 10)
  const look = [!day.startsWith(options.month) && 'outside', here.length === 0 && 'none', isToday && 'today']
    .filter(Boolean)
    .join(' ')
  return html`<td ${attr('class', look || null)} ${attr('aria-current', isToday ? 'date' : null)}><time datetime="${day}"><b>${Number(day.slice(8))}</b><span>${dayName(day, t.locale)}</span></time>${options.day?.(day)}${
    here.length > 0 ? html`<ul>${here.map((item) => html`<li>${options.item(item, day)}</li>`)}</ul>` : null
  }</td>`
}

/** The hour at which it begins on the day it does so; on its other days three dots. */
export function hourOn(startsAt: Date, day: string, screen: Timed): string {
  return clockAt(startsAt, screen.actor.zone).startsWith(day) ? timeText(startsAt, screen, 'hour') : '…'
}

/** Does it go on this day there? What ends at midnight does not reach into the day after. */
function isOn({ startsAt, endsAt }: InMonth, day: string, zone: string): boolean {
  const last = new Date(Math.max(startsAt.getTime(), endsAt.getTime() - 1))
  return clockAt(startsAt, zone).slice(0, 10) <= day && day <= clockAt(last, zone).slice(0, 10)
}

/** A day of the calendar in words: "Monday 7 December". */
export function dayName(day: string, locale: string): string {
  return said(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })
}

function said(day: string, locale: string, shape: Intl.DateTimeFormatOptions): string {
  const tag = locale === 'en' || locale === 'qps' ? 'en-GB' : locale
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...shape }).format(new Date(`${day}T12:00:00Z`))
}
