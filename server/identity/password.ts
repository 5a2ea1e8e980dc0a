/**
 * Passwords, as better-auth keeps them: an account of the kind `credential`, hashed with Argon2id.
 */
import { authOf } from '#server/identity/better-auth.ts'
import type { Work } from '#server/platform/work.ts'

const kind = 'credential'

/** Sets a person's password, in place of the one they had. Its length is checked at the door. */
export async function savePassword(work: Work, personId: string, password: string): Promise<void> {
  const { internalAdapter, password: hasher } = await (await authOf(work)).$context
  const hash = await hasher.hash(password)
  const accounts = await internalAdapter.findAccounts(personId)
  if (accounts.some((account) => account.providerId === kind)) await internalAdapter.updatePassword(personId, hash)
  else await internalAdapter.createAccount({ userId: personId, providerId: kind, accountId: personId, password: hash })
}

/** Is this the person's password? */
export async function isPassword(work: Work, personId: string, password: string): Promise<boolean> {
  const { internalAdapter, password: hasher } = await (await authOf(work)).$context
  const account = (await internalAdapter.findAccounts(personId)).find(({ providerId }) => providerId === kind)
  return account?.password ? hasher.verify({ hash: account.password, password }) : false
}
