/**
 * Passwords, as better-auth keeps them: an account of the kind `credential`, hashed with Argon2id.
 */
import { authTables, hashOf, isHashOf } from '#server/identity/better-auth.ts'
import type { Work } from '#server/platform/work.ts'

const kind = 'credential'

/** Sets a person's password, in place of the one they had. Its length is checked with the input. */
export async function savePassword(work: Work, personId: string, password: string): Promise<void> {
  const tables = await authTables(work)
  const hash = await hashOf(password)
  const accounts = await tables.findAccounts(personId)
  if (accounts.some((account) => account.providerId === kind)) await tables.updatePassword(personId, hash)
  else await tables.createAccount({ userId: personId, providerId: kind, accountId: personId, password: hash })
}

/** Is this the person's password? */
export async function isPassword(work: Work, personId: string, password: string): Promise<boolean> {
  const accounts = await (await authTables(work)).findAccounts(personId)
  const kept = accounts.find(({ providerId }) => providerId === kind)?.password
  return kept ? isHashOf(kept, password) : false
}
