/**
 * What an invitation needs to know when it is written or sent.
 */
import { sql } from 'kysely'
import type { CommunityStatus } from '#server/communities/community.ts'
import type { Look } from '#server/platform/work.ts'

export interface Invitation {
  readonly purpose: string
  readonly status: CommunityStatus
  /** The name of the person who added them, or null. */
  readonly inviter: string | null
  /** They asked for no invitations of this community. */
  readonly isOptedOut: boolean
}

/** The invitation of one member; null where they are not a member (any more). */
export async function readInvitation(
  look: Look,
  { communityId, personId, invitedBy }: { communityId: string; personId: string; invitedBy: string | null },
): Promise<Invitation | null> {
  const row = await look.db
    .selectFrom('membership_shown as m')
    .innerJoin('community_shown as c', 'c.id', 'm.community_id')
    .leftJoin('person as i', (join) => join.on('i.id', '=', invitedBy).on('i.removed_at', 'is', null))
    .select(['c.purpose', 'c.status', 'i.name as inviter'])
    .select(
      sql<boolean>`exists (select from mail_choice x
        where x.community_id = m.community_id and x.person_id = m.person_id and x.kind = 'invitation' and x.choice = 'off')`.as(
        'isOptedOut',
      ),
    )
    .where('m.community_id', '=', communityId)
    .where('m.person_id', '=', personId)
    .executeTakeFirst()
  return row ?? null
}
