/**
 * Copying the members of another community: which one, what it would do, and doing it.
 */
import { communityPage } from '#server/communities/frame.ts'
import type { CopyMembersPage } from '#server/communities/members/copy-members.ts'
import { roleTitle } from '#server/communities/members/role.ts'
import { waysToAdd } from '#server/communities/members/ways-to-add.ts'
import { checkbox } from '#server/platform/html/field.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { emptyState, pageTitle, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/copying`. */
export function copyMembersPage(view: CopyMembersPage, screen: Screen): Html {
  const { t } = screen
  const { community, choices, preview } = view
  const root = `/c/${community.slug}/members`
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Copy members'),
    main: html`${pageTitle({
      title: t('Copy members'),
      lead: t(
        'Everybody who is a member of another community becomes a member here too. Nobody is taken away anywhere.',
      ),
    })}
${waysToAdd(community.slug, 'copying', screen)}
${
  choices.length > 0
    ? html`<form class="people-filter" method="get" action="${root}/copying"><span class="select"><select name="from" aria-label="${t('Community')}">${choices.map(
        ({ id, name, members }) =>
          html`<option value="${shortId(id)}" ${attr('selected', id === preview?.id)}>${t('{name} ({n, plural, one {# member} other {# members}})', { name, n: members })}</option>`,
      )}</select>${icon('chevron', 18)}</span><button class="plain">${t('See what it would do')}</button></form>`
    : emptyState({
        title: t('No other community'),
        says: t('You can copy the members of communities whose members you look after.'),
        act: html`<a class="button" href="${root}/add">${t('Add people')}</a>`,
      })
}
${preview ? previewPart(preview, view, screen) : null}`,
  })
}

function previewPart(
  preview: NonNullable<CopyMembersPage['preview']>,
  { community, roles }: CopyMembersPage,
  screen: Screen,
): Html {
  const { t } = screen
  const given = preview.roles.map(({ name, people }) =>
    t('{role}: {n, plural, one {# person} other {# people}}', { role: roleTitle(name, roles, t), n: people }),
  )
  return section({
    id: 'preview',
    title: preview.name,
    inside: html`<ul class="plain">
<li>${t('{n, plural, =0 {Nobody is new here} one {# person becomes a member} other {# people become members}}', { n: preview.added })}</li>
${preview.already > 0 ? html`<li>${t('{n, plural, one {# is a member already} other {# are members already}}', { n: preview.already })}</li>` : null}
${preview.guests > 0 ? html`<li>${t('{n, plural, one {# guest is} other {# guests are}} left out', { n: preview.guests })}</li>` : null}
</ul>
${form(
  screen,
  {
    action: `/c/${community.slug}/members/copying`,
    submit: t('{n, plural, =0 {Copy} one {Add # person} other {Add # people}}', { n: preview.added }),
    cancel: `/c/${community.slug}/members`,
    label: t('Copy members'),
  },
  [
    hidden('from', shortId(preview.id)),
    given.length > 0
      ? checkbox({ name: 'roles', label: t('With the roles they have there'), hint: given.join(' · ') })
      : null,
    community.status === 'active'
      ? html`<p class="hint">${t('New members are invited by mail at once.')}</p>`
      : html`<p class="hint">${t('They are invited when the community opens.')}</p>`,
  ],
)}`,
  })
}
