/**
 * The directory of a community, and the page that asks before a member leaves.
 */

import type { CommunityHead } from '#server/communities/community.ts'
import { communityPage } from '#server/communities/frame.ts'
import { requestsNotice } from '#server/communities/joining/requests/pages.ts'
import { directoryFilter, hourIn, matches, questions } from '#server/communities/members/directory-filter.ts'
import { byInitial } from '#server/communities/members/initials.ts'
import {
  absentNotice,
  invitationStateText,
  inviteAgainButton,
} from '#server/communities/members/invitation-state-text.ts'
import { lastDayText } from '#server/communities/members/last-day.ts'
import { roleTitle, standingOf } from '#server/communities/members/role.ts'
import type { Directory, Entry } from '#server/communities/members/views.ts'
import { languageNames } from '#server/identity/room.ts'
import { face } from '#server/platform/html/face.ts'
import { askedAddress } from '#server/platform/html/filter.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { dotsMenu, menu } from '#server/platform/html/menu.ts'
import { badge, count, emptyState, notice, pager, pageTitle } from '#server/platform/html/parts.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { correctedNotice } from '#server/platform/search/corrected-notice.ts'

/** `/c/:community/members`. */
export function directoryPage(view: Directory, screen: Screen): Html {
  const { t } = screen
  const { community, items, removed, unreached } = view
  const root = `/c/${community.slug}/members`
  const isAsking = questions.some((name) => screen.query[name])
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Members'),
    wide: true,
    main: html`${pageTitle({
      title: html`${t('Members')} <span class="count">${count(screen, community.members)}</span>`,
      acts: headActs(community, screen),
    })}
${
  removed
    ? notice(
        t('{name} is no longer a member. What they wrote stays.', { name: removed.name }),
        'good',
        actButton(screen, { action: `${root}/${shortId(removed.personId)}/return`, label: t('Undo') }),
      )
    : null
}
${
  unreached > 0
    ? notice(
        t(
          '{n, plural, one {No mail reaches # member} other {No mail reaches # members}}: their mail server says that nobody has the address.',
          {
            n: unreached,
          },
        ),
        'warn',
        html`<a class="button" href="${root}/unreached">${t('See who')}</a>`,
      )
    : null
}
${requestsNotice(view.requests, community.slug, screen)}
${view.absent ? absentNotice(view.absent, community, screen) : null}
${directoryFilter(view, screen)}
${matches(view, screen)}
${correctedNotice(screen.query.q ?? '', view.corrected, screen)}
${
  items.length > 0
    ? html`${letters(items, screen)}<div class="directory">${byInitial(items).map(
        ({ letter, people }) =>
          html`<section aria-labelledby="under-${letter}"><h2 id="under-${letter}">${letter}</h2><ul>${people.map((one) => entry(one, view, screen))}</ul></section>`,
      )}</div>`
    : emptyState({
        title: t('Nobody found'),
        says: isAsking ? t('Try fewer words, or another spelling.') : null,
        act: isAsking ? html`<a class="button" href="${root}">${t('Show everybody')}</a>` : null,
      })
}
${pager(screen, {
  next: view.next ? askedAddress(screen, root, { questions, after: view.next }) : null,
  first: screen.query.after ? askedAddress(screen, root, { questions }) : null,
})}`,
  })
}

/** What most people come for stands beside the title, the rest in a menu. */
function headActs({ slug, can }: CommunityHead, { t }: Screen): Html | null {
  const root = `/c/${slug}/members`
  const leave = `/c/${slug}/leaving`
  if (!can.members && !can.roles) return can.leave ? html`<a class="quiet" href="${leave}">${t('Leave')}</a>` : null
  const item = (href: string, label: string) => html`<a class="item" href="${href}">${label}</a>`
  const items = [
    can.members ? item(`${root}/import`, t('Add people from a file')) : null,
    can.members ? item(`${root}/links`, t('Invitation links')) : null,
    can.roles ? item(`${root}/roles`, t('Roles')) : null,
    can.leave ? html`<a class="item rule" href="${leave}">${t('Leave')}</a>` : null,
  ]
  return html`${can.members ? html`<a class="button" href="${root}/add">${t('Add people')}</a>` : null}${menu({ label: t('More'), kind: 'end', items: items.filter(Boolean) })}`
}

