/**
 * The page behind a mailed link: the question with that answer marked, and one button.
 */
import { answerCode, type BallotKey } from '#server/pings/ballots/ballot.ts'
import type { BallotView, DoneView, UnconfirmedView } from '#server/pings/ballots/views.ts'
import { isOpen, pingAddress } from '#server/pings/ping.ts'
import type { Results } from '#server/pings/results.ts'
import { fewInAll, fewSoFar, turnoutLine } from '#server/pings/sentences.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { percentText } from '#server/platform/html/number.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeText } from '#server/platform/html/time.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { lightChoices, lightPage } from '#server/platform/mail/acts/light-page.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Secrets } from '#server/platform/secrets.ts'

/** The holder of the link: `own` brought this person's session or cookie, `other` is signed in as somebody else. */
export type Bearer = 'link' | 'own' | 'other'

export interface BallotPage {
  readonly ballot: BallotView
  readonly secrets: Secrets
  /** The answer the link marks; null for the link that marks no answer. */
  readonly marked: string | null
  /** The address of the page, and of its form. */
  readonly action: string
  /** The mark of the button's press. */
  readonly press: string
  readonly bearer: Bearer
  /** Send it at once, without the button. */
  readonly sendNow: boolean
  /** For a Ping that is over. */
  readonly results: Results
}

/** `/b/:ballot/:code` */
export function ballotPage(page: BallotPage): Html {
  const { ballot, results } = page
  const t = translator(ballot.locale)
  const { state } = ballot.ping
  if (state === 'withdrawn') return shell(ballot, t, withdrawn(ballot, t))
  if (state === 'closed')
    return shell(ballot, t, [
      lead(t('This Ping is closed. This is what was answered:')),
      bars(ballot, results, t, null),
      onSite(ballot, t),
    ])
  if (!isOpen(ballot.ping, ballot.now))
    return shell(ballot, t, [lead(t('This Ping has just closed. The result is here in a minute.')), onSite(ballot, t)])
  if (page.bearer === 'other') {
    return shell(ballot, t, [
      lead(t('This mail went to {name}, but you are signed in here as somebody else.', { name: ballot.name })),
      html`<a class="button" href="${pingAddress(ballot.community.slug, ballot.ping)}">${t('Answer as yourself')}</a>`,
    ])
  }
  return shell(ballot, t, choice(page, t))
}

function choice({ ballot, secrets, marked, action, press, sendNow }: BallotPage, t: Translate): Piece {
  const key: BallotKey = ballot
  const list = ballot.ping.options.map(({ id, label }) => ({
    code: answerCode(secrets, key, id),
    label,
    isMarked: id === marked,
  }))
  const until = timeText(ballot.ping.closesAt ?? ballot.now, { t, actor: ballot }, 'zoned')
  return [
    html`<form method="post" action="${action}" data-send="${sendNow ? 'now' : 'later'}" data-sending="${t('Sending')}" data-lost="${t('Not sent yet: the connection was lost. Your answer is kept here and sent again by itself.')}"><input type="hidden" name="press" value="${press}">${lightChoices(list, { label: t('Answers'), lang: ballot.ping.language })}<button>${t('Send this answer')}</button></form>`,
    html`<p id="says" role="status"></p>`,
    html`<p>${answeringAs(ballot.name, t)} ${t('Only totals are shown, never who chose what.')} ${t('You can change your answer until {time}.', { time: until })}</p>`,
  ]
}

function answeringAs(name: string, t: Translate): Html {
  return sentence(t('Answering as {name}.', holes('name')), { name: html`<b dir="auto">${name}</b>` })
}

function withdrawn(ballot: BallotView, t: Translate): Piece {
  const { successor, withdrawnWhy } = ballot
  return [
    lead(
      withdrawnWhy
        ? sentence(t('This Ping was withdrawn: {why}', holes('why')), { why: html`<bdi>${withdrawnWhy}</bdi>` })
        : t('This Ping was withdrawn.'),
    ),
    successor
      ? html`<p>${t('It is asked again:')} <b dir="auto">${successor.question}</b></p><a class="button" href="${successor.address}">${t('Answer the new one')}</a>`
      : onSite(ballot, t),
  ]
}

