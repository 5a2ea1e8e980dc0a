/** How to use things is rendered anew once the renderer has changed. */
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import { renderUse } from '#server/toolkit/render-use.ts'
import { listOutdatedUses, saveRenewedUse } from '#server/toolkit/renewal-store.ts'

export const resourceTexts = storedTexts({
  name: 'resources',
  list: listOutdatedUses,
  render: (_, { howToUse }) => renderUse(howToUse),
  save: saveRenewedUse,
})
