/**
 * The page of the site's settings.
 */
import { localeAndZoneFields } from '#server/identity/room.ts'
import { choice, fileField, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { hueField } from '#server/platform/html/hue-field.ts'
import { section } from '#server/platform/html/parts.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import { mailSetupPart } from '#server/site/mail-setup-pages.ts'
import { logoLimit } from '#server/site/settings/logo.ts'
import type { SiteView } from '#server/site/settings/views.ts'

/** `/site/settings`. */
export function siteSettingsPage(view: SiteView, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'settings',
    title: t('Settings'),
    main: html`${form(screen, { action: '/site/settings', submit: t('Save') }, [
      textField({
        name: 'name',
        label: t('Name'),
        value: view.name,
        required: true,
        max: 120,
        hint: view.isNameSet
          ? t('It is set where the site is started (SITE_NAME), and changes only there.')
          : t('In the head of every page, and in every mail.'),
      }),
      localeAndZoneFields({ locale: view.locale, zone: view.zone }, screen),
      hueField(view.hue),
      textArea({
        name: 'welcome',
        label: t('Words on the sign-in page'),
        hint: t('Plain text that everybody reads before they sign in: whose site this is, and whom to ask.'),
        value: view.welcome,
        max: 600,
        rows: 3,
      }),
      addressField('legalAddress', t('Legal notice'), view.legalAddress, t),
      addressField('privacyAddress', t('Privacy'), view.privacyAddress, t),
      choice({
        name: 'founders',
        label: t('Who may begin a community'),
        value: view.founders,
        choices: [
          { value: 'staff', label: t('Owners and admins of the site') },
          {
            value: 'everybody',
            label: t('Everybody with an account'),
            hint: t('A new community is a draft that mails nobody until its maker opens it.'),
          },
        ],
      }),
      choice({
        name: 'finding',
        label: t('Whom leaders find when they add members'),
        value: view.finding,
        choices: [
          {
            value: 'everybody',
            label: t('Everybody with an account'),
            hint: t('They see photo, name and title, never the address.'),
          },
          {
            value: 'own',
            label: t('People of their own communities'),
            hint: t('They add everybody else by the whole address, and are not told who has an account.'),
          },
        ],
      }),
    ])}
${section({
  id: 'logo',
  title: t('Logo'),
  more: view.logo
    ? actButton(screen, { action: '/site/logo/removal', label: t('Remove the logo'), look: 'quiet' })
    : null,
  inside: logoPart(view, screen),
})}
${section({ id: 'mail', title: t('Mail'), inside: mailSetupPart(view.mail, screen, '/site/mail-test') })}`,
  })
}

function logoPart({ logo }: SiteView, screen: Screen): Html {
  const { t } = screen
  return html`${logo ? html`<p><img src="${logo}" alt="${t('The logo as it is now')}" height="48"></p>` : null}
${form(screen, { action: '/site/logo', submit: logo ? t('Replace the logo') : t('Set the logo'), files: true }, [
  fileField({
    name: 'logo',
    label: t('Picture'),
    hint: t(
      'It stands before the name on every page, 28 pixels high. Choose one that can be seen on a light and on a dark ground.',
    ),
    accept: pictureTypes,
    maxBytes: logoLimit,
    required: true,
  }),
])}`
}

function addressField(name: string, label: string, value: string, t: Translate) {
  return textField({
    name,
    label,
    value,
    type: 'url',
    max: 500,
    placeholder: 'https://',
    hint: t('An address that begins with https://. It is a link in the footer of every page.'),
  })
}
