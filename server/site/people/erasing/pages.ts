/**
 * The page on which an account is erased.
 */
import { type ErasureView, erasureForm } from '#server/identity/room.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, notice } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'

const root = '/site/people'

/** `/site/people/:person/erasure`. */
export function accountErasurePage(view: ErasureView, screen: Screen): Html {
  const { t } = screen
  const at = `${root}/${shortId(view.personId)}`
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [
      { label: t('People'), href: root },
      { label: view.name, href: at },
    ]),
    title: t('Erase {name}', { name: view.name }),
    lead: t(
      'The profile of {address}, with memberships and votes, goes for good. Ask the person first what becomes of their posts. Whoever only leaves is deactivated.',
      { address: shownAddress(view.email) },
    ),
    main: view.can.erase
      ? erasureForm(view, screen, { action: `${at}/erasure`, cancel: at })
      : html`${notice(t('You cannot erase this account here.'))}`,
  })
}
