/**
 * The roles of several members at once: tick them, choose a role, give or take it.
 */
import { communityPage } from '#server/communities/frame.ts'
import type { BulkRoles } from '#server/communities/members/bulk-roles.ts'
import { roleTitle } from '#server/communities/members/role.ts'
import { formKeys } from '#server/platform/html/form.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { breadcrumbs, emptyState, pager, pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/roles`. */
export function bulkRolesPage(view: BulkRoles, screen: Screen): Html {
  const { t, query } = screen
  const { community, items, givable, roles, next } = view
  const members = `/c/${community.slug}/members`
  const root = `${members}/roles`
  const chosen = query.role ?? ''
  const address = (after: string | null) => {
    const asked = new URLSearchParams()
    if (query.q) asked.set('q', query.q)
    if (chosen) asked.set('role', chosen)
    if (after) asked.set('after', after)
    return asked.size > 0 ? `${root}?${asked}` : root
  }
  const ticked = [screen.returned?.typed.persons ?? []].flat()
  const problems = Object.values(screen.returned?.action === root ? screen.returned.problems : {})
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Roles of several members'),
    main: html`${leadingStyles()}${breadcrumbs(screen, [{ label: t('Members'), href: members }])}${pageTitle({
      title: t('Roles of several members'),
      lead: t('Tick the members, choose a role, and give or take it.'),
    })}
<form class="people-filter" method="get" action="${root}" role="search"><input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search members')}" placeholder="${t('Name, place, what to ask about')}"><button class="plain">${t('Search')}</button></form>
${
  items.length === 0
    ? emptyState({ title: t('Nobody found'), act: html`<a class="button" href="${root}">${t('Show everybody')}</a>` })
    : html`<form class="form" method="post" action="${root}" aria-label="${t('Roles of several members')}">${formKeys(screen, root)}
${problems.map((problem) => html`<p class="wrong" role="alert">${problem}</p>`)}
<ul class="ticks">${items.map(({ personId, name, title, roles: held }) => {
        const id = shortId(personId)
        const standing = held.map((role) => roleTitle(role, roles, t)).join(' · ')
        return html`<li><label class="check"><input type="checkbox" name="persons" value="${id}" ${attr('checked', ticked.includes(id))}> <span>${name}<small class="soft">${[title, standing].filter(Boolean).join(' · ')}</small></span></label></li>`
      })}</ul>
<div class="people-filter"><span class="select"><select name="role" aria-label="${t('Role')}">${givable
        .toReversed()
        .map(
          (name) => html`<option value="${name}">${roleTitle(name, roles, t)}</option>`,
        )}</select>${icon('chevron', 18)}</span><button class="primary" name="act" value="give">${t('Give the role')}</button><button class="plain" name="act" value="take">${t('Take it away')}</button></div>
</form>`
}
${pager(screen, { next: next ? address(next) : null, first: query.after ? address(null) : null })}`,
  })
}
