/** What the file would do, in one sentence, and the button that does it. */
import type { ImportPage } from '#server/people/imports/views.ts'
import { choice, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** For a file that is looked over. */
export function runForm(view: ImportPage, screen: Screen): Piece {
  const { t } = screen
  const { counts } = view
  const changes = counts.added + counts.updated
  const refused =
    counts.refused > 0
      ? t(
          '{n, plural, one {# line is refused and left out.} other {# lines are refused and left out.}} Afterwards you can download them, correct them and send them again.',
          {
            n: counts.refused,
          },
        )
      : null
  if (changes === 0) {
    return html`${notice(t('Nothing in this file would change anything.'), counts.refused > 0 ? 'plain' : 'good')}${refused ? html`${notice(refused, 'warn', report(view, screen))}` : null}`
  }
  const says = t(
    '{added, plural, =0 {Nobody is added} one {# person is added} other {# people are added}}, {updated, plural, =0 {nobody is updated} one {# is updated} other {# are updated}}, {unchanged, plural, one {# stays as it is} other {# stay as they are}}.',
    { ...counts },
  )
  return html`<p class="lead">${says}</p>${refused ? notice(refused, 'warn', report(view, screen)) : null}
${form(
  screen,
  {
    action: `${view.address}/run`,
    submit: t('{n, plural, one {Bring in # person} other {Bring in # people}}', { n: changes }),
  },
  [
    choice({
      name: 'invite',
      label: t('When are those new to a community invited?'),
      value: 'now',
      required: true,
      choices: [
        { value: 'now', label: t('Now'), hint: t('The mails leave in waves, 500 every quarter of an hour.') },
        {
          value: 'date',
          label: t('On a day'),
          hint: t('From eight in the morning on. Until then they get no mail at all, no Ping either.'),
        },
        {
          value: 'later',
          label: t('When I say so'),
          hint: t('By a button on this page. Until then they get no mail at all, no Ping either.'),
        },
      ],
    }),
    textField({ name: 'inviteOn', label: t('The day'), type: 'date' }),
  ],
)}`
}

function report(view: ImportPage, { t }: Screen): Html {
  return html`<a class="button" href="${view.address}/report.csv" download data-turbo="false">${t('Download the report')}</a>`
}
