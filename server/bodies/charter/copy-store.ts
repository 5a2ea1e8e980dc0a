/** The charter goes along where a community is copied. */
import { sql } from 'kysely'
import { readCharterBodies, saveCharterText } from '#server/bodies/charter/store.ts'
import { copyBodies } from '#server/bodies/copy-store.ts'
import type { CopiedPart, Copying } from '#server/platform/declared.ts'
import type { Work } from '#server/platform/work.ts'

export const charterPart: CopiedPart = {
  key: 'charter',
  place: 20,
  figures: { texts: sql`(select count(*) from charter_text x where x.community_id = c.id)` },
  says: (t, { texts = 0 }) =>
    t('The charter: {n, plural, =0 {its purpose} one {its purpose and # text} other {its purpose and # texts}}', {
      n: texts,
    }),
  copy: copyCharter,
}

/** Copies what each heading says now. */
async function copyCharter(work: Work, copying: Copying): Promise<void> {
  const charter = await readCharterBodies(work, copying.fromId)
  const copies = await copyBodies(work, copying, { bodyIds: [...charter.values()], entries: new Map() })
  for (const [key, bodyId] of charter) {
    const copy = copies.get(bodyId)
    if (copy) await saveCharterText(work, copying.toId, key, copy)
  }
}
