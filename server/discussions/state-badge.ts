/** The state of a question in a word. */
import type { QuestionState } from '#server/discussions/reads-states.ts'
import type { Html } from '#server/platform/html/html.ts'
import { badge } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** "open", "stale" or "answered" */
export function stateBadge(state: QuestionState, { t }: Pick<Screen, 't'>): Html {
  if (state === 'answered') return badge(t('answered'), 'good')
  return state === 'stale' ? badge(t('stale'), 'warn') : badge(t('open'))
}
