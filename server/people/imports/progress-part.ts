/** How far a file has come: the part of its page that moves. */
import type { Counts, ImportState } from '#server/people/imports/import.ts'
import { isMoving } from '#server/people/imports/import.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { numberText } from '#server/platform/html/number.ts'
import type { Translate } from '#server/platform/i18n.ts'

export interface Progress {
  readonly state: ImportState
  readonly lines: number
  readonly reached: number
  readonly counts: Counts
}

/** What the page is updated by. */
export const progressTarget = 'import-progress'

/** Changes whenever the part does. */
export function progressVersion({ state, reached }: Pick<Progress, 'state' | 'reached'>): string {
  return `${state}-${reached}`
}

/** The part itself; once the file waits for somebody, the way to its result. */
export function progressPart(progress: Progress, t: Translate): Html {
  const { state, lines, reached, counts } = progress
  if (!isMoving(state)) {
    const says = state === 'done' ? t('All of its people are brought in.') : t('All of its lines are looked over.')
    return html`<p>${says}</p><p class="acts"><a class="button" href="?">${t('Show the result')}</a></p>`
  }
  if (state === 'reading') return html`<p>${t('The file is being read …')}</p><progress></progress>`
  const n = (of: number) => numberText(of, t.locale)
  const says = state === 'running' ? t('People are being brought in …') : t('Its lines are being looked over …')
  return html`<p>${says}</p><progress max="${lines}" value="${reached}"></progress>
<p class="tally">${t(
    '{reached} of {lines} lines: {added} added, {updated} updated, {unchanged} unchanged, {refused} refused.',
    {
      reached: n(reached),
      lines: n(lines),
      added: n(counts.added),
      updated: n(counts.updated),
      unchanged: n(counts.unchanged),
      refused: n(counts.refused),
    },
  )}</p>`
}
