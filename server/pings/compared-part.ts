/**
 * A result beside others: each answer with a bar for every cohort, and for every earlier time the question was asked.
 */
import type { PingPageView } from '#server/pings/page-views.ts'
import type { EarlierPing, GroupView } from '#server/pings/reads-compared.ts'
import { type Results, showsBars } from '#server/pings/results.ts'
import { fewInAll } from '#server/pings/sentences.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { percentText } from '#server/platform/html/number.ts'
import { section } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { nameKey } from '#server/platform/words.ts'

type Figures = Pick<Results, 'options' | 'shows' | 'answered'>

/** One bar under each answer. */
interface Series extends Figures {
  readonly label: string
  readonly about: string | null
}

/** Below a Ping's card: by cohort, and beside its earlier answers; nothing where there is neither. */
export function comparedPart(view: PingPageView, screen: Screen): Html | null {
  const { t } = screen
  const { ping, byCohort, earlier } = view
  const isAgain = earlier.length > 0
  const now =
    isAgain && showsBars(ping) ? [{ ...figures(ping), label: forWhom(ping.readers, t), about: t('this time') }] : []
  const series = [
    ...now,
    ...groupSeries(byCohort, isAgain ? t('this time') : null, t),
    ...earlier.flatMap((one) => seriesOf(one, screen)),
  ].filter(showsBars)
  const shown = ping.options.map(({ label }) => answerRows(label, series, screen))
  const bars =
    series.length > 0
      ? html`<table class="compared"><caption class="unseen">${t('Answers side by side')}</caption>${shown}</table>`
      : null
  if (!bars && !isAgain) return null
  const isPartial = [{ byCohort, answered: ping.answered }, ...earlier].some(leavesOut)
  return section({
    id: 'compared',
    title: isAgain ? t('Asked before') : t('By cohort'),
    inside: html`${bars}${isPartial ? html`<p class="hint">${t('Cohorts with too few answers are left out, and one more with them, so that nobody can be guessed.')}</p>` : null}${isAgain ? earlierRows(earlier, ping.threshold, screen) : null}`,
  })
}

function figures({ options, shows, answered }: Figures): Figures {
  return { options, shows, answered }
}

function forWhom(readers: readonly string[] | null, t: Screen['t']): string {
  return readers?.join(', ') || t('Everybody')
}

function groupSeries(groups: readonly GroupView[], about: string | null, t: Screen['t']): Series[] {
  return groups.map((group) => ({ ...figures(group), label: group.cohort?.name ?? t('In no cohort'), about }))
}

function seriesOf(one: EarlierPing, screen: Screen): Series[] {
  const about = one.closedAt ? timeText(one.closedAt, screen, 'month') : null
  const all = { ...figures(one), label: forWhom(one.readers, screen.t), about }
  return [all, ...groupSeries(one.byCohort, about, screen.t)]
}

/** Is a group missing among those that are shown? */
function leavesOut({ byCohort, answered }: Pick<EarlierPing, 'byCohort' | 'answered'>): boolean {
  const shown = byCohort.reduce((sum, one) => sum + (one.answered ?? 0), 0)
  return byCohort.length > 0 && (answered === null || shown < answered)
}

/** An answer, and below it its bar in each series that had it. */
function answerRows(label: string, series: readonly Series[], screen: Screen): Html {
  const rows = series.flatMap((one) => {
    const option = one.options.find((other) => nameKey(other.label) === nameKey(label))
    return option ? [barLine(one, option, screen)] : []
  })
  return html`<tbody><tr><th class="answer" scope="rowgroup" colspan="2" dir="auto">${label}</th></tr>${rows}</tbody>`
}

function barLine({ label, about, shows }: Series, option: Figures['options'][number], { t }: Screen): Html {
  const people = t('{n, plural, one {# person} other {# people}}', { n: option.votes ?? 0 })
  const said =
    shows === 'percent'
      ? html`<b>${percentText((option.percent ?? 0) / 100, t.locale)}</b> <small>${people}</small>`
      : html`<b>${people}</b>`
  return html`<tr><th scope="row"><span dir="auto">${label}</span>${about ? html`<small>, ${about}</small>` : null}</th><td><span class="bar-line" style="--share: ${((option.share ?? 0) * 100).toFixed(1)}%"></span>${said}</td></tr>`
}

function earlierRows(earlier: readonly EarlierPing[], threshold: number, screen: Screen): Html | null {
  const { t } = screen
  const open = earlier.flatMap((one) => (one.address === null ? [] : [{ ...one, address: one.address }]))
  if (open.length === 0) return null
  const count = ({ answered, shows }: EarlierPing) =>
    shows === 'number'
      ? fewInAll(t, { answered, threshold })
      : t('{n, plural, =0 {Nobody answered} one {# person answered} other {# people answered}}', { n: answered ?? 0 })
  return listRows(
    open.map((one) => ({
      before: kindIcon('ping'),
      href: one.address,
      title: one.question,
      about: [forWhom(one.readers, t), one.answered === null ? null : count(one)].filter(Boolean).join(' · '),
      after: one.closedAt ? timeTag(one.closedAt, screen) : null,
    })),
  )
}

/** The way to ask it again, for those who may. */
export function askAgainPart({ ping }: PingPageView, screen: Screen): Piece {
  if (!ping.can.askAgain) return null
  const { t } = screen
  return section({
    id: 'again',
    kind: 'side',
    title: t('Ask again'),
    inside: html`<p>${t('A new draft has this question and its answers. Its page then shows the results side by side, cohort by cohort.')}</p>${actButton(screen, { action: `${ping.address}/asking`, label: t('Ask again') })}`,
  })
}
