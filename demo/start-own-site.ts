/**
 * The end of the demo: all its data is removed, and the visitor who ended it owns the empty site.
 */
import { z } from 'zod'
import { removeDemo, saveOwner } from '#demo/store.ts'
import { beginSession, createPerson, savePassword } from '#server/identity/room.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { job } from '#server/platform/room.ts'
import type { Work } from '#server/platform/work.ts'

/** Who owns the site after the demo, and what it is called. */
export interface OwnSite {
  readonly name: string
  readonly email: string
  readonly site: string
  readonly locale: string
  /** An IANA zone. */
  readonly zone: string
  /** Empty for none. */
  readonly password?: string
}

/** Removes the demo, its files a moment later. Gives the id of the new owner. */
export async function endDemo(work: Work, { name, email, password, ...site }: OwnSite): Promise<string> {
  const { fileIds, personIds } = await removeDemo(work)
  for (const personId of personIds) work.touchPerson(personId)
  await work.enqueue(clearFilesJob.task, { fileIds })
  const { id } = await createPerson(work, { name, email })
  await saveOwner(work, id, site)
  if (password) await savePassword(work, id, password)
  return id
}

/** Removes the demo, and signs the new owner in in this browser. */
export async function startOwnSite(work: Work, asked: OwnSite, request: RequestFacts): Promise<void> {
  await beginSession(work, await endDemo(work, asked), request)
}

/** Removes the bytes of the demo's files and of visitors' uploads, once no row names them any more. */
export const clearFilesJob = job({
  task: 'demo-clear-files',
  payload: z.object({ fileIds: z.array(z.uuid()) }),
  async run({ files }, { fileIds }) {
    for (const id of fileIds) await files.remove(id)
  },
})
