/**
 * What a reader may see of a Toolkit, as a condition; and the version of what it shows to all, which is read each time.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { resourceKind } from '#server/toolkit/resource.ts'

/** Members see open resources and editors also those that are not open. Nobody sees one whose audience they are not in, or that is hidden. */
export function isVisible(
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'status'>,
  isForThem: RawBuilder<unknown> = isForReader('r', actor),
): RawBuilder<unknown> {
  return sql`(r.is_open or ${seesAll(actor, community)}::boolean and r.draft_permission is not null and r.hidden_at is null) and ${isForThem}`
}

interface ToolkitVersion {
  readonly version: string
  /** Resources that are only for some people, this reader among them. */
  readonly forSome: number
}

const underWay = new WeakMap<Look, Map<string, Promise<ToolkitVersion>>>()

/** The version of what a Toolkit shows to all. Asked again while the answer is under way, it is asked once. */
export function readToolkitVersion(look: Look, actor: Actor, community: CommunityHead): Promise<ToolkitVersion> {
  const asked = underWay.get(look) ?? new Map<string, Promise<ToolkitVersion>>()
  underWay.set(look, asked)
  const key = `${community.id} ${personIdOf(actor)}`
  const before = asked.get(key)
  if (before) return before
  const version = readVersion(look, actor, community).finally(() => asked.delete(key))
  asked.set(key, version)
  return version
}

function readVersion(look: Look, actor: Actor, community: CommunityHead): Promise<ToolkitVersion> {
  return onlyRow(look, () => z.object({ version: z.string(), forSome: z.number() }))`
    select concat_ws(' ',
        (select version from list_version where community_id = ${community.id} and kind = ${resourceKind}),
        (select people_version from site)) as version,
      (select count(*) from resource_shown r
        where r.community_id = ${community.id} and r.audience_id is not null and ${isVisible(actor, community)}) as "forSome"`
}
