/** Finds the accounts that may become members of a community. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { InCommunity } from '#server/communities/input.ts'
import { type AccountsQuestion, type FoundAccounts, foundAccountsView } from '#server/communities/members/accounts.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'

const pageLength = 50

/**
 * The condition that the actor, who looks after members somewhere, finds the person `p`: everybody, where the site lets
 * leaders find everybody; else the people of communities whose members they look after.
 */
export function findsAccount(actor: Actor): RawBuilder<unknown> {
  if (may(actor, 'manage_people', null)) return sql`true`
  const mine = actor.kind === 'person' ? actor.memberships.map(({ communityId }) => communityId) : []
  const ids = mine.filter((id) => may(actor, 'manage_members', id))
  return sql`((select site.leaders_find from site) or exists (
    select from membership_shown f where f.person_id = p.id and f.community_id = any(${ids}::uuid[])))`
}

const orders: Record<AccountsQuestion['sort'], { of: (person: string) => RawBuilder<unknown>; isDown: boolean }> = {
  name: { of: (person) => sql`${sql.ref(`${person}.name`)} collate "und-x-icu"`, isDown: false },
  newest: { of: (person) => sql.ref(`${person}.created_at`), isDown: true },
}

/**
 * The accounts that match, 50 at a time, never with their addresses.
 * @refuses not_found · forbidden · community_archived
 */
export async function findAccounts(
  look: Look,
  actor: Actor,
  asked: InCommunity & AccountsQuestion,
): Promise<FoundAccounts> {
  const community = await findCommunityToChange(look, actor, asked.community, 'manage_members')
  const { of, isDown } = orders[asked.sort]
  const way = isDown ? sql`desc` : sql`asc`
  const beyond = isDown ? sql`<` : sql`>`
  const shown = { others: sql`m.person_id is null`, members: sql`m.person_id is not null`, '': sql`true` }[asked.show]
  const [found, { findsEverybody }] = await Promise.all([
    rows(look, foundAccountsView.shape.items.element)`
      select p.id as "personId", p.name, p.title, p.image as photo, m.person_id is not null as "isMember"
      from person p left join membership_shown m on m.community_id = ${community.id} and m.person_id = p.id
      where p.removed_at is null and ${findsAccount(actor)} and ${shown}
        and folded(p.name || ' ' || p.title) like all (${patternsFor(asked.q)}::text[])
        and ${asked.after ? sql`(${of('p')}, p.id) ${beyond} (select ${of('b')}, b.id from person b where b.id = ${asked.after})` : sql`true`}
      order by ${of('p')} ${way}, p.id ${way} limit ${pageLength + 1}`,
    onlyRow(look, () => z.object({ findsEverybody: z.boolean() }))`select leaders_find as "findsEverybody" from site`,
  ])
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  const next = found.length > pageLength && last ? shortId(last.personId) : null
  return { community, items, next, findsEverybody }
}

/** Those of these people whom the actor finds. */
export function findAmong(look: Look, actor: Actor, personIds: readonly string[]) {
  return rows(look, () => z.object({ id: z.string(), name: z.string() }))`
    select p.id, p.name from person p
    where p.id = any(${[...personIds]}::uuid[]) and p.removed_at is null and ${findsAccount(actor)}`
}
