/**
 * Who may do what in a community. Here the permissions meet the community's state.
 */

import { type Abilities, type CommunityStatus, isReadOnly } from '#server/communities/community.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import { may, whyNot } from '#server/platform/permissions.ts'
import { communityIsArchived, forbidden, no, type Verdict, yes } from '#server/platform/refuse.ts'

interface CommunityFacts {
  readonly id: string
  readonly status: CommunityStatus
}

/**
 * What travels with every view of a community as `can`.
 * @param planned the permissions of what stands in a plan
 */
export function abilities(
  actor: Actor,
  community: CommunityFacts,
  { isMember, planned }: { readonly isMember: boolean; readonly planned: readonly Permission[] },
): Abilities {
  const can = (permission: Permission) => !isReadOnly(community) && may(actor, permission, community.id)
  return {
    settings: may(actor, 'community_settings', community.id),
    members: can('manage_members'),
    roles: can('give_roles'),
    featured: can('manage_featured_people'),
    editToolkit: can('edit_toolkit'),
    suggestResource: can('suggest_resource'),
    deleteResource: can('delete_resource'),
    sendPing: can('send_ping'),
    announce: can('announce'),
    answer: can('answer_pings') && isMember,
    discuss: can('discuss'),
    moderate: can('moderate'),
    plan: planned.some(can),
    archive: may(actor, 'manage_communities', community.id),
    leave: isMember,
  }
}

/** May the actor change this community in that way? It checks the permission first, so that a member learns nothing from the state. */
export function mayChange(actor: Actor, permission: Permission, community: CommunityFacts): Verdict<true> {
  if (!may(actor, permission, community.id)) return no(whyNot(actor, permission, community.id))
  return isReadOnly(community) ? no(communityIsArchived) : yes(true)
}

/** May a person do that in their own name? Gives their id. */
export function mayChangeAsPerson(actor: Actor, permission: Permission, community: CommunityFacts): Verdict<string> {
  const personId = personIdOf(actor)
  if (!personId) return no(forbidden)
  const verdict = mayChange(actor, permission, community)
  return verdict.ok ? yes(personId) : verdict
}
