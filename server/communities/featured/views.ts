/**
 * Featured people as the sidebar shows them.
 */
import { sql } from 'kysely'
import type { FeaturedContainer, FeaturedPerson } from '#server/communities/featured/container.ts'
import type { Look } from '#server/platform/work.ts'

/** The containers of a community in order, each with its people in order; somebody who left is not shown. One query. Ask only for a community the actor was found to see. */
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
