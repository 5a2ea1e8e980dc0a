/**
 * Suggestions on screens. A member who found something useful gives its address in half a minute; an editor answers with one
 * press, or a sentence.
 */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { textArea, textField } from '#server/platform/html/field.ts'
import { actButton, form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, emptyState, fold, notice, pageTitle, tabs } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import { resourceRow } from '#server/toolkit/list-parts.ts'
import { type ResourceView, resourceAddress, toolkitAddress } from '#server/toolkit/resource.ts'
import { oneThingField } from '#server/toolkit/resource-fields.ts'
import type { SuggestionForm, SuggestionsView } from '#server/toolkit/suggestions/views.ts'

/** The longest reason, in characters. */
export const longestWhy = 500

/** `/c/:community/toolkit/suggest` */
export function suggestPage(view: SuggestionForm, screen: Screen): Html {
  const { t } = screen
  const { community, way } = view
  const root = toolkitAddress(community.slug)
  const here = `${root}/suggest`
  const one = oneThingField(view, screen, { rows: 10, draft: `suggestion/new/${community.id}` })
  const title = textField({
    name: 'title',
    label: t('Title'),
    hint: way === 'text' ? undefined : t('Leave it empty to use the title of what you suggest.'),
    required: way === 'text',
    max: 300,
  })
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Suggest something'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}${pageTitle({
      title: t('Suggest something'),
      lead: t('Those who look after the Toolkit read it, and put it in or tell you why not. Your name stays on it.'),
    })}
${tabs(t('What you suggest'), [
  { href: here, label: t('A link'), current: way === 'link' },
  { href: `${here}?way=file`, label: t('A file'), current: way === 'file' },
  { href: `${here}?way=text`, label: t('A text'), current: way === 'text' },
])}
${form(
  screen,
  {
    action: `${root}/suggestions`,
    submit: t('Suggest it'),
    files: true,
    beside: html`<a class="quiet" href="${root}/suggestions">${t('What you suggested before')}</a>`,
  },
  [
    hidden('way', way),
    ...(way === 'text' ? [title, one] : [one, title]),
    textArea({
      name: 'summary',
      label: t('What it helps with'),
      hint: t('A sentence or two, for those who have not seen it yet.'),
      rows: 3,
      max: 2000,
    }),
  ],
)}`,
  })
}

/** `/c/:community/toolkit/suggestions` */
export function suggestionsPage({ community, suggestions }: SuggestionsView, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  const isEditor = community.can.editToolkit
  const suggest = html`<a class="button" href="${root}/suggest">${t('Suggest something')}</a>`
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Suggestions'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}${pageTitle({
      title: t('Suggestions'),
      lead: isEditor ? t('What members would like to see in the Toolkit. What waits longest stands first.') : undefined,
      acts: isEditor || suggestions.length === 0 ? null : suggest,
    })}
${
  suggestions.length > 0
    ? html`<ul class="rows tight pictured">${suggestions.map((item) => resourceRow(item, screen, community.slug))}</ul>`
    : isEditor
      ? emptyState({
          title: t('No suggestions wait'),
          says: t('Members find “Suggest something” on the Toolkit’s page.'),
        })
      : emptyState({
          title: t('You have not suggested anything yet'),
          says: t('Did something help you last week? It may help others too.'),
          act: suggest,
        })
}`,
  })
}

/** Above a suggestion: its author sees its state, an editor sees the two answers. */
export function suggestionNotice(community: CommunityHead, resource: ResourceView, screen: Screen): Html {
  const { t } = screen
  const name = resource.createdBy?.name ?? t('Former member')
  if (resource.state === 'thanked')
    return notice(
      html`${t('This was not put into the Toolkit. Only you see it here.')}<br><q dir="auto">${resource.thankedWhy}</q>`,
    )
  if (!resource.can.edit)
    return notice(t('This waits for somebody who looks after the Toolkit. You hear what they decide.'))
  const here = resourceAddress(community.slug, resource)
  const toThank = form(screen, { action: `${here}/thanks`, submit: t('Send your answer') }, [
    textArea({
      name: 'why',
      label: t('Thank you, because …'),
      hint: t('{name} reads this, and nobody else.', { name }),
      required: true,
      rows: 3,
      max: longestWhy,
    }),
  ])
  return html`${notice(
    t('{name} suggests this for the Toolkit. Members do not see it yet.', { name }),
    'plain',
    actButton(screen, { action: `${here}/acceptance`, label: t('Put it into the Toolkit'), look: 'primary' }),
  )}
${fold(t('Thank them, and say why not'), toThank, { isOpen: screen.returned?.action === `${here}/thanks` })}`
}
