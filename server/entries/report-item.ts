/** How a reader reports an entry to those who moderate its community. */
import { type Html, html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

/** "Report", in the menu of an entry or, as `quiet`, below it; nothing where no room takes reports. */
export function reportItem(
  screen: Screen,
  slug: string,
  entryId: string,
  look: 'item' | 'quiet' = 'item',
): Html | null {
  const address = screen.declared.reportAddress?.(slug, { entry: entryId })
  return address ? html`<a class="${look}" href="${address}">${screen.t('Report')}</a>` : null
}
