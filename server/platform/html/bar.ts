/**
 * One answer of a Ping as a row that is button, bar and number at once. The parts a push may change carry `data-part`;
 * the reader's own parts (the mark, the right to answer) lie around them and are never pushed.
 */
import { formKeys } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { numberText, percentText } from '#server/platform/html/number.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface BarFigures {
  /** Names the bar in pushes; unique on the page. */
  readonly id: string
  /** 0 to 1; null where this audience may not see it yet. */
  readonly share: number | null
  /** The share in whole percent. */
  readonly percent: number | null
  readonly votes: number | null
  /** The larger figure: a percentage, or the number of people where there are few. */
  readonly shows: 'percent' | 'votes'
}

export interface BarRow extends BarFigures {
  readonly label: string
  /** The label's own language, where it is not the page's. */
  readonly lang: string | null
  readonly mine: boolean
  /** The form value of this answer, where the reader may choose it; null where not. */
  readonly value: string | null
}

/** The parts a push brings: the fill and the figures, without the reader's own. */
export function barParts(screen: Pick<Screen, 't'>, bar: BarFigures): Html {
  const { id, share, votes, shows } = bar
  const percent = bar.percent === null ? '' : percentText(bar.percent / 100, screen.t.locale)
  const people = votes === null ? '' : numberText(votes, screen.t.locale)
  const width = share === null ? '0%' : `${(share * 100).toFixed(1)}%`
  return html`<span class="fill" data-part="${id}-fill" style="--share: ${width}"></span><span class="share" data-part="${id}-share" aria-hidden="true">${shows === 'percent' ? percent : people}</span><span class="n" data-part="${id}-n" aria-hidden="true">${shows === 'percent' ? people : ''}</span><span class="unseen" data-part="${id}-said">${saidOf(screen, bar)}</span>`
}

/** The whole row, inside `<ol class="bars">` in {@link voteForm}; the button's name is `optionId`. The tick shows where the row is mine. */
function barRow(screen: Screen, bar: BarRow): Html {
  const inside = html`<span class="label"><span dir="auto" ${attr('lang', bar.lang)}>${bar.label}</span><span class="tick">${icon('check', 18)}<span class="unseen">${screen.t('your answer')}</span></span></span>${barParts(screen, bar)}`
  const kind = bar.mine ? 'bar mine' : 'bar'
  if (bar.value === null) return html`<li class="${kind}"><div class="face-of">${inside}</div></li>`
  return html`<li class="${kind}"><button class="face-of" name="optionId" value="${bar.value}" ${attr('aria-pressed', bar.mine ? 'true' : 'false')}>${inside}</button></li>`
}

/**
 * The form around the bars; `inside` are hidden fields. `live` is the `data-live` name pushes of {@link barParts} aim at.
 * The card around it is an `<article class="card ping" id="…">`: after an answer the one with the same id on
 * the next page replaces it. `reading` is the address that then marks the inbox's entries about it as read.
 */
export function voteForm(
  screen: Screen,
  options: { action: string; reading: string; live: string; label: string; bars: readonly BarRow[]; inside?: Piece },
): Html {
  const lost = screen.t('The connection was lost. Your answer is saved and sent as soon as it is back.')
  return html`<vote-form data-lost="${lost}" data-reading="${options.reading}"><form method="post" action="${options.action}">${formKeys(screen, options.action)}${options.inside}<ol class="bars" aria-label="${options.label}" data-live="${options.live}" data-parts>${options.bars.map((bar) => barRow(screen, bar))}</ol></form></vote-form>`
}

/**
 * The figures again as a table, for readers who can't see bars; pushes of {@link barParts} reach it too. While its cells are
 * empty it is hidden from everybody (pings.css); the first push with figures shows it.
 */
export function barTable(screen: Screen, caption: string, bars: readonly BarRow[], live: string): Html {
  const { t } = screen
  // A table is always as wide as its words, so a box around it is cut to a pixel.
  return html`<div class="unseen" data-live="${live}" data-parts><table><caption>${caption}</caption><thead><tr><th scope="col">${t('Answer')}</th><th scope="col">${t('Result')}</th></tr></thead><tbody>${bars.map(
    (bar) =>
      html`<tr><th scope="row" dir="auto" ${attr('lang', bar.lang)}>${bar.label}</th><td data-part="${bar.id}-said">${saidOf(screen, bar)}</td></tr>`,
  )}</tbody></table></div>`
}

/** "41%, 36 people"; nothing while this audience may not see it. */
function saidOf(screen: Pick<Screen, 't'>, { percent, votes, shows }: BarFigures): string {
  if (percent === null || votes === null) return ''
  const people = screen.t('{n, plural, one {# person} other {# people}}', { n: votes })
  return shows === 'votes' ? people : `${percentText(percent / 100, screen.t.locale)}, ${people}`
}
