/**
 * What the catalog of a migrated database says about our tables, views and functions.
 */
import type pg from 'pg'

export interface Column {
  readonly name: string
  /** As `format_type` writes it: `timestamp with time zone`, `uuid[]`, `numeric(4,2)`. */
  readonly type: string
  readonly required: boolean
  /** The default as SQL, or null. */
  readonly fallback: string | null
  /** Computed by the database; never written. */
  readonly generated: boolean
  readonly comment: string | null
  /** The texts a check constraint allows, in order, where there is such a constraint. */
  readonly allowed: readonly string[] | null
}

export interface Relation {
  readonly name: string
  readonly kind: 'table' | 'view'
  readonly comment: string | null
  readonly columns: readonly Column[]
  /** `primary key (id)` and the like, with their names. */
  readonly constraints: readonly { readonly name: string; readonly definition: string }[]
  /** Statements of the indexes that are no constraint's. */
  readonly indexes: readonly string[]
  readonly triggers: readonly string[]
  /** The query of a view. */
  readonly query: string | null
}

export interface Catalog {
  readonly relations: readonly Relation[]
  readonly functions: readonly {
    readonly definition: string
    readonly comment: string | null
    readonly signature: string
  }[]
  readonly extensions: readonly string[]
}

/** Reads the schema `public`, in the order of the alphabet. What extensions brought is left out. */
export async function readCatalog(client: pg.Client): Promise<Catalog> {
  // Views among each other and types are written without the schema's name.
  const relations = await client.query<Relation & { oid: number }>(`
    select c.oid::int, c.relname as name, case c.relkind when 'v' then 'view' else 'table' end as kind,
      obj_description(c.oid, 'pg_class') as comment,
      case when c.relkind = 'v' then pg_get_viewdef(c.oid) end as query,
      coalesce((select json_agg(json_build_object('name', conname, 'definition', pg_get_constraintdef(oid)) order by
        array_position(array['p','u','f','c','x'], contype::text), conname)
        from pg_constraint where conrelid = c.oid and contype in ('p','u','f','c','x')), '[]') as constraints,
      coalesce((select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text) from pg_index i
        where i.indrelid = c.oid and not exists (select from pg_constraint where conindid = i.indexrelid)), '[]') as indexes,
      coalesce((select json_agg(pg_get_triggerdef(oid) order by tgname) from pg_trigger
        where tgrelid = c.oid and not tgisinternal), '[]') as triggers,
      (select json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
        'fallback', case when a.attidentity <> '' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end,
        'generated', a.attgenerated <> '' or a.attidentity = 'a', 'comment', col_description(c.oid, a.attnum),
        'allowed', null) order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
    order by 2`)
  const functions = await client.query(`
    select pg_get_functiondef(p.oid) as definition, obj_description(p.oid, 'pg_proc') as comment, p.oid::regprocedure::text as signature
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
      and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
    order by p.proname, 3`)
  const extensions = await client.query(`select extname from pg_extension where extname <> 'plpgsql' order by 1`)
  const uses = await client.query<{ view: string; source: string }>(`
    select distinct v.relname as view, t.relname as source
    from pg_rewrite r
    join pg_class v on v.oid = r.ev_class and v.relkind = 'v'
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
    join pg_class t on t.oid = d.refobjid and t.oid <> v.oid
    where v.relnamespace = 'public'::regnamespace`)
  const tables = relations.rows.map(({ oid: _, ...relation }) => withAllowed(relation))
  return {
    relations: withViewColumns(tables, uses.rows),
    functions: functions.rows,
    extensions: extensions.rows.map(({ extname }) => extname),
  }
}

const oneOf = /^CHECK \(\(\(?(\w+)\)?(?:::text)? = ANY \(\(?ARRAY\[(.*)\]\)?(?:::text\[\])?\)\)\)$/

function withAllowed(relation: Relation): Relation {
  const allowed = new Map<string, string[]>()
  for (const { definition } of relation.constraints) {
    const [, column = '', list = ''] = oneOf.exec(definition) ?? []
    const texts = [...list.matchAll(/'((?:[^']|'')*)'::/g)].map(([, text = '']) => text.replaceAll("''", "'"))
    if (column && texts.length) allowed.set(column, texts)
  }
  return {
    ...relation,
    columns: relation.columns.map((column) => ({ ...column, allowed: allowed.get(column.name) ?? null })),
  }
}

/**
 * PostgreSQL does not say whether a view's column may be null. Where a view has no outer join and every table below it
 * that has a column of this name and type requires it, it is required here too.
 */
function withViewColumns(relations: Relation[], uses: { view: string; source: string }[]): Relation[] {
  const byName = new Map(relations.map((relation) => [relation.name, relation]))
  const settled = new Map<string, Relation>()
  const settle = (relation: Relation): Relation => {
    const known = settled.get(relation.name)
    if (known || relation.kind === 'table') return known ?? relation
    const sources = uses.filter(({ view }) => view === relation.name).flatMap(({ source }) => byName.get(source) ?? [])
    const below = sources.map(settle)
    const outer = /\b(left|right|full) join\b/i.test(relation.query ?? '')
    const columns = relation.columns.map((column) => {
      const same = below.flatMap((source) =>
        source.columns.filter(({ name, type }) => name === column.name && type === column.type),
      )
      const allowed = same.length === 1 ? (same[0]?.allowed ?? null) : null
      return { ...column, allowed, required: !outer && same.length > 0 && same.every(({ required }) => required) }
    })
    const view = { ...relation, columns }
    settled.set(relation.name, view)
    return view
  }
  return relations.map(settle)
}
