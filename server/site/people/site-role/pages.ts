/**
 * The page on which somebody is given a role on the site, with what each allows.
 */
import { choice } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import type { Html } from '#server/platform/html/html.ts'
import { html } from '#server/platform/html/html.ts'
import { breadcrumbs, notice } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import type { RoleOnSite, SiteRoleView } from '#server/site/people/site-role/site-role.ts'
import { roleName } from '#server/site/role-name.ts'
import { allowed } from '#server/site/roles/pages.ts'
import { addedBy } from '#server/site/roles/role.ts'

const root = '/site/people'

/** `/site/people/:person/site-role`. */
export function siteRolePage(view: SiteRoleView, screen: Screen): Html {
  const { t, declared } = screen
  const { name, siteRole, can } = view
  const at = `${root}/${shortId(view.personId)}`
  const card = (value: Exclude<RoleOnSite, 'none'>, before: string) => ({
    value,
    label: roleName({ name: value, title: null }, t),
    hint: html`${before} ${allowed(addedBy(declared.permissions, `site:${value}`).own, screen)}`,
    disabled: value === 'owner' && !can.makeOwner,
  })
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [
      { label: t('People'), href: root },
      { label: name, href: at },
    ]),
    title: t('Role of {name} on this site', { name }),
    lead: view.title || null,
    main: html`${view.isMe ? notice(t('This is your own role. Only somebody else can give it back.'), 'warn') : null}
${
  can.change
    ? form(screen, { action: `${at}/site-role`, submit: t('Save'), cancel: at }, [
        choice({
          name: 'siteRole',
          label: t('On this site {name} is', { name }),
          value: siteRole,
          required: true,
          choices: [
            {
              value: 'none',
              label: t('Without a role'),
              hint: t('What they may do in a community is decided there.'),
            },
            card('admin', t('In every community everything that its leaders may do, and:')),
            card('owner', t('Everything that an admin of the site may do, and:')),
          ],
        }),
      ])
    : notice(
        view.isDeactivated
          ? t('This account is deactivated. Reactivate it first.')
          : t('This person owns the site, so only an owner changes their account.'),
      )
}`,
  })
}
