/**
 * The page on which a member is given roles, each with what it lets them do.
 */
import { communityPage } from '#server/communities/frame.ts'
import { lastDayField } from '#server/communities/members/last-day.ts'
import {
  givenRoles,
  offeredRoles,
  permissionsOf,
  roleTitle,
  type Standing,
  standingOf,
  standings,
} from '#server/communities/members/role.ts'
import type { RolesPage } from '#server/communities/members/views.ts'
import { choice, choices, textField } from '#server/platform/html/field.ts'
import { form, more } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice, pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/:person/roles`. */
export function rolesPage(view: RolesPage, screen: Screen): Html {
  const { t } = screen
  const { community, member, roles, givable } = view
  const root = `/c/${community.slug}/members`
  const now = standingOf(member.roles)
  const able = (names: readonly string[]) => names.every((name) => givable.includes(name))
  const offered = offeredRoles(roles)
  const card = (value: Standing, label: string, than: Standing | null) => ({
    value,
    label,
    hint: permissionsList(view, screen, standings[value], than),
    disabled: !able(standings[value]) && now.standing !== value,
  })
  // Roles that they have stay on the form even where they are not offered, so that saving does not remove them.
  const extra = givenRoles(roles)
    .reverse()
    .filter((role) => role.name !== 'manager' && (offered.includes(role) || now.more.includes(role.name)))
    .map(({ name }) => ({
      value: name,
      label: roleTitle(name, roles, t),
      hint: name === 'guest' ? t('Can read, and nothing else.') : permissionsList(view, screen, [name], 'member'),
      disabled: !able([name]),
    }))
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Roles of {name}', { name: member.name }),
    main: html`${pageTitle({ title: t('Roles of {name}', { name: member.name }), lead: member.title || null })}
${view.isMe ? notice(t('These are your own roles. Only somebody else can give back what you remove.'), 'warn') : null}
${form(screen, { action: `${root}/${shortId(member.personId)}/roles`, submit: t('Save'), cancel: root }, [
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
    textField({
      name: 'guestUntil',
      label: t('Guest until'),
      hint: t('The last day of a guest, where they are a guest for a time. After it they are no member any more.'),
      type: 'date',
      value: member.endsAt ? lastDayField(member.endsAt, community) : '',
    }),
  ]),
])}`,
  })
}

/** What these roles allow today; where a lesser standing is named, only what goes beyond it. */
function permissionsList(
  { roles }: RolesPage,
  { t, declared }: Screen,
  names: readonly string[],
  than: Standing | null,
): Piece {
  const before = than ? permissionsOf(standings[than], roles) : []
  const all = permissionsOf(names, roles)
  const own = [...declared.permissions].filter(([name]) => all.includes(name) && !before.includes(name))
  if (own.length === 0) return t('Everything a member can do.')
  // Inside a label, where HTML has no lists.
  const list = html`<span class="permissions">${own.map(([, { says }]) => html`<span>${t(says)}</span> `)}</span>`
  if (than === 'helper') return html`${t('Everything a helper can do, and:')} ${list}`
  return than === 'member' ? html`${t('Everything a member can do, and:')} ${list}` : list
}
