/**
 * Where two accounts of one person are merged: which other account, what becomes of both, and which roles hold.
 */
import { face } from '#server/platform/html/face.ts'
import { choices } from '#server/platform/html/field.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { badge, breadcrumbs, count, facts, notice, section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import type { Merging, Side } from '#server/site/people/merging/merging.ts'
import { roleName } from '#server/site/role-name.ts'

const root = '/site/people'

/** `/site/people/:person/merging`. */
export function mergingPage(view: Merging, screen: Screen): Html {
  const { t, query } = screen
  const { winner, other } = view
  const at = `${root}/${shortId(winner.personId)}`
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [
      { label: t('People'), href: root },
      { label: winner.name, href: at },
    ]),
    title: t('Merge two accounts of one person'),
    lead: other
      ? null
      : t(
          'Everything of the other account becomes {name}’s, and the other account goes. You see first what that means.',
          {
            name: winner.name,
          },
        ),
    main: other
      ? preview(view, other, screen, at)
      : html`${query.other ? notice(t('Nobody on this site has the address {address}.', { address: query.other }), 'warn') : null}
<form class="form" method="get" action="${at}/merging"><div class="field"><label for="other">${t('Mail address of the other account')}</label><input id="other" name="other" type="email" required maxlength="320" value="${query.other ?? ''}" autocomplete="off"></div><div class="acts"><button class="primary">${t('Show both')}</button><a class="quiet" href="${at}">${t('Cancel')}</a></div></form>`,
  })
}

function preview(view: Merging, other: Side, screen: Screen, at: string): Html {
  const { t } = screen
  const { winner, hindered, votedTwice } = view
  const swapped = `${root}/${shortId(other.personId)}/merging?${new URLSearchParams({ other: winner.email })}`
  return html`<div class="beside">${sideOf(winner, t('Stays'), screen)}${sideOf(other, t('Goes'), screen)}</div>
<p><a class="quiet" href="${swapped}">${t('Keep {name} instead', { name: shownAddress(other.email) })}</a></p>
${
  hindered
    ? notice(t(hindered.says), 'warn')
    : section({
        id: 'what',
        title: t('What happens'),
        inside: html`<div class="form bare"><div class="prose small"><ul>${whatHappens(view, other, t).map((line) => html`<li>${line}</li>`)}</ul></div>
${votedTwice > 0 ? notice(t('{n, plural, one {Both voted in # open Ping} other {Both voted in # open Pings}}. The later vote counts.', { n: votedTwice })) : null}
${form(screen, { action: `${at}/merging`, submit: t('Merge them'), danger: true, cancel: at }, [
  hidden('other', shortId(other.personId)),
  roleChoices(view, screen),
  html`<p class="hint">${t('This cannot be taken back.')}</p>`,
])}</div>`,
      })
}`
}

function whatHappens({ winner }: Merging, other: Side, t: Translate): Piece[] {
  return [
    t('Communities, posts, pages and votes of {address} become those of {winner}.', {
      address: shownAddress(other.email),
      winner: shownAddress(winner.email),
    }),
    t('Files and lists that name {address} find {winner} from now on.', {
      address: [shownAddress(other.email), other.externalId].filter(Boolean).join(', '),
      winner: winner.name,
    }),
    t('What the profile of {winner} does not say yet is taken from the other one.', { winner: winner.name }),
    t('Both are signed out everywhere. The password and the API tokens of the account that goes end.'),
    other.siteRole && other.siteRole !== winner.siteRole
      ? t('The role on this site that only the account that goes has is not given on.')
      : null,
  ].filter(Boolean)
}

function sideOf(one: Side, label: string, screen: Screen): Html {
  const { t } = screen
  const standing = [
    one.siteRole && roleName({ name: one.siteRole, title: null }, t),
    one.isDeactivated && t('deactivated'),
    !one.hasSignedIn && t('never signed in'),
  ].filter(Boolean)
  return html`<section class="card form bare" aria-label="${label}"><p class="kicker">${label}</p><div class="person">${face(one, 'medium')}<a class="who" href="${root}/${shortId(one.personId)}">${one.name}</a><span>${one.title}${standing.map((words) => html` ${badge(words)}`)}</span></div>
${facts([
  [t('Mail address'), shownAddress(one.email)],
  ...(one.externalId ? [[t('External ID'), one.externalId] as const] : []),
  [t('Communities'), count(screen, one.communities)],
  [t('Posts'), count(screen, one.posts)],
  [t('Threads, pages and resources'), count(screen, one.entries)],
  [t('Added'), timeText(one.addedAt, screen, 'day')],
])}</section>`
}

/** A tick for each community in which their roles differ. */
function roleChoices({ differing, winner }: Merging, { t }: Screen) {
  if (differing.length === 0) return null
  const said = (roles: readonly { name: string; title: string | null }[]) =>
    roles.map((role) => roleName(role, t)).join(', ') || t('Member')
  return choices({
    name: 'theirs',
    shape: 'cards',
    label: t('Roles are not added up'),
    hint: t('Tick the communities in which the roles of the account that goes should hold.'),
    required: true,
    choices: differing.map((one) => ({
      value: shortId(one.communityId),
      label: t('In {community}: {roles}', { community: one.name, roles: said(one.others) }),
      hint: t('instead of what {name} is there now: {roles}', { name: winner.name, roles: said(one.winners) }),
    })),
  })
}
