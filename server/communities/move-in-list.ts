/**
 * Putting a list in order one step at a time. Pure.
 */

/** A list with one entry moved one place up or down; the same list where the entry is already at that end. */
export function moved<T>(list: readonly T[], at: number, direction: 'up' | 'down'): T[] {
  const to = direction === 'up' ? at - 1 : at + 1
  const next = [...list]
  if (at < 0 || to < 0 || to >= list.length) return next
  next.splice(to, 0, ...next.splice(at, 1))
  return next
}
