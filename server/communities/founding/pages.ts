/**
 * The page on which a community begins.
 */

import { sameNameField } from '#server/communities/namesake.ts'
import { textArea, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { hueField } from '#server/platform/html/hue-field.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { pageTitle } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/new`. */
export function newCommunityPage(view: { hue: number }, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('New community'),
    hue: view.hue,
    main: html`${pageTitle({
      title: t('New community'),
      lead: t('It starts as a draft that only its leaders see. No mail goes to anybody until you open it.'),
    })}
${form(screen, { action: '/c/new', submit: t('Create the draft') }, [
  textField({ name: 'name', label: t('Name'), required: true, max: 120, voice: 'title', autofocus: true }),
  sameNameField(t),
  textArea({
    name: 'purpose',
    label: t('Purpose'),
    hint: t(
      'What people come to get better at, in a sentence or two. For example: We get better at leading our first teams, by trying things on Monday and telling each other on Friday how it went.',
    ),
    required: true,
    max: 600,
    rows: 3,
  }),
  hueField(view.hue),
])}`,
  })
}
