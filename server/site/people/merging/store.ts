/**
 * Writes of merging two accounts. The statements are made from what the columns say of themselves (server/identity/person-columns), so that a
 * table that comes later is merged too.
 */
import { type RawBuilder, sql } from 'kysely'
import { mergeRule, type PersonColumn } from '#server/identity/room.ts'
import type { Work } from '#server/platform/work.ts'
import { filledColumns } from '#server/site/people/merging/merging.ts'

export interface Pair {
  /** The account that stays. */
  readonly winner: string
  /** The one that goes. */
  readonly other: string
}

/**
 * Gives the winner what is the other's, column by column, as each says. What both cannot have stays the other's, and goes with
 * the account.
 */
export async function moveAll(work: Work, columns: readonly PersonColumn[], pair: Pair): Promise<void> {
  for (const one of columns) {
    const { does, laterBy } = mergeRule(one)
    if (does === 'goes')
      await sql`delete from ${sql.table(one.table)} where ${sql.id(one.column)} = ${pair.other}::uuid`.execute(work.tx)
    if (does !== 'moves') continue
    if (laterBy) await giveWay(work, one, laterBy, pair)
    const held = sql.ref(`o.${one.column}`)
    const free = one.unique.map(
      (index) => sql`not exists (select from ${sql.table(one.table)} w where ${sameKey(one, index, pair)})`,
    )
    // Nobody becomes their own manager.
    const isOther = one.table === 'person' ? sql`o.id <> ${pair.winner}` : sql`true`
    await sql`
      update ${sql.table(one.table)} o set ${sql.id(one.column)} = ${pair.winner}::uuid
      where ${sql.join([sql`${held} = ${pair.other}::uuid`, isOther, ...free], sql` and `)}`.execute(work.tx)
  }
}

/** Where the other's row is later than the winner's, the winner's goes, so that the other's can be theirs. */
async function giveWay(work: Work, one: PersonColumn, laterBy: string, pair: Pair): Promise<void> {
  const [later, earlier] = [sql.ref(`o.${laterBy}`), sql.ref(`w.${laterBy}`)]
  for (const index of one.unique)
    await sql`
      delete from ${sql.table(one.table)} w using ${sql.table(one.table)} o
      where ${sql.ref(`o.${one.column}`)} = ${pair.other}::uuid and ${sameKey(one, index, pair)}
        and coalesce(${later}, 'infinity') > coalesce(${earlier}, 'infinity')`.execute(work.tx)
}

/** The condition that a row w of the winner and a row o of the other are the same but for the person. */
function sameKey(
  { column }: PersonColumn,
  index: PersonColumn['unique'][number],
  { winner }: Pair,
): RawBuilder<unknown> {
  const equal = index.nullsEqual ? sql`is not distinct from` : sql`=`
  const others = index.others.map((name) => sql`${sql.ref(`w.${name}`)} ${equal} ${sql.ref(`o.${name}`)}`)
  const holds = index.where ? [within('w', index.where), within('o', index.where)] : []
  return sql.join([sql`${sql.ref(`w.${column}`)} = ${winner}::uuid`, ...others, ...holds], sql` and `)
}

/** The condition of an index, whose columns the catalog gives without their table: asked of a row by a sub-select of it alone. */
function within(row: 'w' | 'o', condition: string): RawBuilder<unknown> {
  return sql`(select ${sql.raw(condition)} from (select ${sql.ref(row)}.*) as its_own)`
}

/** Writes that the roles of one of the two hold in a community where both are members: those of the other one go. */
export async function keepRoles(work: Work, { winner, other }: Pair, others: readonly string[]): Promise<void> {
  await sql`
    delete from membership_role r
    where exists (select from membership_shown m where m.community_id = r.community_id and m.person_id = ${winner})
      and exists (select from membership_shown m where m.community_id = r.community_id and m.person_id = ${other})
      and r.person_id = case when r.community_id = any(${[...others]}::uuid[]) then ${winner}::uuid else ${other}::uuid end`.execute(
    work.tx,
  )
}

/** The other's photo goes where the winner has one. */
export async function retirePhoto(work: Work, { winner, other }: Pair): Promise<void> {
  await sql`
    update file set removed_at = ${work.now}
    where uploaded_by = ${other} and use = 'photo' and removed_at is null
      and exists (select from person where id = ${winner} and image is not null)`.execute(work.tx)
}

/** What is told of people in facts and in mails that wait names the winner from now on. */
export async function renameInFacts(work: Work, { winner, other }: Pair): Promise<void> {
  await sql`
    update activity set facts = replace(facts::text, ${other}, ${winner})::jsonb
    where strpos(facts::text, ${other}) > 0`.execute(work.tx)
  await sql`
    update mail set payload = replace(payload::text, ${other}, ${winner})::jsonb
    where state = 'waiting' and strpos(payload::text, ${other}) > 0`.execute(work.tx)
}

/**
 * Deletes the account that goes. The winner gets what their own profile does not say, and is found from now on by the other's
 * address, ids and former keys too.
 */
export async function endOther(work: Work, { winner, other }: Pair): Promise<void> {
  const row = await work.tx.selectFrom('person').selectAll().where('id', '=', other).executeTakeFirstOrThrow()
  await work.tx.deleteFrom('person').where('id', '=', other).execute()
  const fills = filledColumns.map(
    (name) => sql`${sql.id(name)} = case when ${sql.id(name)} = '' then ${row[name]} else ${sql.id(name)} end`,
  )
  await sql`
    insert into merged_key (kind, value, person_id)
    select k.kind, k.value, ${winner}::uuid from (values ('email', ${row.email}::text), ('id', ${other}::text),
      ('external_id', case when exists (select from person where id = ${winner} and external_id is not null) then ${row.external_id}::text end)
    ) as k(kind, value) where k.value is not null`.execute(work.tx)
  await sql`
    update person set ${sql.join(fills)}, external_id = coalesce(external_id, ${row.external_id}),
      image = coalesce(image, ${row.image}), locale = coalesce(locale, ${row.locale}), time_zone = coalesce(time_zone, ${row.time_zone}),
      languages = case when languages = '{}' then ${row.languages}::text[] else languages end,
      manager_id = coalesce(manager_id, nullif(${row.manager_id}::uuid, id)), updated_at = ${work.now}
    where id = ${winner}`.execute(work.tx)
}
