/**
 * What erasing a person would take away.
 */
import { type ErasureView, erasureView } from '#server/identity/erasing/erasing.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const erasureRow = erasureView.omit({ can: true })

/** Call it for the actor themselves, or for somebody who looks after accounts. @refuses not_found */
export async function readErasure(look: Pick<Look, 'db'>, personId: string): Promise<Omit<ErasureView, 'can'>> {
  const [row] = await rows(look, erasureRow)`
    select p.id as "personId", p.name, p.email,
      (select count(*)::int from post x where x.author_id = p.id and x.removed_at is null) as posts,
      (select count(*)::int from membership_shown m where m.person_id = p.id) as communities,
      array(
        select c.name from membership_role r
        join membership_shown m on m.community_id = r.community_id and m.person_id = r.person_id
        join community_shown c on c.id = r.community_id
        where r.person_id = p.id and r.role = 'manager' and not exists (
          select from membership_role o
          join membership_shown n on n.community_id = o.community_id and n.person_id = o.person_id
          join person q on q.id = o.person_id and q.removed_at is null
          where o.community_id = r.community_id and o.role = 'manager' and o.person_id <> p.id)
        order by 1) as "ledAlone",
      p.site_role is not distinct from 'owner' and not exists (
        select from person q where q.site_role = 'owner' and q.removed_at is null and q.id <> p.id) as "isLastOwner"
    from person p where p.id = ${personId}`
  return row ?? refuse(notFound)
}
