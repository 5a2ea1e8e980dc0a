/**
 * Gathers what rooms declare, by its names.
 * @throws a sentence where two have the same name
 */
export function mapByName<K extends string, T>(named: readonly (readonly [K, T])[]): ReadonlyMap<K, T> {
  const gathered = new Map<K, T>()
  for (const [name, one] of named) {
    if (gathered.has(name)) throw new Error(`Two things of one kind have the name ${name}.`)
    gathered.set(name, one)
  }
  return gathered
}
