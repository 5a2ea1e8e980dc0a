/**
 * Who may do what in the Toolkit. The permissions are in permissions.ts; the community's state is its own room's rule.
 */
import type { Writers } from '#server/bodies/room.ts'
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import type { Verdict } from '#server/platform/refuse.ts'
import type { ResourceState } from '#server/toolkit/resource.ts'

type CommunityRef = Pick<CommunityHead, 'id' | 'status'>

/** What a rule needs to know of a resource. */
export interface ResourceFacts {
  readonly createdBy: string | null
  readonly state: ResourceState
  readonly isDownloadable: boolean
  readonly isHidden: boolean
  /** Who writes its text; null where it has no text. */
  readonly writers: Writers | null
}

/** May they add, change, feature and file resources, and keep the topics? */
export function mayEdit(actor: Actor, community: CommunityRef): Verdict<true> {
  return mayChange(actor, 'edit_toolkit', community)
}

/** May they take this resource out, or bring it back? Leaders may for all resources, content editors for their own. */
export function mayRemove(
  actor: Actor,
  community: CommunityRef,
  resource: { readonly createdBy: string | null },
): Verdict<true> {
  const isOwn = resource.createdBy !== null && resource.createdBy === personIdOf(actor)
  const byOwning = isOwn && may(actor, 'delete_own_resource', community.id)
  return mayChange(actor, byOwning ? 'delete_own_resource' : 'delete_resource', community)
}

/** Do they see what members do not see yet, or no longer? */
export function seesAll(actor: Actor, community: CommunityRef): boolean {
  return may(actor, 'edit_toolkit', community.id)
}

/** What this actor may do with one resource; it travels with the view. */
export function abilities(actor: Actor, community: CommunityRef, resource: ResourceFacts) {
  const edit = !resource.isHidden && mayEdit(actor, community).ok
  return {
    edit,
    write:
      !resource.isHidden &&
      resource.writers === 'members' &&
      resource.state === 'open' &&
      mayChange(actor, 'discuss', community).ok,
    remove: !resource.isHidden && mayRemove(actor, community, resource).ok,
    feature: edit && resource.state === 'open',
    download: resource.isDownloadable || seesAll(actor, community),
  }
}
