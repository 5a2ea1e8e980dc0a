/**
 * Where those who run the site define the fields of profiles.
 */
import { whoSees } from '#server/identity/room.ts'
import { choice, textField } from '#server/platform/html/field.ts'
import { actButton, type FormPart, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, emptyState, notice, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import type { DefinedField, DefinedFields, FieldInput } from '#server/site/people/fields/field.ts'

const root = '/site/profile-fields'

/** `/site/profile-fields`. */
export function fieldsPage({ fields }: DefinedFields, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [{ label: t('People'), href: '/site/people' }]),
    title: t('Fields of profiles'),
    lead: t(
      'What your organisation knows of its people beside name, title and place: a department, a cost centre, a site.',
    ),
    main: html`${
      fields.length > 0
        ? html`<ul class="rows">${fields.map((one, i) => fieldRow(one, i > 0, screen))}</ul>`
        : emptyState({ title: t('No fields of your own yet') })
    }
${section({
  id: 'new',
  title: t('New field'),
  inside: form(screen, { action: root, submit: t('Add the field') }, [
    textField({ name: 'label', label: t('Label'), required: true, max: 80, placeholder: t('Department') }),
    textField({
      name: 'key',
      label: t('Name in files'),
      max: 40,
      placeholder: 'department',
      hint: t(
        'It follows custom_ as the head of a column, and does not change. Left empty, it is made from the label.',
      ),
    }),
    ...rights({ shownTo: 'everybody', changedBy: 'site' }, screen),
  ]),
})}`,
  })
}

function fieldRow(one: DefinedField, isBelow: boolean, screen: Screen): Html {
  const { t } = screen
  const at = `${root}/${shortId(one.id)}`
  const changed =
    one.changedBy === 'person' ? t('People write it themselves.') : t('Only those who run the site write it.')
  return html`<li class="row"><div class="said-of"><a class="title" dir="auto" href="${at}">${one.label}</a><p class="about"><code>custom_${one.key}</code> · ${whoSees(one, t)} ${changed}</p></div><div class="after">${onProfiles(one, screen)}${
    isBelow
      ? html` ${actButton(screen, { action: `${at}/raising`, label: t('Move up'), longLabel: t('Move up: {name}', { name: one.label }), look: 'quiet' })}`
      : null
  }</div></li>`
}

function onProfiles({ said }: DefinedField, { t }: Screen): string {
  return t('{n, plural, =0 {on no profile} one {on # profile} other {on # profiles}}', { n: said })
}

/** Who sees it, and who writes it. */
function rights(now: Pick<FieldInput, 'shownTo' | 'changedBy'>, { t }: Screen): FormPart[] {
  return [
    choice({
      name: 'shownTo',
      label: t('Who sees it'),
      required: true,
      value: now.shownTo,
      choices: [
        { value: 'everybody', label: t('Everybody who sees the profile'), hint: t('Members find each other by it.') },
        { value: 'leaders', label: t('People who look after the members of a community they are in') },
        { value: 'staff', label: t('Only those who run the site'), hint: t('And each person their own.') },
      ],
    }),
    choice({
      name: 'changedBy',
      label: t('Who writes it'),
      required: true,
      value: now.changedBy,
      choices: [
        { value: 'site', label: t('Only those who run the site, by hand or by file') },
        { value: 'person', label: t('Each person too') },
      ],
    }),
  ]
}

/** `/site/profile-fields/:field`. */
export function fieldPage(view: DefinedField, screen: Screen): Html {
  const { t } = screen
  const at = `${root}/${shortId(view.id)}`
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [
      { label: t('People'), href: '/site/people' },
      { label: t('Fields of profiles'), href: root },
    ]),
    title: view.label,
    lead: html`<code>custom_${view.key}</code> · ${onProfiles(view, screen)}`,
    main: html`${form(screen, { action: at, submit: t('Save'), cancel: root }, [
      textField({ name: 'label', label: t('Label'), value: view.label, required: true, max: 80 }),
      ...rights(view, screen),
    ])}
${section({
  id: 'removal',
  title: t('Remove the field'),
  inside: html`${
    view.said > 0
      ? notice(
          t(
            '{n, plural, one {What # profile says there is deleted with it} other {What # profiles say there is deleted with it}}, and cannot be brought back.',
            { n: view.said },
          ),
          'warn',
        )
      : null
  }
${actButton(screen, { action: `${at}/removal`, label: t('Remove the field'), look: 'danger' })}`,
})}`,
  })
}
