/**
 * The page of the site's overview.
 */
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { section } from '#server/platform/html/parts.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'
import { openParts, siteRunningPage } from '#server/site/frame.ts'
import type { Overview } from '#server/site/overview.ts'

/** `/site`. */
export function overviewPage(view: Overview, screen: Screen): Html {
  const { t } = screen
  const countOf = new Map(view.parts.map(({ key, count }) => [key, count]))
  return siteRunningPage(screen, {
    part: null,
    title: t('This site'),
    main: html`${copyPart(screen)}
${listRows(
  openParts(screen).map(({ key, path, label, says, figure }) => {
    const count = countOf.get(key)
    return {
      href: path,
      title: label(t),
      about: says(t),
      after: figure && count !== null && count !== undefined ? figure.says(t, count) : null,
    }
  }),
)}`,
  })
}

/** To the owner of a restored copy: what it does not do, and the button that makes it the site. */
function copyPart(screen: Screen): Piece {
  const { t, actor } = screen
  if (!actor.site.copyOf || !may(actor, 'site_settings', null)) return null
  return section({
    id: 'copy',
    title: t('A restored copy'),
    inside: html`<p>${t('Look around whether everything is there. Until you say so it mails nobody; what would have left is kept, and offered to be sent. Say it only where the site it was copied from has stopped, or people hear from both.')}</p>
<div class="acts">${actButton(screen, { action: '/site/going-live', label: t('This is the site now'), look: 'primary' })}</div>`,
  })
}
