/**
 * The page of the site's settings.
 */
import { localeAndZoneFields } from '#server/identity/room.ts'
import { textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import { mailSetupPart } from '#server/site/mail-setup-pages.ts'
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
    ])}
${section({ id: 'mail', title: t('Mail'), inside: mailSetupPart(view.mail, screen, '/site/mail-test') })}`,
  })
}
