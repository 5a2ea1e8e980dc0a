/**
 * Invitation links as they are stored, with how often each was used.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { joinMailDays, linkFacts } from '#server/communities/joining/links/link.ts'
import { standingColumns } from '#server/communities/joining/reads-standing.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The columns of {@link linkFacts}, of a link `l` of the community `c`. */
export const linkFactColumns = sql`
  l.ends_at as "endsAt", l.revoked_at as "revokedAt", l.most_uses as "mostUses", c.status,
  (select count(*)::int from join_link_use u where u.link_id = l.id) as uses,
  l.role is null or exists (
    select from person a where a.id = l.made_by and a.removed_at is null and not exists (
      select needed.permission from (
        select g.permission from role_permission g where g.role = l.role union select 'give_roles') needed
      where needed.permission not in (select g.permission from role_permission g where g.role = 'site:' || a.site_role)
        and needed.permission not in (
          select g.permission from membership_permission g where g.community_id = l.community_id and g.person_id = a.id)))
    as "isWithinRole"`

const foundLink = linkFacts.extend({
  id: z.string(),
  role: z.string().nullable(),
  roleTitle: z.string().nullable(),
  makerId: z.string().nullable(),
  maker: z.string().nullable(),
  communityId: z.string(),
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  hue: z.number(),
  locale: z.string(),
  isMember: z.boolean(),
  wasRemoved: z.boolean(),
})
export type FoundLink = z.infer<typeof foundLink>

/** One link with its community, as it is for a person, or with null for somebody who is not signed in. Null where it is gone. */
export async function readLink(look: Look, linkId: string, personId: string | null): Promise<FoundLink | null> {
  const [row] = await rows(look, foundLink)`
    select l.id, l.role, o.title as "roleTitle", l.made_by as "makerId", a.name as maker, ${linkFactColumns},
      c.id as "communityId", c.slug, c.name, c.purpose, c.hue, c.locale,
      ${standingColumns}
    from join_link l join community_shown c on c.id = l.community_id
      left join role o on o.name = l.role
      left join person a on a.id = l.made_by
      left join membership m on m.community_id = c.id and m.person_id = ${personId}::uuid
    where l.id = ${linkId}`
  return row ?? null
}

/** How many people without an account were mailed a way into a community within a day. */
export async function countJoinMails(look: Look, communityId: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(*)::int as count from mail
    where kind = 'join_link' and community_id = ${communityId} and created_at > app_now() - interval '1 day'`
  return count
}

const askedMail = z.object({ sealed: z.string(), address: z.string(), isLate: z.boolean(), isKnown: z.boolean() })

/** A mail that makes an account; null where there is none of that id. */
export async function readJoinMail(look: Look, mailId: string) {
  const [row] = await rows(look, askedMail)`
    select mail.payload->>'sealed' as sealed, mail.address,
      mail.created_at < app_now() - make_interval(days => ${joinMailDays}::int) as "isLate",
      exists (select from person p where p.email = mail.address) as "isKnown"
    from mail where mail.id = ${mailId} and mail.kind = 'join_link'`
  return row ?? null
}
