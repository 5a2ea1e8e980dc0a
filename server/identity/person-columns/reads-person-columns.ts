/**
 * The columns of the database that point at a person, read from its catalog.
 */
import { z } from 'zod'
import type { PersonColumn } from '#server/identity/person-columns/person-column.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const columnRow = z.object({
  table: z.string(),
  column: z.string(),
  says: z.string(),
  isBound: z.boolean(),
  unique: z.array(z.object({ others: z.array(z.string()), where: z.string().nullable(), nullsEqual: z.boolean() })),
})

/** All of them, those that others follow by a foreign key first. */
export function readPersonColumns(look: Pick<Look, 'db'>): Promise<PersonColumn[]> {
  return rows(look, columnRow)`
    with recursive reference as (
      select conrelid as from_table, k.from_column, confrelid as to_table, k.to_column
      from pg_constraint, unnest(conkey, confkey) as k(from_column, to_column)
      where contype = 'f' and connamespace = 'public'::regnamespace
    ), to_person as (
      select from_table, from_column, 1 as depth from reference where to_table = 'person'::regclass
      union
      select r.from_table, r.from_column, p.depth + 1 from reference r
      join to_person p on p.from_table = r.to_table and p.from_column = r.to_column
    ), told as (
      select c.oid, c.relname, a.attnum, a.attname, coalesce(col_description(a.attrelid, a.attnum), '') as says
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    )
    select t.relname::text as table, t.attname::text as column, t.says, p.depth is not null as "isBound", coalesce((
      select json_agg(json_build_object(
        'others', (select coalesce(json_agg(o.attname order by o.attnum), '[]') from pg_attribute o
          where o.attrelid = t.oid and o.attnum = any(i.indkey) and o.attnum <> t.attnum),
        'where', pg_get_expr(i.indpred, i.indrelid), 'nullsEqual', i.indnullsnotdistinct))
      from pg_index i where i.indrelid = t.oid and i.indisunique and t.attnum = any(i.indkey)), '[]') as unique
    from told t left join (select from_table, from_column, max(depth) as depth from to_person group by 1, 2) p
      on p.from_table = t.oid and p.from_column = t.attnum
    where p.depth is not null or t.says ~ 'Merging: '
    order by p.depth nulls last, 1, 2`
}
