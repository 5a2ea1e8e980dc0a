/**
 * A new account.
 */
import { freeHandle, handleStem, type NewPerson } from '#server/identity/person.ts'
import { findByEmail, listHandles, saveNewPerson } from '#server/identity/store.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Makes an account, with a handle nobody else has. Where the address has one already, that one is given back as it is.
 * Who may do so is for the caller to know.
 */
export async function createPerson(work: Work, person: NewPerson): Promise<{ id: string; isNew: boolean }> {
  const email = plainAddress(person.email)
  const stem = handleStem(person.name)
  const lost = new Set<string>()
  for (;;) {
    const known = await findByEmail(work.tx, email)
    if (known) return { id: known.id, isNew: false }
    const handle = freeHandle(stem, new Set([...lost, ...(await listHandles(work.tx, stem))]))
    const id = await saveNewPerson(work.tx, { ...person, email }, handle)
    if (id) return { id, isNew: true }
    // Somebody took the address or the handle in this very moment; look again.
    lost.add(handle)
  }
}
