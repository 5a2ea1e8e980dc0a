/** The light page that a link in an event's mail opens. */
import { type EventAnswer, eventAddress } from '#server/events/event.ts'
import { spanText } from '#server/events/event-parts.ts'
import type { MailedAnswerView } from '#server/events/mailed-answer.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { lightChoices, lightPage } from '#server/platform/mail/acts/light-page.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/e/:token` */
export function answerPage(
  view: MailedAnswerView,
  screen: Pick<Screen, 'address' | 'query' | 'returned' | 'forms'>,
): Html {
  const t = translator(view.locale)
  const said = { t, actor: { zone: view.zone, now: view.now } }
  const next = view.times.find((one) => one.endsAt > view.now.getTime() && !one.isCancelled) ?? view.times.at(-1)
  const when = next && spanText({ startsAt: new Date(next.startsAt), endsAt: new Date(next.endsAt) }, said)
  const isOver = view.isCancelled || !next || next.endsAt <= view.now.getTime()
  return lightPage({
    t,
    title: view.title,
    hue: view.hue,
    community: view.communityName,
    main: html`<p class="from">${t('Event')}</p><h1 dir="auto">${view.title}</h1>${when ? html`<p class="lead">${when}</p>` : null}${isOver ? over(view, t) : choice(view, screen, t)}<a class="button" href="${eventAddress(view.slug, view)}">${t('See it on the site')}</a>`,
  })
}

function over({ isCancelled, cancelledWhy }: MailedAnswerView, t: Translate): Html {
  return html`<p class="lead">${isCancelled ? t('This event was cancelled: {why}', { why: cancelledWhy }) : t('This event is over.')}</p>`
}

function choice(
  view: MailedAnswerView,
  { address, query, returned, forms }: Pick<Screen, 'address' | 'query' | 'returned' | 'forms'>,
  t: Translate,
): Piece {
  const action = address.split('?')[0] ?? address
  // This small form does not use the site's form parts, which would add this themselves.
  forms?.set(action, '')
  const typed = returned?.action === action ? returned : null
  const marked = String(typed?.typed.answer ?? query.answer ?? view.answer ?? '')
  const labels: Record<EventAnswer, string> = { yes: t('I’m coming'), maybe: t('Maybe'), no: t('I’m not coming') }
  const list = (['yes', 'maybe', 'no'] as const).map((code) => ({
    code,
    label: labels[code],
    isMarked: code === marked,
  }))
  const problem = typed?.problems['']
  return [
    standing(view, t),
    problem ? html`<p class="lead" role="alert"><b>${problem}</b></p>` : null,
    html`<form method="post" action="${action}"><input type="hidden" name="marked" value="${query.answer ?? ''}">${lightChoices(list, { label: t('Are you coming?'), lang: t.locale })}<button>${t('Send this answer')}</button></form>`,
    html`<p>${sentence(t('Answering as {name}.', holes('name')), { name: html`<b dir="auto">${view.name}</b>` })} ${t('You can change your answer until it begins.')}</p>`,
  ]
}

/** What they said so far. */
function standing({ answer, waits }: MailedAnswerView, t: Translate): Piece {
  if (!answer) return null
  const says = waits
    ? t('All places are taken. You wait for one, and get a notice when it is yours.')
    : { yes: t('You’re coming'), maybe: t('You might come'), no: t('You’re not coming') }[answer]
  return html`<p class="lead" role="status"><b>${says}</b></p>`
}
