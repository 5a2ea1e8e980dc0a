/**
 * The second column beside Pings: what holds for every Ping, links to other ones, advice for the writer of one.
 */
import type { PingForm } from '#server/pings/page-views.ts'
import type { OtherPing } from '#server/pings/reads-others.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { badge, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** What a member may rely on with every Ping. */
export function howPingsWork(screen: Screen): Html {
  const { t } = screen
  return section({
    id: 'how',
    kind: 'side',
    title: t('How Pings work'),
    inside: html`<ul class="points"><li>${t('Nobody sees who chose what: not the leaders, and not the sender.')}</li><li>${t('Bars appear once enough people have answered, so that nobody can be guessed.')}</li><li>${t('You can change your answer until the Ping closes.')}</li><li>${t('Within a day of closing, the link between people and answers is destroyed.')}</li></ul>`,
  })
}

/** Other Pings of the community, with those marked that wait for an answer; nothing where there are no others. */
export function otherPings(others: readonly OtherPing[], screen: Screen): Html | null {
  const { t } = screen
  if (others.length === 0) return null
  return section({
    id: 'others',
    kind: 'side',
    title: t('Other Pings'),
    inside: html`<ul class="links">${others.map(
      ({ address, question, closedAt, waits }) =>
        html`<li><a href="${address}">${question}</a> <small>${waits ? badge(t('Needs your answer'), 'live') : closedAt ? html`${t('closed')} ${timeTag(closedAt, screen)}` : t('open')}</small></li>`,
    )}</ul>`,
  })
}

/** Advice for the writer of a Ping, and how many people it goes to. */
export function questionAdvice({ community, cohorts }: Pick<PingForm, 'community' | 'cohorts'>, screen: Screen): Html {
  const { t } = screen
  const goesTo =
    cohorts.length > 0
      ? t(
          'It goes to {n, plural, one {# member} other {# members}}, or to the cohort you choose. Nobody gets it before you have seen the mail.',
          { n: community.members },
        )
      : t('It goes to {n, plural, one {# member} other {# members}}. Nobody gets it before you have seen the mail.', {
          n: community.members,
        })
  return section({
    id: 'advice',
    kind: 'side',
    title: t('What makes people answer'),
    inside: html`<ul class="points"><li>${t('Ask one thing, about something they did or saw lately.')}</li><li>${t('Give answers that don’t overlap, and one for “none of these”.')}</li><li>${t('Ask only what you will act on, and tell them afterwards what you did.')}</li><li>${goesTo}</li></ul>`,
  })
}
