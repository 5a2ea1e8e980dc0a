/**
 * What followed from a Ping, below its result; for those who may say it, the form.
 */
import { longestOutcome } from '#server/pings/ping-input.ts'
import type { PingView } from '#server/pings/views.ts'
import { textArea } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { fold, section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The words, who wrote them and when; nothing where there are none. */
export function outcomeSection({ outcome }: Pick<PingView, 'outcome'>, screen: Screen): Html | null {
  if (!outcome) return null
  const { t } = screen
  const said = { name: outcome.by ?? t('Somebody'), time: timeText(outcome.at, screen, 'day') }
  return section({
    id: 'outcome',
    title: t('You said, we did'),
    inside: html`<div class="prose small">${outcome.text.split(/\n{2,}/).map((part) => html`<p dir="auto">${lines(part)}</p>`)}</div><p class="hint">${t('{name}, {time}', said)}</p>`,
  })
}

function lines(text: string): Html {
  return html`${text.split('\n').map((line, i) => html`${i > 0 ? html`<br>` : null}${line}`)}`
}

/** The form, folded away; it changes what is there. */
export function outcomeForm(ping: PingView, screen: Screen): Html | null {
  if (!ping.can.tellOutcome) return null
  const { t } = screen
  const action = `${ping.address}/outcome`
  const label = ping.outcome ? t('Change what followed') : t('Say what followed')
  const field = textArea({
    name: 'text',
    label: t('You said, we did'),
    hint: t(
      'What you do because of these answers, or why you don’t. Everybody sees it with the result, and your name. Left empty, it is taken away.',
    ),
    rows: 5,
    max: longestOutcome,
    value: ping.outcome?.text ?? '',
  })
  return fold(label, form(screen, { action, submit: t('Save'), label }, [field]), {
    isOpen: screen.returned?.action === action,
  })
}
