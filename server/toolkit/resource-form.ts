/**
 * The forms that add a resource and change one. Adding asks for one thing; all other fields are behind "More".
 */
import { communityPage } from '#server/communities/room.ts'
import { composer } from '#server/platform/html/composer.ts'
import { fileField, textField } from '#server/platform/html/field.ts'
import { type FormPart, form, hidden, more } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle, tabs } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { ResourceForm } from '#server/toolkit/form-views.ts'
import { resourceAddress, toolkitAddress } from '#server/toolkit/resource.ts'
import { aboutFields, oneThingField, titleField } from '#server/toolkit/resource-fields.ts'

/** `/c/:community/toolkit/new` */
export function newResourcePage(view: ResourceForm, screen: Screen): Html {
  const { t } = screen
  const { community, way } = view
  const root = toolkitAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Add to the Toolkit'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}${pageTitle({ title: t('Add to the Toolkit') })}
${tabs(t('What you add'), [
  { href: `${root}/new`, label: t('A link'), current: way === 'link' },
  { href: `${root}/new?way=file`, label: t('A file'), current: way === 'file' },
  { href: `${root}/new?way=text`, label: t('A text'), current: way === 'text' },
])}
${form(
  screen,
  {
    action: root,
    submit: t('Add'),
    files: true,
    beside: html`<button class="plain" name="status" value="draft">${t('Keep as a draft')}</button>`,
  },
  [
    hidden('way', way),
    way === 'text' ? titleField(view, screen) : null,
    oneThingField(view, screen, { rows: 14, draft: `resource/new/${community.id}` }),
    way === 'text'
      ? more(t('More: topics, authors, how it is shown'), aboutFields(view, screen, way))
      : more(t('More: title, topics, how it is shown'), [
          titleField(view, screen, t('Leave it empty to use the title of what you add.')),
          ...aboutFields(view, screen, way),
        ]),
  ],
)}`,
  })
}

/** `/c/:community/toolkit/:resource/edit` */
export function editResourcePage(view: ResourceForm, screen: Screen): Html {
  const { t } = screen
  const { community, resource, draft, way, uploadMax } = view
  if (!resource || !draft) throw new Error('the form that changes a resource has one')
  const root = toolkitAddress(community.slug)
  const here = resourceAddress(community.slug, resource)
  const one: Record<typeof way, FormPart> = {
    link: textField({
      name: 'address',
      label: t('Address'),
      value: resource.address,
      required: true,
      max: 2000,
      inputmode: 'url',
    }),
    file: fileField({
      name: 'file',
      label: t('Another file in its place'),
      hint: resource.file ? t('Now: {name}.', { name: resource.file.name }) : null,
      maxBytes: uploadMax,
    }),
    text: composer({
      name: 'source',
      label: t('Text'),
      value: draft.source,
      required: true,
      rows: 18,
      shape: 'article',
      community,
      draft: `resource/${resource.id}`,
    }),
  }
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Edit “{title}”', { title: resource.title }),
    main: html`${breadcrumbs(screen, [
      { label: t('Toolkit'), href: root },
      { label: resource.title, href: here },
    ])}${pageTitle({ title: t('Edit') })}
${form(screen, { action: `${root}/${shortId(resource.id)}`, submit: t('Save'), files: true, cancel: here }, [
  titleField(view, screen),
  one[way],
  ...aboutFields(view, screen, way),
])}`,
  })
}
