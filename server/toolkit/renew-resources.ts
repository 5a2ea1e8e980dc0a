/** Articles, and how to use things, are rendered anew once the renderer has changed. */
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import { renderResource } from '#server/toolkit/render-resource.ts'
import { listOutdatedResources, saveRenewedResource } from '#server/toolkit/renewal-store.ts'

export const resourceTexts = storedTexts({
  name: 'resources',
  list: listOutdatedResources,
  render: (_, resource) => renderResource(resource),
  save: saveRenewedResource,
})
