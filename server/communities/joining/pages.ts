/**
 * "Find a community", and the page on which somebody joins one.
 */
import type { Joinable } from '#server/communities/joining/joining.ts'
import { mayAsk, mayJoinAtOnce } from '#server/communities/joining/policy.ts'
import { longestAnswer } from '#server/communities/joining/requests/ask-to-join.ts'
import type { FindCommunities } from '#server/communities/joining/views.ts'
import { textArea } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { emptyState, notice, pager, pageTitle } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/communities`. */
export function findCommunitiesPage({ items, next }: FindCommunities, screen: Screen): Html {
  const { t, query } = screen
  const isAsking = Boolean(query.q)
  return sitePage(screen, {
    title: t('Find a community'),
    width: 'wide',
    main: html`${pageTitle({
      title: t('Find a community'),
      lead: t('Communities on this site that you can see, and how you join them.'),
    })}
${items.length > 0 || isAsking ? searchForm(screen) : null}
${items.length > 0 ? html`<ul class="halls">${items.map((one) => tile(one, screen))}</ul>` : nothingFound(isAsking, screen)}
${pager(screen, {
  next: next ? addressWith(screen, next) : null,
  first: query.after ? addressWith(screen, null) : null,
})}`,
  })
}

function searchForm({ t, query }: Screen): Html {
  return html`<form class="people-filter" method="get" action="/communities" role="search">
<input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search communities')}" placeholder="${t('Name or purpose')}"><button class="plain">${t('Search')}</button>
</form>`
}

/** The same search, from another place in the list. */
function addressWith({ query }: Screen, after: string | null): string {
  const asked = new URLSearchParams()
  if (query.q) asked.set('q', query.q)
  if (after) asked.set('after', after)
  return asked.size > 0 ? `/communities?${asked}` : '/communities'
}

function nothingFound(isAsking: boolean, { t }: Screen): Html {
  if (isAsking) {
    return emptyState({
      title: t('No community found'),
      says: t('Try fewer words, or another spelling.'),
      act: html`<a class="button" href="/communities">${t('Show all communities')}</a>`,
    })
  }
  return emptyState({
    title: t('No community can be found here yet'),
    says: t(
      'Communities that only their members see are not listed. Their leaders invite people by mail or with a link.',
    ),
  })
}

function tile(one: Joinable, screen: Screen): Html {
  const { t } = screen
  const address = one.isMember ? `/c/${one.slug}` : joiningAddress(one.slug)
  const members = t('{n, plural, one {# member} other {# members}}', { n: one.members })
  return html`<li class="hall" style="--hue: ${one.hue}"><h2 dir="auto"><a href="${address}">${one.name}</a></h2><p dir="auto">${one.purpose}</p><small>${members} · ${takes(one, screen)}</small><div class="acts">${tileAct(one, screen)}</div></li>`
}

function joiningAddress(slug: string): string {
  return `/c/${slug}/joining`
}

/** What joining takes, in a few words. */
function takes(one: Joinable, { t }: Screen): Piece {
  if (one.isMember) return t('You are a member')
  if (mayJoinAtOnce(one).ok) return t('Open to everybody')
  if (one.request === 'waiting') return t('Your request is waiting')
  return mayAsk(one).ok ? t('Join on request') : t('By invitation only')
}

function tileAct(one: Joinable, screen: Screen): Piece {
  const { t } = screen
  const name = { community: one.name }
  if (one.isMember)
    return html`<a class="button" href="/c/${one.slug}" aria-label="${t('Go to the community: {community}', name)}">${t('Go to the community')}</a>`
  if (mayJoinAtOnce(one).ok) return joinButton(one, screen)
  if (one.request === 'waiting') return withdrawButton(one, screen)
  if (!mayAsk(one).ok) return null
  return html`<a class="button" href="${joiningAddress(one.slug)}" aria-label="${t('Ask to join {community}', name)}">${t('Ask to join')}</a>`
}

function joinButton({ slug, name }: Joinable, screen: Screen): Html {
  const { t } = screen
  return actButton(screen, {
    action: joiningAddress(slug),
    label: t('Join'),
    longLabel: t('Join {community}', { community: name }),
    look: 'primary',
  })
}

function withdrawButton({ slug, name }: Joinable, screen: Screen): Html {
  const { t } = screen
  return actButton(screen, {
    action: `/c/${slug}/requests/withdrawal`,
    label: t('Withdraw the request'),
    longLabel: t('Withdraw the request to {community}', { community: name }),
    look: 'quiet',
  })
}

/** `/c/:community/joining`: a community for somebody who is not in it. */
export function joiningPage(community: Joinable, screen: Screen): Html {
  const { t } = screen
  const { slug, name, purpose, hue, members, status } = community
  return sitePage(screen, {
    title: name,
    hue,
    main: html`${pageTitle({
      kicker: html`<a href="/communities">${t('Find a community')}</a>`,
      title: name,
      lead: purpose,
    })}
<p class="soft">${t('{n, plural, one {# member} other {# members}}', { n: members })}${
      status === 'active' ? html` · <a href="/c/${slug}/charter">${t('Charter')}</a>` : null
    }</p>
${wayIn(community, screen)}`,
  })
}

function wayIn(community: Joinable, screen: Screen): Piece {
  const { t } = screen
  if (mayJoinAtOnce(community).ok) return joinButton(community, screen)
  if (community.request === 'waiting' && community.status === 'active') {
    return notice(
      html`${sentence(t('You asked to join on {day}. Its leaders will answer you by mail.', holes('day')), {
        day: community.askedAt && timeTag(community.askedAt, screen, 'day'),
      })}`,
      'plain',
      withdrawButton(community, screen),
    )
  }
  const verdict = mayAsk(community)
  if (!verdict.ok) return notice(t(verdict.refusal.says))
  return html`${declinedNotice(community, screen)}${requestForm(community, screen)}`
}

function declinedNotice({ request, reason }: Joinable, { t }: Screen): Html | null {
  if (request !== 'declined') return null
  return notice(
    html`${t('Your last request was declined.')}${reason ? html` <q dir="auto">${reason}</q>` : null} ${t('You can ask again.')}`,
  )
}

function requestForm({ slug, question, wasRemoved }: Joinable, screen: Screen): Html {
  const { t } = screen
  return html`<p>${
    wasRemoved
      ? t('A leader ended your membership here. You can ask to come back, and the leaders decide.')
      : t('The leaders decide who joins. They see your name, your profile and what you write here.')
  }</p>
${form(screen, { action: `/c/${slug}/requests`, submit: t('Send the request') }, [
  textArea({
    name: 'answer',
    label: question || t('A few words to the leaders'),
    required: question !== '',
    max: longestAnswer,
    rows: 4,
  }),
])}`
}
