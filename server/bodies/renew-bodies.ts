/** Renders bodies again when the renderer has changed. */
import { anchorOf } from '#server/bodies/body.ts'
import { renderBody } from '#server/bodies/render-body.ts'
import { listOutdatedBodies, saveRenewedBody } from '#server/bodies/renewal-store.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'

export const bodyTexts = storedTexts({
  name: 'bodies',
  list: listOutdatedBodies,
  render: (look, body) => renderBody(look, { ...body, anchor: anchorOf(body.id) }),
  save: saveRenewedBody,
})
