/**
 * Saying yes to a Ping in one's own name, and seeing what one has allowed.
 */
import type { ConsentPageView, VoicesView } from '#server/pings/voices/views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { barePage, sitePage } from '#server/platform/html/layout.ts'
import { emptyState, notice, pageTitle } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/consent/:token`: the full text and two buttons. */
export function consentPage(view: ConsentPageView, screen: Screen): Html {
  const { t } = screen
  const { community, question, options, name } = view
  const asker = view.asker ?? t('Somebody')
  return barePage(screen, {
    title: question,
    hue: community.hue,
    kicker: html`<b>${community.name}</b>`,
    head: html`<meta name="robots" content="noindex">`,
    main: html`<p class="lead">${t('{name}, may {asker} ask this in your name?', { name, asker })}</p>
<div class="letter"><div class="inside"><h1 class="question">${question}</h1><ol>${options.map((option) => html`<li>${option}</li>`)}</ol></div></div>
${said(view, t)}
${buttons(view, asker, screen)}
<p class="soft">${t('It goes by mail to every member, with your name as the one who asks. You see what {asker} sees, and can withdraw it. You can take your yes back at any time, under “Pings in your name”.', { asker })}</p>
<p><a href="/voices">${t('Pings in your name')}</a></p>`,
  })
}

function said({ given, isSent }: ConsentPageView, t: Screen['t']): Piece {
  if (isSent)
    return notice(
      given
        ? t('It was sent, with your yes.')
        : t('It was sent without your name, or not at all: there is nothing to decide any more.'),
    )
  if (given === 'this_one') return notice(t('You have allowed this one. Thank you.'), 'good')
  return given === 'until_withdrawn'
    ? notice(t('You have allowed this one and those to come, until you say no. Thank you.'), 'good')
    : null
}

function buttons({ given, isSent }: ConsentPageView, asker: string, screen: Screen): Piece {
  const { t, address } = screen
  const action = address.split('?')[0] ?? address
  if (isSent) return null
  return html`<div class="acts">${
    given
      ? null
      : actButton(screen, { action, label: t('Allow this one'), fields: { reach: 'this_one' }, look: 'primary' })
  }${given === 'until_withdrawn' ? null : actButton(screen, { action, label: t('Allow {name} until I say no', { name: asker }), fields: { reach: 'until_withdrawn' } })}</div>`
}

/** `/voices`: what one has allowed, each with a way back. */
export function voicesPage({ consents }: VoicesView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Pings in your name'),
    main: html`${pageTitle({ title: t('Pings in your name'), lead: t('Whoever sends a Ping may ask it in your name only while you allow it here.') })}
${
  consents.length === 0
    ? emptyState({
        title: t('You have allowed nobody'),
        says: t('When somebody wants to ask in your name, you get a mail with the full text first.'),
      })
    : html`<ul class="rows">${consents.map(
        ({ id, community, asker, reach, givenAt, ping }) =>
          html`<li class="row"><div class="said-of"><b class="title">${
            reach === 'this_one'
              ? (ping?.question ?? t('One Ping'))
              : t('All Pings of {name}', { name: asker ?? t('Somebody') })
          }</b><p class="about">${community.name} · ${t('allowed {day}', { day: timeText(givenAt, screen, 'day') })}${
            ping ? html` · <a href="${ping.address}">${t('See it')}</a>` : null
          }</p></div><div class="after">${actButton(screen, { action: `/voices/${id}/withdrawal`, label: t('Take it back') })}</div></li>`,
      )}</ul>`
}`,
  })
}
