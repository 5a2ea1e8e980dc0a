/**
 * People, sessions and API tokens as use cases find and write them.
 */
import { sql, type Transaction, type UpdateObject } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import type { NewPerson } from '#server/identity/person.ts'
import { saveFileRow } from '#server/platform/file-rows.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

type Tx = Transaction<DB>

/** The account of an address, whether or not it was removed; also by the address of an account that was merged into it. */
export async function findByEmail(tx: Tx, email: string) {
  return tx
    .selectFrom('person_key as k')
    .innerJoin('person', 'person.id', 'k.person_id')
    .select(['person.id', 'name', 'mail_version as mailVersion', 'removed_at as removedAt'])
    .where('k.kind', '=', 'email')
    .where('k.value', '=', email)
    .executeTakeFirst()
}

/** Handles that are the stem, or the stem and a number. */
export async function listHandles(tx: Tx, stem: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('person')
    .select('handle')
    .where('handle', '>=', stem)
    .where('handle', '<', `${stem}.`)
    .execute()
  return new Set(rows.map(({ handle }) => handle))
}

/** Writes a person; null where address or handle were taken in the same moment. */
export async function saveNewPerson(tx: Tx, { name, email, isDemo = false }: NewPerson, handle: string) {
  const row = await tx
    .insertInto('person')
    .values({ name, email, handle, is_demo: isDemo })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Handles that are one of these stems, or one of them and a number. */
export async function listHandlesOf(tx: Tx, stems: readonly string[]): Promise<Set<string>> {
  const all = [...new Set(stems)]
  const found = await rows({ db: tx }, () => z.object({ handle: z.string() }))`
    select handle from person where regexp_replace(handle, '-[0-9]+$', '') = any(${all}::text[])
    union select handle from person where handle = any(${all}::text[])`
  return new Set(found.map(({ handle }) => handle))
}

/** Writes people, in one statement. @returns the ids by address of those whose address and handle were free */
export async function saveNewPeople(
  tx: Tx,
  people: readonly { readonly name: string; readonly email: string; readonly handle: string }[],
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map()
  const saved = await tx
    .insertInto('person')
    .values([...people])
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'email'])
    .execute()
  return new Map(saved.map(({ id, email }) => [email, id]))
}

/** Gives a role on the site; their address counts as shown to be theirs. */
export async function saveSiteRole(tx: Tx, personId: string, role: 'owner' | 'admin'): Promise<void> {
  await tx.updateTable('person').set({ site_role: role, email_verified: true }).where('id', '=', personId).execute()
}

/** Their address has been shown to be theirs. @returns whether that is new */
export async function saveSeen(tx: Tx, personId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('person')
    .set({ email_verified: true })
    .where('id', '=', personId)
    .where('email_verified', '=', false)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What a person says of themselves, as columns of theirs. */
export type Profile = UpdateObject<DB, 'person'>

export interface SiteSettings {
  readonly name: string
  /** The language of everybody who has not chosen their own, and their zone (IANA). */
  readonly locale: string
  readonly zone: string
  /** Addresses (https) for the footer of every page; null where there is none. */
  readonly legalAddress?: string | null
  readonly privacyAddress?: string | null
  /** A few plain words on the sign-in page. */
  readonly welcome?: string
  /** Who may begin a community: those who run the site, or everybody. */
  readonly founders?: 'staff' | 'everybody'
  /** Its accent, as in the actor's `site`. */
  readonly hue?: number
  /** Whom those find who look after members of a community: everybody with an account, or people of their own communities. */
  readonly finding?: 'everybody' | 'own'
}

/** Writes what is given of the site itself; the rest stays. */
export async function saveSite(
  tx: Tx,
  { locale, zone, legalAddress, privacyAddress, finding, ...rest }: Partial<SiteSettings>,
): Promise<void> {
  await tx
    .updateTable('site')
    .set({ ...rest, locale, time_zone: zone, legal_address: legalAddress, privacy_address: privacyAddress })
    .$if(finding !== undefined, (update) => update.set({ leaders_find: finding === 'everybody' }))
    .execute()
}

/** Keeps everybody from adding people until this transaction ends, and says whether there are any. */
export async function lockNobodyYet(tx: Tx): Promise<boolean> {
  await sql`lock table person in share row exclusive mode`.execute(tx)
  const row = await tx.selectFrom('person').select('id').limit(1).executeTakeFirst()
  return row === undefined
}

/** Writes what a person says of themselves. */
export async function saveProfile(work: Work, personId: string, profile: Profile): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ ...profile, updated_at: work.now })
    .where('id', '=', personId)
    .execute()
}

