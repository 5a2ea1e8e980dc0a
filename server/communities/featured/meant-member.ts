/** The member whom a typed text means: a name, a handle or a mail address. */
import { readMeant } from '#server/communities/featured/store.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** @refuses input_invalid (nobody or several are called that) */
export async function meantMember(work: Work, communityId: string, who: string) {
  const [meant, ...others] = await readMeant(work, communityId, who)
  if (!meant) return refuseFields({ who: { says: 'No member is called that. Add them as a member first.' } })
  if (others.length > 0) {
    const handles = [meant, ...others].map(({ handle }) => `@${handle}`).join(', ')
    refuseFields({
      who: { says: 'Several members may be meant. Write one of these: {handles}', values: { handles } },
    })
  }
  return meant
}
