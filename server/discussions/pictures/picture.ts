/** Pictures for the texts of a community: where they are uploaded, and how long one waits for a text. */
import { discussionsAddress } from '#server/discussions/thread.ts'

/** Days after which a picture that no text names is removed. */
export const daysUnused = 30

/** The upload address for pictures in a community's texts. */
export function picturesAddress(slug: string): string {
  return `${discussionsAddress(slug)}/pictures`
}