/** Ways to each letter of a list too long to be seen at once. */
function letters(items: readonly Entry[], { t }: Screen): Html | null {
  const groups = byInitial(items)
  if (items.length < longList || groups.length < 3) return null
  return html`<nav class="letters" aria-label="${t('Go to a letter')}">${groups.map(({ letter }) => html`<a href="#under-${letter}">${letter}</a>`)}</nav>`
}

/** People from which a list gets letters to go to. */
const longList = 20

function entry(one: Entry, { community, roles }: Directory, screen: Screen): Html {
  const { t } = screen
  const where = [
    one.location,
    timeThere(one, screen),
    languageNames(one.languages, t.locale),
    ...one.cohorts,
    one.contributions > 0
      ? t('{n, plural, one {# contribution} other {# contributions}}', { n: one.contributions })
      : null,
  ]
    .filter(Boolean)
    .join(' · ')
  return html`<li><div class="person">${face(one, 'medium')}<a class="who" href="/people/${addressPart(one.name, one.personId)}">${one.name}</a><span>${one.title}${standingBadges(
    one,
    { community, roles },
    screen,
  )}</span></div><p class="where">${where}${one.coming ? html`${where ? html`<br>` : null}${invitationStateText(one.coming, screen)}` : null}</p><div class="asks">${
    one.askMeAbout
      ? html`<p><span class="soft">${t('Ask me about')}</span> ${one.askMeAbout}${one.knowsYours ? html` ${badge(t('you want to learn that'), 'good')}` : null}</p>`
      : null
  }${
    one.wantToLearn
      ? html`<p><span class="soft">${t('I want to learn')}</span> ${one.wantToLearn}${one.learnsYours ? html` ${badge(t('you know that'), 'good')}` : null}</p>`
      : null
  }${one.custom.length > 0 ? html`<p>${one.custom.map(({ label, value }, i) => html`${i > 0 ? ' · ' : null}<span class="soft">${label}</span> ${value}`)}</p>` : null}</div>${entryMenu(one, community, screen)}</li>`
}

/** "21:40 there", where it is another time than the reader's. */
function timeThere({ timeZone }: Entry, screen: Screen): string | null {
  const { t, actor } = screen
  if (!timeZone) return null
  const there = hourIn(timeZone, screen)
  return there === hourIn(actor.zone, screen) ? null : t('{time} there', { time: there })
}

/** What a reader should know of somebody's roles, in the fewest words. */
function standingBadges(
  { roles: held, title, endsAt }: Entry,
  { community, roles }: Pick<Directory, 'community' | 'roles'>,
  screen: Screen,
): Piece {
  const { t } = screen
  const { standing, more } = standingOf(held)
  const names = [
    ...(standing === 'leader' ? [t('Leader')] : standing === 'helper' ? [t('Helper')] : []),
    ...more.map((role) =>
      role === 'guest' && endsAt
        ? t('Guest until {day}', { day: lastDayText(endsAt, community, screen) })
        : roleTitle(role, roles, t),
    ),
  ]
  return names.map((name, i) => html`${i > 0 || title ? ' · ' : null}${badge(name)}`)
}

function entryMenu(one: Entry, community: CommunityHead, screen: Screen): Html | null {
  const { t } = screen
  const root = `/c/${community.slug}/members/${shortId(one.personId)}`
  const items = [
    inviteAgainButton(one, community, screen),
    community.can.roles ? html`<a class="item" href="${root}/roles">${t('Roles')}</a>` : null,
    community.can.members
      ? actButton(screen, {
          action: `${root}/removal`,
          label: t('Remove from the community'),
          longLabel: t('Remove from the community: {name}', { name: one.name }),
          look: 'item',
        })
      : null,
  ].filter(Boolean)
  return items.length > 0 ? dotsMenu(t('More about {name}', { name: one.name }), items) : null
}

/** `/c/:community/leaving`. */
export function leavePage({ community }: { community: CommunityHead }, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Leave the community'),
    main: html`${pageTitle({
      title: t('Leave {community}?', { community: community.name }),
      lead: t(
        'You will not see it any more, and it will send you nothing. What you wrote stays. To come back, ask somebody who leads it.',
      ),
    })}
${form(
  screen,
  {
    action: `/c/${community.slug}/leaving`,
    submit: t('Leave'),
    danger: true,
    beside: html`<a class="quiet" href="/c/${community.slug}">${t('Stay')}</a>`,
  },
  [],
)}`,
  })
}
