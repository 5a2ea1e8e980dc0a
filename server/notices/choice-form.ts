/** The form in which one chooses how each kind of mail of a community comes: a list for each, in rows. */
import { choicesOf, choosableMails } from '#server/notices/choosable.ts'
import type { CommunityMails } from '#server/notices/mail-views.ts'
import { select } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Choice } from '#server/platform/mail/mail-kind.ts'
import type { Screen } from '#server/platform/screen.ts'

/** It shows the kinds that come to this person. @param action where it is sent */
export function choiceForm({ name, mails }: CommunityMails, action: string, screen: Screen): Html {
  const { t } = screen
  const asked = choosableMails(screen.declared.mails).filter(({ kind }) => mails[kind])
  const fields = asked.map(({ kind, unsubscribe }) =>
    select({
      name: kind,
      label: unsubscribe.name(t),
      hint: unsubscribe.hint(t),
      required: true,
      value: mails[kind],
      options: choicesOf(unsubscribe).map((choice) => ({ value: choice, label: choiceName(choice, t) })),
    }),
  )
  return html`<div class="mail-choice">${form(
    screen,
    { action, submit: t('Save'), label: t('Mails from {community}', { community: name }), shape: 'bare' },
    fields,
  )}</div>`
}

function choiceName(choice: Choice, t: Translate): string {
  return { at_once: t('At once'), daily: t('Daily'), weekly: t('Weekly'), off: t('Off') }[choice]
}
