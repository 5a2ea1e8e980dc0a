/**
 * The field to choose a password. A second field tells password managers whose password it is.
 */
import { passwordLength } from '#server/identity/password-length.ts'
import { textField } from '#server/platform/html/field.ts'
import type { FormPart } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Tells a password manager whose password this form is about. */
export function ownUsername({ actor }: Screen): FormPart {
  const address = actor.kind === 'person' ? actor.email : ''
  return html`<input type="hidden" name="username" autocomplete="username" value="${address}">`
}

/** A new password. */
export function newPasswordField({ t }: Screen, { autofocus }: { autofocus?: true } = {}): FormPart {
  return textField({
    name: 'password',
    label: t('New password'),
    type: 'password',
    autocomplete: 'new-password',
    required: true,
    max: passwordLength.most,
    autofocus,
    hint: t('At least {n, number} characters.', { n: passwordLength.least }),
  })
}
