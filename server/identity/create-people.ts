/**
 * Many new accounts at once: a few statements, however many they are.
 */
import { createPerson } from '#server/identity/create-person.ts'
import { freeHandles, handleStem, type NewPerson } from '#server/identity/person.ts'
import { listHandlesOf, saveNewPeople } from '#server/identity/store.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Makes an account for each, with a handle nobody else has. Where an address has one already, that one is given back as it is.
 * Who may do so is for the caller to know.
 * @returns the ids by address
 */
export async function createPeople(work: Work, people: readonly NewPerson[]): Promise<Map<string, string>> {
  const stems = people.map(({ name }) => handleStem(name))
  const handles = freeHandles(stems, await listHandlesOf(work.tx, stems))
  const named = people.map(({ name, email }, i) => ({ name, email: plainAddress(email), handle: handles[i] as string }))
  const ids = await saveNewPeople(work.tx, named)
  // An address or a handle that somebody took in this very moment.
  for (const { name, email } of named) {
    if (!ids.has(email)) ids.set(email, (await createPerson(work, { name, email })).id)
  }
  return ids
}
