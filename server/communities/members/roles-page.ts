/**
 * The page on which a member is given roles, each with what it lets them do.
 */
import { communityPage } from '#server/communities/frame.ts'
import {
  type GivableRole,
  givableRoles,
  offeredRoles,
  permissionsOf,
  type Standing,
  standingOf,
  standings,
} from '#server/communities/members/member.ts'
import type { RolesPage } from '#server/communities/members/views.ts'
import { choice, choices } from '#server/platform/html/field.ts'
import { form, more } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice, pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import { communityRoles, workingPermissions } from '#server/platform/roles.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/:person/roles`. */
export function rolesPage(view: RolesPage, screen: Screen): Html {
  const { t } = screen
  const { community, member, givable } = view
  const root = `/c/${community.slug}/members`
  const now = standingOf(member.roles)
  const able = (roles: readonly GivableRole[]) => roles.every((role) => givable.includes(role))
  const card = (value: Standing, label: string, than: Standing | null) => ({
    value,
    label,
    hint: rights(screen, standings[value], than),
    disabled: !able(standings[value]) && now.standing !== value,
  })
  // What they hold stays in sight even where it is not offered, so that saving does not take it.
  const extra = [...givableRoles]
    .reverse()
    .filter((role) => role !== 'manager' && (offeredRoles.includes(role) || now.more.includes(role)))
    .map((role) => ({
      value: role,
      label: t(communityRoles[role].name),
      hint: role === 'guest' ? t('Can read, and nothing else.') : rights(screen, [role], 'member'),
      disabled: !able([role]),
    }))
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Roles of {name}', { name: member.name }),
    main: html`${pageTitle({ title: t('Roles of {name}', { name: member.name }), lead: member.title || null })}
${view.isMe ? notice(t('These are your own roles. Only somebody else can give back what you remove.'), 'warn') : null}
${form(
  screen,
  {
    action: `${root}/${shortId(member.personId)}/roles`,
    submit: t('Save'),
    beside: html`<a class="quiet" href="${root}">${t('Cancel')}</a>`,
  },
  [
    choice({
      name: 'standing',
      label: t('In this community {name} is', { name: member.name }),
      value: now.standing,
      choices: [
        card('leader', t('Leader'), 'helper'),
        card('helper', t('Helper'), 'member'),
        card('member', t('Member'), null),
      ],
    }),
    more(t('More roles'), [
      choices({ name: 'roles', label: t('Additional roles'), values: now.more, choices: extra, shape: 'cards' }),
    ]),
  ],
)}`,
  })
}

/** What these roles allow today; where a lesser standing is named, only what goes beyond it. */
function rights(screen: Screen, roles: readonly GivableRole[], than: Standing | null): Piece {
  const { t } = screen
  const before = than ? permissionsOf(standings[than]) : []
  const own = permissionsOf(roles).filter((permission) => !before.includes(permission))
  if (own.length === 0) return t('Everything a member can do.')
  // Inside a label, where HTML has no lists.
  const list = html`<span class="rights">${own.map((permission) => html`<span>${t(workingPermissions[permission])}</span> `)}</span>`
  if (than === 'helper') return html`${t('Everything a helper can do, and:')} ${list}`
  return than === 'member' ? html`${t('Everything a member can do, and:')} ${list}` : list
}
