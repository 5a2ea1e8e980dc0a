/**
 * The pages to say yes or no to an entry in the reader's name, and to see what they have allowed.
 */
import type { Reach } from '#server/communities/featured/consent/consent.ts'
import {
  type AskedEntry,
  type ConsentPageView,
  type ConsentsView,
  inView,
  type ListedEntry,
} from '#server/communities/featured/consent/views.ts'
import type { InNameOf } from '#server/platform/entry-kind.ts'
import { actButton } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { barePage, sitePage } from '#server/platform/html/layout.ts'
import { emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/consent/:token`: the full text and the buttons. */
export function consentPage(view: ConsentPageView, screen: Screen): Html {
  const { t, address } = screen
  const { given, isSent, isOthers } = view
  const { entry, inNameOf } = inView<AskedEntry>(view, screen.declared.kinds)
  const asker = entry.asker ?? t('Somebody')
  const action = address.split('?')[0] ?? address
  const mayDecide = !isSent && !isOthers
  return barePage(screen, {
    title: entry.question,
    hue: entry.community.hue,
    kicker: html`<b>${entry.community.name}</b>`,
    head: html`<meta name="robots" content="noindex">`,
    main: html`<h1 class="lead">${askingFor(entry, inNameOf, t).question}</h1>
${asMailed(entry, inNameOf, screen, 'h2')}
${
  isOthers
    ? notice(t('This question went to {name}, and you are signed in here as somebody else.', { name: entry.name }))
    : said(view, t)
}
${mayDecide ? html`<div class="acts">${decisions(entry, screen, { action, given, marked: screen.query.reach })}</div>` : null}
<p class="soft">${t('You see what {asker} sees, and can withdraw it once it is out. You can take your yes back at any time, under “In your name”.', { asker })}</p>
<p><a href="/voices">${t('In your name')}</a></p>`,
  })
}

/** The sentences that ask for this name, as the kind of entry has them. */
function askingFor({ name, asker, community, question: title }: AskedEntry, { asking }: InNameOf, t: Screen['t']) {
  return asking(t, { name, asker: asker ?? t('Somebody'), community: community.name, title })
}

/** The entry as it will go out: from whom, its words, until when and to how many. */
function asMailed(entry: AskedEntry, inNameOf: InNameOf, { t, actor }: Screen, heading: 'h2' | 'h3'): Html {
  const { community, name, question, language, zone } = entry
  const lang = attr('lang', language === t.locale ? null : language)
  const asked = html`class="question" ${lang}`
  return html`<div class="letter"><header><span>${t('From')} <b>${name}, ${community.name}</b></span></header><div class="inside">${
    heading === 'h2' ? html`<h2 ${asked} dir="auto">${question}</h2>` : html`<h3 ${asked} dir="auto">${question}</h3>`
  }<ol ${lang}>${inNameOf.lines(entry).map((line) => html`<li dir="auto">${line}</li>`)}</ol><p class="soft">${inNameOf.terms(entry, t, { zone, now: actor.now })}</p></div></div>`
}

function said({ given, isSent }: ConsentPageView, t: Screen['t']): Piece {
  if (isSent)
    return notice(
      isYes(given)
        ? t('It was sent, with your yes.')
        : t('It was sent without your name, or not at all: there is nothing to decide any more.'),
    )
  if (given === 'no') return notice(t('You have said no. It is not sent in your name.'))
  if (given === 'this_one') return notice(t('You have allowed this one. Thank you.'), 'good')
  return given && notice(t('You have allowed this one and those to come, until you say no. Thank you.'), 'good')
}

function isYes(given: ConsentPageView['given']): boolean {
  return given !== null && given !== 'no'
}

/** Every answer but the current one. */
function decisions(
  { asker, question }: AskedEntry,
  screen: Screen,
  { action, given, marked }: { action: string; given: ConsentPageView['given']; marked?: string | undefined },
): Piece {
  const { t } = screen
  const isAllowed = isYes(given)
  const allow = (reach: Reach, label: string, longLabel?: string) => {
    // The one that was pressed in the mail is the louder one.
    const look = (marked === 'until_withdrawn') === (reach === 'until_withdrawn') ? 'primary' : 'plain'
    return actButton(screen, { action, label, longLabel, fields: { reach }, look })
  }
  return [
    isAllowed ? null : allow('this_one', t('Allow this one'), t('Allow this one: {question}', { question })),
    given === 'until_withdrawn'
      ? null
      : allow('until_withdrawn', t('Allow {name} until I say no', { name: asker ?? t('Somebody') })),
    given === 'no'
      ? null
      : actButton(screen, {
          action: `${action}/withdrawal`,
          label: isAllowed ? t('Take it back') : t('No'),
          longLabel: isAllowed ? undefined : t('No: {question}', { question }),
          look: isAllowed ? 'quiet' : 'plain',
        }),
  ]
}

/** `/voices`: the questions to the reader, and what they have allowed, each with a way to take it back. */
export function consentsPage({ questions, consents }: ConsentsView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('In your name'),
    main: html`${pageTitle({ title: t('In your name'), lead: t('Something is sent in your name only while you allow it here.') })}
${
  questions.length > 0
    ? section({ id: 'asked', title: t('You are asked'), inside: questions.map((one) => question(one, screen)) })
    : null
}
${consents.length > 0 ? section({ id: 'allowed', title: t('You have allowed'), inside: allowed(consents, screen) }) : null}
${
  consents.length === 0 && questions.length === 0
    ? emptyState({
        title: t('You have allowed nobody'),
        says: t('When somebody wants to ask in your name, you are asked here and by mail first, with the full text.'),
      })
    : null
}`,
  })
}

function question(asked: ConsentsView['questions'][number], screen: Screen): Html {
  const { t, declared } = screen
  const { entry, inNameOf } = inView<AskedEntry>(asked, declared.kinds)
  const asker = entry.asker ?? t('Somebody')
  return html`<article class="asked" style="--hue: ${entry.community.hue}"><p>${askingFor(entry, inNameOf, t).wish}</p>
${asMailed(entry, inNameOf, screen, 'h3')}
<div class="acts">${decisions(entry, screen, { action: `/voices/${asked.id}`, given: null })}</div>
<p class="soft">${t('You see what {asker} sees, and can withdraw it once it is out.', { asker })}</p></article>`
}

function allowed(consents: ConsentsView['consents'], screen: Screen): Html {
  const { t, declared } = screen
  return html`<ul class="rows">${consents.map((consent) => {
    const { id, community, reach, givenAt } = consent
    const { entry, inNameOf } = inView<ListedEntry>(consent, declared.kinds)
    const words = inNameOf.words(t, consent.asker ?? t('Somebody'))[reach]
    const what = reach === 'this_one' ? (entry?.question ?? words) : words
    return html`<li class="row"><div class="said-of"><b class="title">${what}</b><p class="about">${community.name} · ${t('allowed {day}', { day: timeText(givenAt, screen, 'day') })}${
      entry?.address ? html` · <a href="${entry.address}">${t('See it')}</a>` : null
    }</p></div><div class="after">${actButton(screen, {
      action: `/voices/${id}/withdrawal`,
      label: t('Take it back'),
      longLabel: t('Take it back: {what}', { what }),
    })}</div></li>`
  })}</ul>`
}
