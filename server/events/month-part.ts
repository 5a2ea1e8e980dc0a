/** A month as a table of its weeks; on a phone only the days on which something takes place, one below the other. Pure. */
import { type Month, monthsLater, weeksOf } from '#server/events/month.ts'
import type { EventItem } from '#server/events/views.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Place {
  readonly month: Month
  readonly thisMonth: Month
  readonly root: string
}

/** The table, with the ways to the months beside it. */
export function monthPart(items: readonly EventItem[], { month, thisMonth, root }: Place, screen: Screen): Html {
  const { t, actor } = screen
  const name = timeText(new Date(`${month}-15T12:00:00Z`), screen, 'month')
  const weeks = weeksOf(month)
  const today = clockAt(actor.now, actor.zone).slice(0, 10)
  const at = (by: number) => `${root}?month=${monthsLater(month, by)}`
  return html`<nav class="acts" aria-label="${t('Months')}"><a class="button" rel="prev" href="${at(-1)}">${t('Month before')}</a>${month === thisMonth ? null : html`<a class="button" href="${root}?month=${thisMonth}">${t('This month')}</a>`}<a class="button" rel="next" href="${at(1)}">${t('Month after')}</a></nav>
<table class="month"><caption>${name}</caption><thead><tr>${(weeks[0] ?? []).map((day) => html`<th scope="col">${weekdayName(day, t.locale)}</th>`)}</tr></thead><tbody>${weeks.map(
    (days) =>
      html`<tr>${days.map((day) => {
        const here = items.filter((item) => isOn(item, day, actor.zone))
        const look = [
          day.startsWith(month) ? '' : 'outside',
          here.length === 0 ? 'none' : '',
          day === today ? 'today' : '',
        ]
          .join(' ')
          .trim()
        return html`<td ${attr('class', look || null)} ${attr('aria-current', day === today ? 'date' : null)}><time datetime="${day}"><b>${Number(day.slice(8))}</b><span>${dayName(day, t.locale)}</span></time>${
          here.length > 0 ? html`<ul>${here.map((item) => dateLink(item, day, screen))}</ul>` : null
        }</td>`
      })}</tr>`,
  )}</tbody></table>
${items.length === 0 ? html`<p class="hint">${t('Nothing takes place in this month.')}</p>` : null}`
}

function dateLink(item: EventItem, day: string, screen: Screen): Html {
  const begins = clockAt(item.startsAt, screen.actor.zone).startsWith(day)
  const hour = begins ? timeText(item.startsAt, screen, 'hour') : '…'
  return html`<li><a href="${item.address}" dir="auto"><small>${hour}</small> ${item.isCancelled ? html`<s>${item.title}</s> <span class="unseen">${screen.t('Cancelled')}</span>` : item.title}</a></li>`
}

/** Does it take place on this day there? What ends at midnight does not reach into the day after. */
function isOn({ startsAt, endsAt }: EventItem, day: string, zone: string): boolean {
  const last = new Date(endsAt.getTime() - 1)
  return clockAt(startsAt, zone).slice(0, 10) <= day && day <= clockAt(last, zone).slice(0, 10)
}

function weekdayName(day: string, locale: string): string {
  return said(day, locale, { weekday: 'short' })
}

function dayName(day: string, locale: string): string {
  return said(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })
}

function said(day: string, locale: string, shape: Intl.DateTimeFormatOptions): string {
  const tag = locale === 'en' || locale === 'qps' ? 'en-GB' : locale
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...shape }).format(new Date(`${day}T12:00:00Z`))
}
