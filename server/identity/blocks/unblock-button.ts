/** The button that takes a block back. */
import { blockingAddress } from '#server/identity/blocks/block.ts'
import { actButton } from '#server/platform/html/form.ts'
import type { Html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

/** "Unblock", with the name for those who hear the page. */
export function unblockButton(screen: Screen, { id, name }: { readonly id: string; readonly name: string }): Html {
  const { t } = screen
  return actButton(screen, {
    action: `${blockingAddress(id)}/removal`,
    label: t('Unblock'),
    longLabel: t('Unblock {name}', { name }),
  })
}
