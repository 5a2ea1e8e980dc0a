/**
 * better-auth on our tables and in our transaction: passwords and sessions. We mount no handler of it; our use cases call it.
 * An instance for each piece of work takes under a millisecond, and what it writes is committed with the rest or not at all.
 * The library is loaded by the first who signs in or sets a password: a third of a start, and memory that reading never needs.
 */
import { hash, verify } from '@node-rs/argon2'
import type { BetterAuthOptions } from 'better-auth'
import { mailVersionOf } from '#server/identity/pass-store.ts'
import { passwordLength } from '#server/identity/password-length.ts'
import { sessionCookieName, sessionDays, sessionKey } from '#server/identity/session-cookie.ts'
import type { Work } from '#server/platform/work.ts'

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; @node-rs/argon2 uses Argon2id. */
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What a password is kept as. */
export function hashOf(password: string): Promise<string> {
  return hash(password, argon)
}

/** Was this hash made of that password? */
export function isHashOf(kept: string, password: string): Promise<boolean> {
  return verify(kept, password)
}

/** The header by which a use case tells better-auth the address a request came from, which `http` found behind trusted proxies. */
export const addressHeader = 'x-guildhall-address'

/** The options of better-auth for one piece of work: its database is the transaction, its clock the database's. */
export function authOptions({ tx, now, platform }: Pick<Work, 'tx' | 'now' | 'platform'>) {
  const { publicUrl } = platform.config
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  const sessionEnd = new Date(now.getTime() + sessionDays * 86_400_000)
  return {
    appName: 'Guildhall',
    baseURL: publicUrl,
    secret: sessionKey(platform.secrets),
    database: { db: tx, type: 'postgres', transaction: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: {
        hash: hashOf,
        verify: ({ hash, password }) => isHashOf(hash, password),
      },
    },
    user: { modelName: 'person', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      expiresIn: sessionDays * 86_400,
      deferSessionRefresh: true,
      disableSessionRefresh: true,
      freshAge: 0,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
    },
    account: {
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { storeIdentifier: 'hashed', fields: { expiresAt: 'expires_at', ...times } },
    databaseHooks: {
      session: {
        create: {
          // A removed person gets no session. The database's clock sets its deadline, and also ends it.
          async before(session) {
            if ((await mailVersionOf(tx, session.userId)) === null) return false
            return { data: { ...session, createdAt: now, updatedAt: now, expiresAt: sessionEnd } }
          },
        },
      },
    },
    advanced: {
      // The schema is ours; a test asks better-auth whether anything is missing.
      database: { generateId: 'uuid', validateSchema: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The name has a beginning of its own, to which better-auth would put another.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: publicUrl.startsWith('https:') },
      cookies: { session_token: { name: sessionCookieName(publicUrl) } },
    },
    telemetry: { enabled: false },
    // What it would log names mail addresses; what matters comes back as an error.
    logger: { disabled: true },
  } satisfies BetterAuthOptions
}

/** better-auth for one piece of work. */
export async function authOf(work: Pick<Work, 'tx' | 'now' | 'platform'>) {
  const { betterAuth } = await import('better-auth')
  return betterAuth(authOptions(work))
}

/**
 * What better-auth itself reads and writes its tables with. Its public calls begin a session only for a person with a
 * password, and set a password only for a person with a session (decision 14).
 */
export async function authTables(work: Pick<Work, 'tx' | 'now' | 'platform'>) {
  return (await (await authOf(work)).$context).internalAdapter
}