/** `/b/done`, for a browser that brings the ballot's cookie. */
export function donePage(done: DoneView, asksFirst: boolean): Html {
  const { ballot, standing, justChosen, results } = done
  const t = translator(ballot.locale)
  if (ballot.ping.state === 'withdrawn') return shell(ballot, t, withdrawn(ballot, t))
  const sayWhy = [
    html`<a class="button" href="/b/why">${t('Say why')}</a>`,
    html`<p>${t('Your name is shown there. Your answer isn’t, unless you tell.')}</p>`,
  ]
  return shell(ballot, t, [
    standingWords(done, t),
    bars(ballot, results, t, justChosen),
    standing === 'counted' || done.countsElse || ballot.ping.state === 'closed' ? sayWhy : null,
    html`<form method="post" action="/b/asking"><input type="hidden" name="asks" value="${asksFirst ? 'no' : 'yes'}"><button class="quiet aside">${
      asksFirst ? t('Send my answers with one click again') : t('Always ask before my answer is sent')
    }</button></form>`,
  ])
}

/** What became of the answer, and what its person can do now. */
function standingWords(done: DoneView, t: Translate): Piece {
  const { ballot, standing, justChosen, confirmAt, isWatched, ballotAt } = done
  if (confirmAt)
    return [
      lead(t('Your mail system opened these links too. Press once more to count your answer.')),
      html`<a class="button" href="${confirmAt}" data-waits>${t('Continue to count it')}</a>`,
    ]
  const canChange = isOpen(ballot.ping, ballot.now)
  const chosen = ballot.ping.options.find(({ id }) => id === justChosen)
  if (chosen) {
    const undo = html`<form class="line" method="post" action="/b/undo"><button class="quiet">${t('undo')}</button></form>`
    // A machine that opens the other links is known after ten seconds, so the page loads once more then.
    return html`<div class="lead" role="status" ${attr('data-again', isWatched)}>${sentence(t('You answered {answer}', holes('answer')), { answer: html`<b dir="auto">${chosen.label}</b>` })}${canChange ? html` · ${undo}` : null}</div>`
  }
  // Some hours after the closing the choices are forgotten; from then on this page knows nothing of the answer either.
  if (ballot.ping.state === 'closed') return lead(t('This Ping is closed. This is what was answered:'))
  if (standing === 'undone') {
    return [
      // A reader with only the link sees the same, whether or not an earlier answer counts again.
      done.countsElse
        ? status(t('Undone. Your earlier answer counts again.'))
        : status(t('Undone. What was sent from here is not counted.')),
      canChange ? html`<a class="button" href="${ballotAt}">${t('Choose again')}</a>` : null,
    ]
  }
  if (standing === 'counted' || done.countsElse) return lead(t('Your answer is in.'))
  return [lead(t('Sign in to see where this Ping stands.')), onSite(ballot, t)]
}

/** The way to say why, after an answer from the mail: writing takes a sign-in, which leads back to this Ping. */
export function whyPage(ballot: BallotView, way: { whom: string; to: string; shownAddress: string }): Html {
  const t = translator(ballot.locale)
  const address = html`<b dir="ltr">${way.shownAddress}</b>`
  return shell(ballot, t, [
    html`<p class="lead">${sentence(t('We mail a six-digit code to {address}. Type it on the next page, and you come straight to where you say why.', holes('address')), { address })}</p>`,
    html`<form method="post" action="/sign-in/whom"><input type="hidden" name="whom" value="${way.whom}"><input type="hidden" name="to" value="${way.to}"><button>${t('Mail me the code')}</button></form>`,
    html`<p>${t('Your name is shown there. Your answer isn’t, unless you tell.')}</p>`,
  ])
}

