/** With the link in a digest its reader turns it off, takes that back, or chooses for one community. The link is the proof. */
import { saveDigestOff, saveDigestReturn } from '#server/notices/choice-store.ts'
import type { Work } from '#server/platform/work.ts'

/** Turns off everything that comes daily or weekly. What comes at once stays as it is. */
export async function stopDigest(work: Work, personId: string): Promise<void> {
  await saveDigestOff(work, personId)
}

/** Lets come again what was turned off with it last. */
export async function returnDigest(work: Work, personId: string): Promise<void> {
  await saveDigestReturn(work, personId)
}
