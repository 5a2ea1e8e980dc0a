/**
 * What somebody signs in with, and since when they are: for what they see, and for what they may do.
 */
import type { Look } from '#server/platform/work.ts'

/** When a session began; null where it is over. */
export async function sessionBegunAt(look: Look, sessionId: string | null): Promise<Date | null> {
  if (!sessionId) return null
  const row = await look.db.selectFrom('session').select('created_at').where('id', '=', sessionId).executeTakeFirst()
  return row?.created_at ?? null
}

/** Has this person a password? */
export async function hasPassword(look: Look, personId: string): Promise<boolean> {
  const account = await look.db
    .selectFrom('account')
    .select('id')
    .where('user_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return account !== undefined
}

/** The words of the site for those who come to sign in; empty where it has none. */
export async function readWelcome(look: Look): Promise<string> {
  return (await look.db.selectFrom('site').select('welcome').executeTakeFirstOrThrow()).welcome
}
