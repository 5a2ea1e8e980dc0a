/**
 * One answer of a Ping as a row that is button, bar and number at once. What a push may change carries `data-part`;
 * what is the reader's own (the mark, the right to answer) lies around it and is never pushed.
 */
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface BarFigures {
  /** Names the bar in pushes; unique on the page. */
  readonly id: string
  /** 0 to 1; null where this audience may not see it yet. */
  readonly share: number | null
  readonly votes: number | null
  /** The larger figure: a percentage, or the number of people where there are few. */
  readonly shows: 'percent' | 'votes'
}

export interface BarRow extends BarFigures {
  readonly label: string
  readonly mine: boolean
  /** The form value of this answer, where the reader may choose it; null where not. */
  readonly value: string | null
}

/** The parts a push brings: the fill and the figures, without the reader's own. */
export function barParts(screen: Screen, bar: BarFigures): Html {
  const { locale } = screen.t
  const tag = locale === 'qps' ? 'en' : locale
  const { id, share, votes, shows } = bar
  const percent = share === null ? '' : new Intl.NumberFormat(tag, { style: 'percent' }).format(share)
  const people = votes === null ? '' : votes.toLocaleString(tag)
  const width = share === null ? '0%' : `${(share * 100).toFixed(1)}%`
  return html`<span class="fill" data-part="${id}-fill" style="--share: ${width}"></span><span class="share" data-part="${id}-share">${shows === 'percent' ? percent : people}</span><span class="n" data-part="${id}-n">${shows === 'percent' ? people : ''}</span>`
}

/** The whole row, inside `<ol class="bars">` in a `<vote-form><form>`; the button's name is `optionId`. */
export function barRow(screen: Screen, bar: BarRow): Html {
  const inside = html`<span class="label">${bar.label}${bar.mine ? html`<span class="tick">${icon('check', 18)}<span class="unseen">${screen.t('your answer')}</span></span>` : null}</span>${barParts(screen, bar)}`
  const kind = bar.mine ? 'bar mine' : 'bar'
  if (bar.value === null) return html`<li class="${kind}"><div class="face-of">${inside}</div></li>`
  return html`<li class="${kind}"><button class="face-of" name="optionId" value="${bar.value}" ${attr('aria-pressed', bar.mine ? 'true' : 'false')}>${inside}</button></li>`
}
