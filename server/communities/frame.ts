/**
 * The frame of every page of a community: its banner with tabs, its colour, its state.
 */

import { agreementAddress } from '#server/communities/agreement/agreement.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import { stepTitle } from '#server/communities/founding/steps-card.ts'
import { lastDayText } from '#server/communities/members/last-day.ts'
import { membershipIn } from '#server/platform/actor.ts'
import { communityBanner } from '#server/platform/html/community-banner.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { badge, notice } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface CommunityPage {
  /** The tab one is on; null on a page beside them, such as the charter. */
  readonly tab: string | null
  /** The page's own title; the community's name is added to it. */
  readonly title: string
  readonly main: Piece
  readonly aside?: Piece
  /** Lists and tables across the whole width, where there is no aside. */
  readonly wide?: true
  /** Facts under the purpose on the home tab; see {@link communityMeta}. */
  readonly meta?: Piece
  /** How many there are behind a tab, beside it. */
  readonly counts?: Readonly<Record<string, number>>
  /** More for the document's head. */
  readonly head?: Html
}

/** A page of the site in a community's frame. */
export function communityPage(screen: Screen, head: CommunityHead, page: CommunityPage): Html {
  const banner = communityBanner(screen, {
    community: { slug: head.slug, name: head.name, purpose: head.purpose, banner: head.bannerAddress },
    tab: page.tab,
    counts: { ...head.waiting, ...page.counts },
    can: head.can,
    status: statusBadge(screen, head),
    meta: page.meta,
  })
  return sitePage(screen, {
    title: page.title === head.name ? head.name : `${page.title} · ${head.name}`,
    hue: head.hue,
    within: head.slug,
    banner,
    main: html`${page.tab === 'home' ? null : backToSteps(screen, head)}${agreementNotice(screen, head)}${mutedNotice(screen, head)}${page.main}`,
    aside: page.aside,
    width: page.wide ? 'wide' : undefined,
    head: page.head,
  })
}

/** On every page, to somebody who is muted: until when. */
function mutedNotice(screen: Screen, { id }: CommunityHead): Html | null {
  const until = membershipIn(screen.actor, id)?.mutedUntil
  if (!until) return null
  return notice(
    sentence(screen.t('You are muted here until {when}: you can read, but not write.', holes('when')), {
      when: timeTag(new Date(until), screen, 'moment'),
    }),
    'warn',
  )
}

/** On every page of a draft but its first: its progress, and a link back to the next step. */
function backToSteps(screen: Screen, { progress, slug }: CommunityHead): Html | null {
  if (!progress) return null
  const { t } = screen
  const next = progress.steps.find((one) => !one.isDone)
  const done = progress.steps.filter((one) => one.isDone).length
  return html`<nav class="notice plain" aria-label="${t('Steps to the opening')}"><div><p>${t('{done, number} of {all, number} steps done', { done, all: progress.steps.length })}${
    next
      ? html` · <a href="/c/${slug}#step-${next.key}">${t('Next: {step}', { step: stepTitle(next.key, screen) })}</a>`
      : null
  }</p></div></nav>`
}

/** On every page but the agreement's own, while it waits for the reader. */
function agreementNotice(screen: Screen, { id, slug }: CommunityHead): Html | null {
  const address = agreementAddress(slug)
  if (!membershipIn(screen.actor, id)?.agreement || screen.address.startsWith(address)) return null
  const { t } = screen
  return notice(
    t('You can read here. To write, react and vote, agree to how people treat each other in this community.'),
    'plain',
    html`<a class="button" href="${address}">${t('Read the agreement')}</a>`,
  )
}

/** "Draft" or "Archived"; nothing for a community that is open. */
function statusBadge(screen: Screen, { status }: Pick<CommunityHead, 'status'>): Html | null {
  if (status === 'draft') return badge(screen.t('Draft'), 'warn')
  return status === 'archived' ? badge(screen.t('Archived')) : null
}

/** "214 members · 4 cohorts · since March 2024 · Charter" */
export function communityMeta(head: CommunityHead, screen: Screen): Html {
  const { t } = screen
  const facts: Piece[] = [
    t('{n, plural, one {# member} other {# members}}', { n: head.members }),
    head.cohorts > 0 && t('{n, plural, one {# cohort} other {# cohorts}}', { n: head.cohorts }),
    head.openedAt && sentence(t('since {month}', holes('month')), { month: timeTag(head.openedAt, screen, 'month') }),
    html`<a href="/c/${head.slug}/charter">${t('Charter')}</a>`,
    head.guestUntil && t('you are a guest until {day}', { day: lastDayText(head.guestUntil, head, screen) }),
  ].filter(Boolean)
  // The dot stays with the word before it, so that no line begins with a dot.
  return html`${facts.map((fact, i) => html`${i > 0 ? '\u00a0· ' : null}${fact}`)}`
}
