/**
 * Columns that point at a person, and what their comments say becomes of them where somebody is erased, or where two accounts of one
 * person are merged.
 */

/** A column that points at a person, and what its comment says of merging. */
export interface PersonColumn {
  readonly table: string
  readonly column: string
  readonly says: string
  /** Does the database know by a foreign key that it points at a person? */
  readonly isBound: boolean
  /** Unique indexes that hold the column: the other columns of each, which rows it holds for, and whether null equals null in it. */
  readonly unique: readonly {
    readonly others: readonly string[]
    readonly where: string | null
    readonly nullsEqual: boolean
  }[]
}

/** What becomes of a row of the account that goes. */
export interface MergeRule {
  /** It becomes the winner's; it goes; or it stays as it is, with the id of nobody. */
  readonly does: 'moves' | 'goes' | 'stays'
  /** Of two that cannot both be the winner's the later by this column stays; null: the winner's own does. */
  readonly laterBy: string | null
}

/** Reads the rule in a column's comment. @throws where it says nothing of merging */
export function mergeRule({ table, column, says }: Pick<PersonColumn, 'table' | 'column' | 'says'>): MergeRule {
  const rule = /Merging: (the winner's|delete|keep)/.exec(says)?.[1]
  if (!rule) throw new Error(`The comment of ${table}.${column} does not say what merging does.`)
  const laterBy = /of two the later by (\w+) stays/.exec(says)?.[1] ?? null
  return { does: rule === 'delete' ? 'goes' : rule === 'keep' ? 'stays' : 'moves', laterBy }
}

/** What erasing does to a row: it goes; it stays without the person; or it keeps an id that leads to nobody. */
export function erasureRule({ table, column, says }: Pick<PersonColumn, 'table' | 'column' | 'says'>) {
  const rule = /Erasing: (delete|null|keep)\./.exec(says)?.[1]
  if (!rule) throw new Error(`The comment of ${table}.${column} does not say what erasing does.`)
  return rule as 'delete' | 'null' | 'keep'
}
