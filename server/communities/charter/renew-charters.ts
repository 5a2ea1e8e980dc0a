/** Charters are rendered anew once the renderer has changed. */
import { textsOf } from '#server/communities/charter/charter.ts'
import { renderCharter } from '#server/communities/charter/render-charter.ts'
import { listOutdatedCharters, saveRenewedCharter } from '#server/communities/charter/store.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'

export const charterTexts = storedTexts({
  name: 'charters',
  list: listOutdatedCharters,
  render: (look, { id, charter }) =>
    renderCharter(look, id, Object.fromEntries(textsOf(charter).map(({ key, source }) => [key, source]))),
  save: saveRenewedCharter,
})
