/**
 * Name, purpose, looks, language and rules of a community are changed.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import { mayChange } from '#server/communities/policy.ts'
import { type CommunitySettings, saveSettings } from '#server/communities/settings/store.ts'
import { findCommunity, findCommunityById, freeSlug } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { slugOf } from '#server/platform/ids.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface ChangeSettings extends Omit<CommunitySettings, 'slug' | 'isHidden'> {
  readonly community: string
  readonly visibility: 'hidden' | 'visible'
}

/**
 * Replaces the settings. Another name brings another address; the former one leads there still.
 * A changed threshold counts for Pings sent from now on.
 * @refuses not_found · forbidden · community_archived
 */
export async function changeSettings(work: Work, actor: Actor, asked: ChangeSettings): Promise<CommunityHead> {
  const head = await findCommunity(work, actor, asked.community)
  insist(mayChange(actor, 'community_settings', head))
  const { community: _, visibility, ...rest } = asked
  const isNamedAnew = slugOf(asked.name) !== slugOf(head.name)
  const slug = isNamedAnew ? await freeSlug(work, asked.name, head.id) : head.slug
  await saveSettings(work, head, { ...rest, slug, isHidden: visibility === 'hidden' })
  await work.record({
    communityId: head.id,
    actorId: personIdOf(actor),
    verb: 'community.changed',
    objectKind: 'community',
    objectId: head.id,
    facts: isNamedAnew ? { formerSlug: head.slug } : {},
  })
  return findCommunityById(work, actor, head.id)
}
