/**
 * The page of the site itself.
 */
import { localeAndZoneFields } from '#server/identity/room.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { pageTitle, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import { mailSetupPart } from '#server/site/mail-setup-pages.ts'
import type { SiteView } from '#server/site/views.ts'

/** `/site`. */
export function siteSettingsPage(view: SiteView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('This site'),
    main: html`${pageTitle({ title: t('This site') })}
${copyPart(screen)}
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
  localeAndZoneFields({ locale: view.locale, zone: view.zone }, screen),
])}
${section({ id: 'mail', title: t('Mail'), inside: mailSetupPart(view.mail, screen, '/site/mail-test') })}`,
  })
}

/** To the owner of a restored copy: what it does not do, and the button that makes it the site. */
function copyPart(screen: Screen): Piece {
  const { t, actor } = screen
  if (!actor.site.copyOf) return null
  return section({
    id: 'copy',
    title: t('A restored copy'),
    inside: html`<p>${t('Look around whether everything is there. Until you say so it mails nobody; what would have left is kept, and offered to be sent. Say it only where the site it was copied from has stopped, or people hear from both.')}</p>
<div class="acts">${actButton(screen, { action: '/site/going-live', label: t('This is the site now'), look: 'primary' })}</div>`,
  })
}