/** A picture that has been made and lies in the file store. */
export interface NewPhoto {
  readonly id: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  /** Where the site serves it. */
  readonly address: string
}

/** Sets or removes a person's picture; the one before is marked as removed. */
export async function savePhoto(work: Work, personId: string, photo: NewPhoto | null): Promise<void> {
  await work.tx
    .updateTable('file')
    .set({ removed_at: work.now })
    .where('uploaded_by', '=', personId)
    .where('use', '=', 'photo')
    .where('removed_at', 'is', null)
    .execute()
  if (photo) {
    const { id, bytes, width, height } = photo
    const file = { id, name: 'photo.webp', bytes, pixels: { width, height } }
    await saveFileRow(work.tx, file, {
      communityId: null,
      mediaType: 'image/webp',
      use: 'photo',
      uploadedBy: personId,
    })
  }
  await work.tx
    .updateTable('person')
    .set({ image: photo?.address ?? null, updated_at: work.now })
    .where('id', '=', personId)
    .execute()
}

/** Ends the session of a token. @returns the person it belonged to, or null where there was no session */
export async function endSessionOfToken(tx: Tx, token: string): Promise<string | null> {
  const row = await tx.deleteFrom('session').where('token', '=', token).returning('user_id').executeTakeFirst()
  return row?.user_id ?? null
}

/** Ends one session of a person. @returns whether it was there */
export async function endSession(tx: Tx, personId: string, sessionId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('session')
    .where('id', '=', sessionId)
    .where('user_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends all sessions of a person but one. @returns how many there were */
export async function endOtherSessions(tx: Tx, personId: string, keptId: string | null): Promise<number> {
  let query = tx.deleteFrom('session').where('user_id', '=', personId)
  if (keptId) query = query.where('id', '<>', keptId)
  return (await query.returning('id').execute()).length
}

/** Lets a session last again, once it was used for more than a day. @returns its token, or null where nothing was due */
export async function renewSessionUntil(work: Work, sessionId: string, until: Date): Promise<string | null> {
  const dayAgo = new Date(work.now.getTime() - 86_400_000)
  const row = await work.tx
    .updateTable('session')
    .set({ updated_at: work.now, expires_at: until })
    .where('id', '=', sessionId)
    .where('updated_at', '<', dayAgo)
    .returning('token')
    .executeTakeFirst()
  return row?.token ?? null
}

/** Writes an API token. @returns its id */
export async function saveApiToken(
  tx: Tx,
  token: { personId: string; name: string; hash: string; scope: 'read' | 'write'; expiresAt: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('api_token')
    .values({
      person_id: token.personId,
      name: token.name,
      hash: token.hash,
      scope: token.scope,
      expires_at: token.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Ends all API tokens of a person. @returns how many held until now */
export async function endApiTokens(work: Work, personId: string): Promise<number> {
  const ended = await work.tx
    .updateTable('api_token')
    .set({ ended_at: work.now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', work.now)
    .returning('id')
    .execute()
  return ended.length
}

/** Ends one API token of a person. @returns whether one was there that had not ended */
export async function endApiToken(work: Work, personId: string, tokenId: string): Promise<boolean> {
  const row = await work.tx
    .updateTable('api_token')
    .set({ ended_at: work.now })
    .where('id', '=', tokenId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
