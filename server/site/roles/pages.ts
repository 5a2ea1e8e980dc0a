/**
 * The pages of the site's roles.
 */
import { choices, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { namesText } from '#server/platform/html/names.ts'
import { breadcrumbs, count, emptyState, notice, section } from '#server/platform/html/parts.ts'
import { table } from '#server/platform/html/table.ts'
import type { DeclaredPermission, StandardRole } from '#server/platform/permission.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import { roleName } from '#server/site/role-name.ts'
import { addedBy, choosable, type OwnRole, type Roles } from '#server/site/roles/role.ts'

const root = '/site/roles'

/** `/site/roles`. */
export function rolesPage(view: Roles, screen: Screen): Html {
  const { t, declared } = screen
  const columns = [
    { label: t('Role') },
    { label: t('Held by'), isAmount: true as const },
    { label: t('What it allows') },
  ]
  return siteRunningPage(screen, {
    part: 'roles',
    title: t('Roles'),
    lead: t(
      'A role allows what is written beside it. Leaders give roles in their community, each only such as allow no more than their own.',
    ),
    acts: html`<a class="button" href="${root}/new">${t('New role')}</a>`,
    width: 'wide',
    main: html`${section({
      id: 'own',
      title: t('Roles of this site'),
      inside:
        view.own.length > 0
          ? table(
              { label: t('What the roles of this site allow'), columns },
              view.own.map((role) => [
                html`<a href="${root}/${role.name}">${role.title}</a>`,
                count(screen, role.holders),
                allowed(
                  choosable(declared.permissions).flatMap(([name, one]) =>
                    role.permissions.includes(name) ? [one] : [],
                  ),
                  screen,
                ),
              ]),
            )
          : emptyState({
              title: t('None yet'),
              says: t(
                'Where the standard roles do not fit, make one from single permissions. It can then be given to members of every community.',
              ),
              act: html`<a class="button" href="${root}/new">${t('New role')}</a>`,
            }),
    })}
${section({
  id: 'standard',
  title: t('Standard roles'),
  inside: table(
    { label: t('What the standard roles allow'), columns },
    view.standard.map(({ name, holders }) => [
      roleName({ name, title: null }, t),
      count(screen, holders),
      standardAllowed(name as StandardRole, screen),
    ]),
  ),
})}`,
  })
}

/** What a standard role allows, beyond those it has everything of. */
function standardAllowed(name: StandardRole, screen: Screen): Piece {
  const { t, declared } = screen
  const { before, own } = addedBy(declared.permissions, name)
  const roles = namesText(
    before.map((one) => roleName({ name: one, title: null }, t)),
    t,
  )
  if (before.length === 0) return allowed(own, screen)
  if (own.length === 0) return t('Everything that this role allows: {roles}.', { roles })
  return html`${t('{n, plural, one {Everything that this role allows: {roles}. Also:} other {Everything that these roles allow: {roles}. Also:}}', { n: before.length, roles })} ${allowed(own, screen)}`
}

/** What permissions open, as a list of sentences. */
export function allowed(permissions: readonly DeclaredPermission[], { t }: Screen): Html {
  return html`<span class="permissions">${permissions.map(({ says }) => html`<span>${t(says)}</span> `)}</span>`
}

/** `/site/roles/new`. */
export function newRolePage(_: unknown, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'roles',
    way: breadcrumbs(screen, [{ label: t('Roles'), href: root }]),
    title: t('New role'),
    main: roleForm(screen, { action: root, submit: t('Make the role'), role: null }),
  })
}

/** `/site/roles/:role`. */
export function rolePage(role: OwnRole, screen: Screen): Html {
  const { t } = screen
  const at = `${root}/${role.name}`
  return siteRunningPage(screen, {
    part: 'roles',
    way: breadcrumbs(screen, [{ label: t('Roles'), href: root }]),
    title: role.title,
    main: html`${
      role.holders > 0
        ? notice(
            t(
              '{n, plural, one {# person holds} other {# people hold}} this role. What you change holds for them at once.',
              {
                n: role.holders,
              },
            ),
          )
        : null
    }
${roleForm(screen, { action: at, submit: t('Save'), role })}
${section({
  id: 'deletion',
  title: t('Delete this role'),
  inside:
    role.holders > 0
      ? html`<p class="hint">${t('A role can be deleted once nobody holds it.')}</p>`
      : actButton(screen, { action: `${at}/removal`, label: t('Delete this role'), look: 'danger' }),
})}`,
  })
}

function roleForm(
  screen: Screen,
  { action, submit, role }: { action: string; submit: string; role: OwnRole | null },
): Html {
  const { t, declared } = screen
  return form(screen, { action, submit, cancel: root }, [
    textField({ name: 'title', label: t('Name'), value: role?.title ?? '', required: true, max: 60 }),
    choices({
      name: 'permissions',
      label: t('What it allows'),
      hint: t('In the community where it is given, beside everything that a member can do.'),
      shape: 'cards',
      values: role?.permissions ?? [],
      choices: choosable(declared.permissions).map(([name, { says }]) => ({ value: name, label: t(says) })),
    }),
  ])
}
