/** A body begins, with its first version. */
import { anchorOf } from '#server/bodies/body.ts'
import { renderBody } from '#server/bodies/render-body.ts'
import { type BodyRow, newBodyId, saveNewBody, saveWriters } from '#server/bodies/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** What it is to be: where, whose, for whom to write, and what it says. */
export type BeginBody = Pick<BodyRow, 'communityId' | 'entryId' | 'genre' | 'ownerId' | 'writers' | 'named' | 'source'>

/** Called by what it stands in, which has asked whether the actor may. @returns its id */
export async function beginBody(work: Work, actor: Actor, body: BeginBody): Promise<string> {
  const id = await newBodyId(work)
  const rendered = await renderBody(work, { ...body, anchor: anchorOf(id) })
  await saveNewBody(work, { ...body, id }, { rendered, authorId: personIdOf(actor) })
  if (body.named.length > 0) await saveWriters(work, { ...body, id }, body)
  return id
}
