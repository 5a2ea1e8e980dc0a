/**
 * Featured people as the sidebar shows them.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import {
  type FeaturedContainer,
  type FeaturedPerson,
  featuredContainerView,
} from '#server/communities/featured/container.ts'
import { findCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

/** The containers and their people in order, without people who left. One query. Only for a community that the actor may see. */
export async function featuredPeople(look: Look, communityId: string): Promise<FeaturedContainer[]> {
  return look.db
    .selectFrom('featured_container as k')
    .select(['k.id', 'k.name', 'k.size'])
    .select(
      sql<FeaturedPerson[]>`coalesce((
        select json_agg(json_build_object('personId', p.id, 'name', p.name, 'title', p.title, 'bio', p.bio,
          'photo', p.image, 'quote', f.quote) order by f.position, p.id)
        from featured_person f join person p on p.id = f.person_id
          join membership_shown m on m.community_id = f.community_id and m.person_id = f.person_id
        where f.container_id = k.id and p.removed_at is null), '[]')`.as('people'),
    )
    .where('k.community_id', '=', communityId)
    .orderBy('k.position')
    .orderBy('k.id')
    .execute()
}

export const featuredPageView = z.object({
  community: communityHeadView,
  containers: z.array(featuredContainerView),
  /** Names to choose from, where there are few enough members to list them. */
  members: z.array(z.object({ name: z.string(), handle: z.string(), title: z.string() })),
})
export type FeaturedPage = z.infer<typeof featuredPageView>

/** Up to here all members are listed to choose from. */
const mostListed = 200

/**
 * The featured people, for people who arrange them.
 * @refuses not_found · forbidden
 */
export async function readFeaturedPage(look: Look, actor: Actor, asked: { community: string }): Promise<FeaturedPage> {
  const community = await findCommunity(look, actor, asked.community)
  if (!may(actor, 'manage_featured_people', community.id)) refuse(forbidden)
  const [containers, members] = await Promise.all([
    featuredPeople(look, community.id),
    community.members > mostListed
      ? []
      : look.db
          .selectFrom('membership_shown as m')
          .innerJoin('person as p', 'p.id', 'm.person_id')
          .select(['p.name', 'p.handle', 'p.title'])
          .where('m.community_id', '=', community.id)
          .where('p.removed_at', 'is', null)
          .orderBy(sql`p.name collate "und-x-icu"`)
          .execute(),
  ])
  return { community, containers, members }
}
