/**
 * What the forms of the Toolkit need: topics to file under, people to name, and the resource as it is.
 */
import { type CommunityHead, featuredPeople, findCommunity, findCommunityToChange } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { readToolkitCounts } from '#server/toolkit/reads-counts.ts'
import { type Choosable, listEditors } from '#server/toolkit/reads-people.ts'
import type { ResourceView } from '#server/toolkit/resource.ts'
import { findResource, type ResourceDraft, readDraft } from '#server/toolkit/resource-views.ts'
import type { TopicCount } from '#server/topics/room.ts'

/** By which way a resource comes: an outside address, a file, a text of one's own. */
export const ways = ['link', 'file', 'text'] as const

export interface ResourceForm {
  readonly community: CommunityHead
  readonly way: (typeof ways)[number]
  readonly topics: readonly TopicCount[]
  readonly sponsors: readonly Choosable[]
  readonly owners: readonly Choosable[]
  /** The person who fills in the form, where they are one of the owners to choose. */
  readonly mayOwn: string | null
  /** Largest file, in bytes. */
  readonly uploadMax: number
  readonly resource: ResourceView | null
  readonly draft: ResourceDraft | null
}

/** @refuses not_found · forbidden · community_archived */
export async function readNewForm(look: Look, actor: Actor, slug: string, way: ResourceForm['way']) {
  const community = await findCommunityToChange(look, actor, slug, 'edit_toolkit')
  return { ...(await readChoices(look, actor, community)), way, resource: null, draft: null }
}

/** @refuses not_found · forbidden · community_archived */
export async function readEditForm(look: Look, actor: Actor, slug: string, id: string): Promise<ResourceForm> {
  const community = await findCommunity(look, actor, slug)
  const resource = await findResource(look, actor, community, id)
  insist(mayEdit(actor, community))
  const [choices, draft] = await Promise.all([
    readChoices(look, actor, community),
    readDraft(look, actor, community, id),
  ])
  const way = resource.file ? 'file' : resource.address === null ? 'text' : 'link'
  return { ...choices, way, resource, draft }
}

async function readChoices(look: Look, actor: Actor, community: CommunityHead) {
  const [{ topics }, containers, owners] = await Promise.all([
    readToolkitCounts(look, actor, community),
    featuredPeople(look, community.id),
    listEditors(look, community.id),
  ])
  const sponsors = new Map(
    containers.flatMap(({ people }) => people.map(({ personId, name }) => [personId, { id: personId, name }])),
  )
  const me = personIdOf(actor)
  return {
    community,
    topics,
    sponsors: [...sponsors.values()],
    owners,
    mayOwn: owners.some(({ id }) => id === me) ? me : null,
    uploadMax: look.platform.config.uploadMax,
  }
}
