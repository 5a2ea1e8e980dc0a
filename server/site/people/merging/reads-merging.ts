/**
 * What merging two accounts would do.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import type { Account } from '#server/site/people/account.ts'
import { type Merging, mayMerge, mergingView, type Side } from '#server/site/people/merging/merging.ts'

const sideRow = mergingView.shape.winner

/**
 * Both accounts, with what has to be chosen. `other` is the mail address of the second account, or empty.
 * @refuses not_found where there is no such account, or the actor does not look after accounts
 */
export async function readMerging(
  look: Look,
  actor: Actor,
  asked: { person: string; other: string },
): Promise<Merging> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  const sides = await rows(look, sideRow)`
    select p.id as "personId", p.name, p.email, p.image as photo, p.title, p.external_id as "externalId",
      p.site_role as "siteRole", p.removed_at is not null as "isDeactivated", p.created_at as "addedAt",
      (p.email_verified or exists (select from membership_shown m where m.person_id = p.id and m.came_at is not null)) as "hasSignedIn",
      (select count(*)::int from membership_shown m where m.person_id = p.id) as communities,
      (select count(*)::int from post x where x.author_id = p.id and x.removed_at is null) as posts,
      (select count(*)::int from entry e where e.author_id = p.id and e.removed_at is null) as entries
    from person p where p.id = ${asked.person} or p.email = ${plainAddress(asked.other)}`
  const winner = sides.find(({ personId }) => personId === asked.person) ?? refuse(notFound)
  const other = asked.other ? (sides.find(({ email }) => email === plainAddress(asked.other)) ?? null) : null
  if (!other) return { winner, other, differing: [], votedTwice: 0, hindered: null }
  const verdict = mayMerge(actor, { winner: accountOf(winner), other: accountOf(other) })
  const hindered = verdict.ok ? null : { code: verdict.refusal.code, says: verdict.refusal.says }
  return { winner, other, ...(await readTwice(look, winner.personId, other.personId)), hindered }
}

function accountOf({ personId, name, email, siteRole, isDeactivated, addedAt }: Side): Account {
  return { id: personId, name, email, siteRole, removedAt: isDeactivated ? addedAt : null }
}

const twiceRow = z.object({ differing: mergingView.shape.differing, votedTwice: z.number() })

/** Communities in which both are members with other roles, and how many open Pings both voted in. */
function readTwice(look: Look, winner: string, other: string): Promise<z.infer<typeof twiceRow>> {
  const roles = (person: string) => sql`coalesce((
    select json_agg(json_build_object('name', r.role, 'title', o.title) order by o.place desc, r.role)
    from membership_role r join role o on o.name = r.role where r.community_id = c.id and r.person_id = ${person}), '[]')`
  const names = (person: string) => sql`array(
    select r.role from membership_role r where r.community_id = c.id and r.person_id = ${person} order by 1)`
  return onlyRow(look, twiceRow)`
    select coalesce((
        select json_agg(json_build_object('communityId', c.id, 'name', c.name, 'winners', ${roles(winner)}, 'others', ${roles(other)})
          order by c.name collate "und-x-icu")
        from community_shown c
        join membership_shown a on a.community_id = c.id and a.person_id = ${winner}
        join membership_shown b on b.community_id = c.id and b.person_id = ${other}
        where ${names(winner)} <> ${names(other)}), '[]') as differing,
      (select count(*)::int from vote v join vote w on w.ping_id = v.ping_id and w.person_id = ${other}
        join ping p on p.id = v.ping_id and p.state = 'open' where v.person_id = ${winner}) as "votedTwice"`
}
