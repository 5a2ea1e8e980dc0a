/**
 * The end of the demo: everything of it goes, and whoever asked owns the empty site.
 */
import { removeDemo, saveOwner } from '#demo/store.ts'
import { beginSession, createPerson } from '#server/identity/room.ts'
import type { Came } from '#server/platform/http/endpoint.ts'
import type { Work } from '#server/platform/work.ts'

/** Removes the demo, and signs the new owner in in this browser. */
export async function startOwnSite(
  work: Work,
  { name, email, site }: { name: string; email: string; site: string },
  came: Came,
): Promise<void> {
  await removeDemo(work)
  const { id } = await createPerson(work, { name, email })
  await saveOwner(work, id, site)
  await beginSession(work, id, came)
}
