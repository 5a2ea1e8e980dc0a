/**
 * The page of the site itself, and the two fields in which a site gets its language and zone.
 */
import { zones } from '#server/identity/room.ts'
import { select, textField } from '#server/platform/html/field.ts'
import { beside, type Field, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { pageTitle, section } from '#server/platform/html/parts.ts'
import { nameOf } from '#server/platform/html/site-foot.ts'
import { locales } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'
import { mailSetupPart } from '#server/site/mail-setup-pages.ts'
import type { SiteView } from '#server/site/views.ts'

/** `/site`. */
export function siteSettingsPage(view: SiteView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('This site'),
    main: html`${pageTitle({ title: t('This site') })}
${form(screen, { action: '/site', submit: t('Save') }, [
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
  placeFields({ locale: view.locale, zone: view.zone }, screen),
])}
${section({ id: 'mail', title: t('Mail'), inside: mailSetupPart(view.mail, screen, '/site/mail-test') })}`,
  })
}

/**
 * The language and time zone of a site.
 * With `isNew`, the browser puts in its own zone where it runs script.
 */
export function placeFields(now: { locale: string; zone: string; isNew?: true }, screen: Screen): Field {
  const { t } = screen
  const fields = beside([
    select({
      name: 'locale',
      label: t('Language'),
      hint: t('For people who chose none.'),
      required: true,
      value: now.locale,
      options: locales().map((locale) => ({ value: locale, label: nameOf(locale) })),
    }),
    select({
      name: 'zone',
      label: t('Time zone'),
      hint: t('Closing hours are told in it.'),
      required: true,
      value: now.zone,
      options: zones().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    }),
  ])
  // What was typed comes back as it was.
  return now.isNew
    ? (sheet) => (sheet.typed ? fields(sheet) : html`<zone-of-browser>${fields(sheet)}</zone-of-browser>`)
    : fields
}
