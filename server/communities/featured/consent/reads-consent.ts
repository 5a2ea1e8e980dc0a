/**
 * May an entry go out in somebody's name: their answer, and whether they are featured in its community.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type ConsentState, type NameAsked, nameUse } from '#server/communities/featured/consent/consent.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * The query for the `state` of the consent under which `askedBy` may send an entry in a person's name: one to this entry, or one
 * to all of its kind; no row where they were never asked. What was decided last counts, so that a no to this one stands beside
 * an older yes to all; then comes what waits for an answer.
 */
export function latestConsent(
  of: Readonly<Record<'entryId' | 'personId' | 'askedBy', RawBuilder<unknown>>>,
): RawBuilder<{ state: ConsentState }> {
  return sql`
    select case when x.withdrawn_at is null then case when x.given_at is null then 'asked' else 'given' end
      when x.given_at is null then 'refused' else 'not_asked' end as state
    from featured_consent x join entry e on e.id = ${of.entryId} and e.community_id = x.community_id and e.kind = x.kind
    where x.person_id = ${of.personId} and (x.entry_id = e.id or x.reach = 'until_withdrawn' and x.asked_by = ${of.askedBy})
    order by coalesce(case when x.withdrawn_at is null then x.given_at when x.entry_id = e.id then x.withdrawn_at end, '-infinity') desc,
      x.withdrawn_at is null desc, x.asked_at desc limit 1`
}

/** The condition that a person is featured in a community now. */
function featured(communityId: string, personId: string): RawBuilder<boolean> {
  return sql`exists (
    select from featured_person f join membership_shown m using (community_id, person_id)
      join person p on p.id = f.person_id and p.removed_at is null
    where f.community_id = ${communityId} and f.person_id = ${personId})`
}

/** Is this person featured in it now? Only such members can be asked for their name. */
export async function isFeatured(look: Look, communityId: string, personId: string): Promise<boolean> {
  const { is } = await onlyRow(look, () => z.object({ is: z.boolean() }))`
    select ${featured(communityId, personId)} as is`
  return is
}

/** The state of the use of a person's name for an entry. */
export async function readNameUse(look: Look, { communityId, entryId, personId, askedBy }: NameAsked) {
  const said = latestConsent({
    entryId: sql`${entryId}::uuid`,
    personId: sql`${personId}::uuid`,
    askedBy: sql`${askedBy}::uuid`,
  })
  return onlyRow(look, nameUse)`
    select coalesce((${said}), 'not_asked') as consent, ${featured(communityId, personId)} as "isFeatured"`
}
