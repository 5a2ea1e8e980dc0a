/**
 * The charter, read and written.
 */
import { type CharterKey, charterAddress, charterVersions, longestText } from '#server/bodies/charter/charter.ts'
import { headingOf } from '#server/bodies/charter/headings.ts'
import type { CharterForm, CharterView } from '#server/bodies/charter/views.ts'
import { communityPage } from '#server/communities/room.ts'
import { composer } from '#server/platform/html/composer.ts'
import { textArea } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { emptyState, pageTitle, prose, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/charter`. */
export function charterPage(view: CharterView, screen: Screen): Html {
  const { t } = screen
  const { community, texts } = view
  const edit =
    community?.can.settings && community.status !== 'archived' ? `${charterAddress(community.slug)}/edit` : null
  const main = html`${pageTitle({
    kicker: community ? null : html`<a href="/c/${view.slug}/joining">${view.name}</a>`,
    title: t('Charter'),
    lead: view.purpose,
    acts: edit && texts.length > 0 ? html`<a class="button" href="${edit}">${t('Edit')}</a>` : null,
  })}
${texts.map(({ key, html: rendered, version }) =>
  section({
    id: key,
    title: headingOf(key, t),
    more:
      community && version > 1 ? html`<a href="${charterVersions(community.slug, key)}">${t('Versions')}</a>` : null,
    inside: prose(rendered, 'reading'),
  }),
)}
${
  texts.length > 0
    ? null
    : emptyState({
        title: t('No charter yet'),
        says: edit
          ? t(
              'A charter says in a few lines what this community is about, whom it is for, how people treat each other, and what it wants to find out next.',
            )
          : null,
        act: edit ? html`<a class="button primary" href="${edit}">${t('Write the charter')}</a>` : null,
      })
}`
  if (community) return communityPage(screen, community, { tab: null, title: t('Charter'), main })
  return sitePage(screen, { title: `${t('Charter')} · ${view.name}`, hue: view.hue, main })
}

/** `/c/:community/charter/edit`. */
export function charterFormPage(view: CharterForm, screen: Screen): Html {
  const { t } = screen
  const { community, texts } = view
  const root = charterAddress(community.slug)
  const text = (name: CharterKey, hint: string) =>
    composer({
      name,
      label: headingOf(name, t),
      hint,
      value: texts.find(({ key }) => key === name)?.source ?? '',
      max: longestText,
      rows: 3,
      community,
    })
  return communityPage(screen, community, {
    tab: null,
    title: t('Edit the charter'),
    main: html`${pageTitle({ title: t('Edit the charter'), lead: t('A few lines each are enough. What you leave empty is not shown.') })}
${form(screen, { action: root, submit: t('Save the charter'), cancel: root }, [
  textArea({ name: 'purpose', label: t('Purpose'), value: view.purpose, max: 600, rows: 3 }),
  text(
    'domain',
    t(
      'What you share, and what you leave to others. For example: leading a team for the first time, not project management.',
    ),
  ),
  text('who_for', t('For example: everybody in their first two years of leading people.')),
  text('norms', t('How you treat each other. For example: what is told here stays here; questions are never stupid.')),
  text('questions', t('What you want to find out together this quarter, one line each.')),
])}`,
  })
}
