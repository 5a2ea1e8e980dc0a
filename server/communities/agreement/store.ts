/**
 * Writes of the agreement of a community, and of who accepted it.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const agreementRow = z.object({ version: z.number(), source: z.string() })

/** The text that is shown, or null where there is none. */
export async function readAgreementRow(look: Look, communityId: string) {
  const [row] = await rows(look, agreementRow)`
    select a.version, v.source from agreement a join agreement_version v using (community_id, version)
    where a.community_id = ${communityId}`
  return row ?? null
}

/**
 * Writes a version, which is the agreement from now on.
 * @param asks whether members who have accepted another version, or none, have to accept this one
 */
export async function saveAgreement(
  work: Work,
  communityId: string,
  { source, asks, writtenBy }: { source: string; asks: 'everybody' | 'new members'; writtenBy: string | null },
): Promise<number> {
  const asksEverybody = asks === 'everybody'
  const [row] = await rows(work, () => z.object({ version: z.number() }))`
    with written as (
      insert into agreement_version (community_id, version, source, asks_everybody, written_by)
      select ${communityId}::uuid, coalesce(max(version), 0) + 1, ${source}, ${asksEverybody}::boolean, ${writtenBy}::uuid
      from agreement_version where community_id = ${communityId}::uuid
      returning version
    )
    insert into agreement as a (community_id, version, accepted_from) select ${communityId}::uuid, version, version from written
    on conflict (community_id) do update set version = excluded.version,
      accepted_from = case when ${asksEverybody}::boolean then excluded.version else a.accepted_from end
    returning version`
  if (asksEverybody)
    await sql`
      insert into agreement_due (community_id, person_id) select community_id, person_id from membership where community_id = ${communityId}
      on conflict (person_id, community_id) do update set put_off_at = null`.execute(work.tx)
  return row?.version ?? 0
}

/** The community has no agreement any more; whoever had to accept it takes part. Its former texts stay, with who accepted them. */
export async function dropAgreement(work: Work, communityId: string): Promise<void> {
  await work.tx.deleteFrom('agreement').where('community_id', '=', communityId).execute()
  await work.tx.deleteFrom('agreement_due').where('community_id', '=', communityId).execute()
}

/** Asks people who have just become members, where there is an agreement that they have not accepted before. */
export async function askNewMembers(work: Work, communityId: string, personIds: readonly string[]): Promise<void> {
  await sql`
    insert into agreement_due (community_id, person_id)
    select a.community_id, x.id from agreement a, unnest(${[...personIds]}::uuid[]) x (id)
    where a.community_id = ${communityId} and not exists (
      select from agreement_acceptance c
      where c.community_id = a.community_id and c.person_id = x.id and c.version >= a.accepted_from)
    on conflict do nothing`.execute(work.tx)
}

/** Notes that a member accepted this version; they take part from now on. */
export async function saveAcceptance(work: Work, communityId: string, personId: string, version: number) {
  await work.tx
    .insertInto('agreement_acceptance')
    .values({ community_id: communityId, person_id: personId, version })
    .onConflict((same) => same.doNothing())
    .execute()
  await work.tx
    .deleteFrom('agreement_due')
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .execute()
}

/** The member reads first: the first page of the community does not lead them to the agreement any more. */
export async function savePutOff(work: Work, communityId: string, personId: string): Promise<void> {
  await work.tx
    .updateTable('agreement_due')
    .set({ put_off_at: sql`coalesce(put_off_at, app_now())` })
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .execute()
}
