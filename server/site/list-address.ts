/**
 * Addresses of one list: the same question in another order, or from another place.
 */
import type { Screen } from '#server/platform/screen.ts'

const questions = ['q', 'show', 'sort']

/** The address of the list as it is asked now, with other answers to some questions. It begins at the beginning unless `after` is given. */
export function listAddress({ query }: Screen, root: string, more: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams()
  for (const name of questions) if (query[name]) asked.set(name, query[name])
  for (const [name, value] of Object.entries(more)) asked.set(name, value)
  return asked.size > 0 ? `${root}?${asked}` : root
}