/** `/b/done` without a cookie: the page knows only that an answer led somebody here. */
export function doneWithoutCookie(t: Translate): Html {
  return lightPage({
    t,
    title: t('Your answer is in'),
    hue: 162,
    main: html`<h1>${t('Your answer is in')}</h1><p class="lead">${t('Thank you. Sign in to see the totals and to say why.')}</p><a class="button" href="/">${t('To the site')}</a>`,
  })
}

/** The page of an answer that waits because a machine opened the links of its mail too. */
export function unconfirmedPage(view: UnconfirmedView, screen: Pick<Screen, 'returned' | 'forms'>): Html {
  const t = translator(view.locale)
  if (view.isOver) {
    const says =
      view.isOver === 'withdrawn'
        ? t('This Ping was withdrawn.')
        : t('This Ping closed before your answer was confirmed, so it was not counted.')
    return shell(view, t, [lead(says), onSite(view, t)])
  }
  const problem = screen.returned?.problems['']
  // This small form does not use the site's form parts, which would add this themselves.
  screen.forms?.set(view.action, '')
  return shell(view, t, [
    lead(t('Your mail system opened these links too. Press once more to count your answer.')),
    problem ? html`<p class="lead" role="alert"><b>${problem}</b></p>` : null,
    html`<form method="post" action="${view.action}">${lightChoices(view.answers, { label: t('Answers'), lang: view.ping.language })}<button class="later">${t('Count my answer')}</button></form>`,
    html`<p>${t('The button appears ten seconds after the links were last opened.')} ${answeringAs(view.name, t)}</p>`,
  ])
}

/** Figures as rows, or the sentence in their place. */
function bars({ ping }: BallotView, results: Results, t: Translate, mine: string | null): Piece {
  const { shows, options, answered } = results
  const { threshold } = ping
  if (shows === 'nothing') return null
  if (shows === 'number')
    return html`<p>${ping.state === 'closed' ? fewInAll(t, { answered, threshold }) : fewSoFar(t, { answered, threshold })}</p>`
  return [
    html`<ol dir="auto" lang="${ping.language}" aria-label="${t('Result')}">${options.map(
      ({ id, label, votes, share, percent }) => {
        const figure = shows === 'percent' ? percentText((percent ?? 0) / 100, t.locale) : String(votes ?? 0)
        return html`<li class="bar ${id === mine ? 'mine' : ''}"><i style="--share: ${((share ?? 0) * 100).toFixed(1)}%"></i><span>${label}${id === mine ? ' ✓' : null}</span> <b>${figure}</b></li>`
      },
    )}</ol>`,
    html`<p>${turnoutLine(t, results)}</p>`,
  ]
}

function lead(says: Piece): Html {
  return html`<p class="lead">${says}</p>`
}

/** What has just happened, announced to screen readers too. */
function status(says: string): Html {
  return html`<p class="lead" role="status">${says}</p>`
}

/** The head of each of these pages. */
interface Headed {
  readonly community: BallotView['community']
  readonly asker: BallotView['asker']
  readonly ping: Pick<BallotView['ping'], 'id' | 'question' | 'language'>
}

function onSite({ community, ping }: Headed, t: Translate): Html {
  return html`<a class="button" href="${pingAddress(community.slug, ping)}">${t('See it on the site')}</a>`
}

function shell({ community, asker, ping }: Headed, t: Translate, main: Piece): Html {
  const from = !asker
    ? t('Ping')
    : asker.title
      ? t('Ping from {name}, {title}', { name: asker.name, title: asker.title })
      : t('Ping from {name}', { name: asker.name })
  return lightPage({
    t,
    title: ping.question,
    hue: community.hue,
    community: community.name,
    main: html`<p class="from">${from}</p><h1 dir="auto" lang="${ping.language}">${ping.question}</h1>${main}`,
  })
}
