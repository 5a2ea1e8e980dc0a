/**
 * Copying a community.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import type { CopyPage } from '#server/communities/copying/copy-community.ts'
import { sameNameField } from '#server/communities/namesake.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { checkbox, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The way there, in the settings of a community. */
export function copyPart({ slug }: Pick<CommunityHead, 'slug'>, { t }: Screen): Html {
  return section({
    id: 'copy',
    title: t('Copy'),
    inside: html`<p class="lead-in">${t('A new draft with the settings, the looks and the Toolkit of this community, for another group of people.')}</p><p><a class="button" href="/c/${slug}/settings/copy">${t('Copy this community')}</a></p>`,
  })
}

/** `/c/:community/settings/copy`. */
export function copyPage(view: CopyPage, screen: Screen): Html {
  const { t, declared } = screen
  const { community } = view
  return settingsPage(
    screen,
    community,
    'settings',
    section({
      id: 'copy',
      title: t('Copy this community'),
      inside: html`<p class="lead-in">${t('The copy is a draft that only you see. It mails nobody until you open it.')}</p>
<div class="prose small"><ul>
<li>${t('Its settings, colour, banner and welcome')}</li>
${declared.copiedParts.map(({ key, says }) => html`<li>${says(t, view.figures[key] ?? {})}</li>`)}
</ul></div>
<p class="lead-in">${t('Discussions, posts, pages, Pings, votes and announcements that are out stay here, and so does what is only for some of its people.')}</p>
${form(
  screen,
  {
    action: `/c/${community.slug}/settings/copy`,
    submit: t('Create the copy'),
    cancel: `/c/${community.slug}/settings`,
    label: t('Copy this community'),
  },
  [
    textField({ name: 'name', label: t('Name of the copy'), required: true, max: 120 }),
    sameNameField(t),
    view.mayCopyMembers
      ? checkbox({
          name: 'members',
          label: t('Its members too'),
          hint: t(
            '{n, plural, one {# person} other {# people}}, without guests. They are invited when you open the copy.',
            {
              n: community.members,
            },
          ),
        })
      : null,
    view.mayCopyMembers && view.mayCopyRoles
      ? checkbox({
          name: 'roles',
          label: t('With their roles'),
          hint: t('Only together with the members. Without it, you alone lead the copy.'),
        })
      : null,
  ],
)}`,
    }),
  )
}
