/**
 * The rows of consents.
 */
import { sql } from 'kysely'
import type { Ping } from '#server/pings/ping.ts'
import { type PingRowOf, pingColumns, pingFrom } from '#server/pings/store.ts'
import type { Consent, Reach } from '#server/pings/voices/consent.ts'
import type { Look, Work } from '#server/platform/work.ts'

/**
 * The consent under which a sender may ask this Ping in its voice's name: one for this Ping, or one to all of that sender's.
 * One that was given comes before one that was only asked for.
 */
export async function findConsent(
  look: Look,
  ping: Pick<Ping, 'id' | 'communityId' | 'voiceId'>,
  senderId: string,
): Promise<Consent | null> {
  const row = await look.db
    .selectFrom('voice_consent')
    .select(['id', 'reach', 'given_at as givenAt', 'withdrawn_at as withdrawnAt'])
    .where('community_id', '=', ping.communityId)
    .where('person_id', '=', ping.voiceId)
    .where(sql<boolean>`(ping_id = ${ping.id} or reach = 'until_withdrawn' and asked_by = ${senderId || null}::uuid)`)
    .orderBy(sql`withdrawn_at is null and given_at is not null`, 'desc')
    .orderBy(sql`withdrawn_at is null`, 'desc')
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Writes down that somebody was asked. Gives the consent's id. */
export async function saveAsking(work: Work, ping: Ping, personId: string, askedBy: string): Promise<string> {
  await endConsentsFor(work, ping.id)
  const { id } = await work.tx
    .insertInto('voice_consent')
    .values({ community_id: ping.communityId, person_id: personId, ping_id: ping.id, asked_by: askedBy })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Forgets what was asked or allowed for one Ping alone; a yes to all of a sender's stays, unless it was taken back. */
export async function endConsentsFor(work: Work, pingId: string): Promise<void> {
  await sql`
    delete from voice_consent
    where ping_id = ${pingId} and (reach is distinct from 'until_withdrawn' or withdrawn_at is not null)`.execute(
    work.tx,
  )
}

/** Lets a yes to all of a sender's Pings outlive the draft with which it was asked for. */
export async function keepLastingConsents(work: Work, pingId: string): Promise<void> {
  await endConsentsFor(work, pingId)
  await sql`
    delete from voice_consent old using voice_consent it
    where it.ping_id = ${pingId} and old.ping_id is null and old.community_id = it.community_id
      and old.person_id = it.person_id and old.asked_by is not distinct from it.asked_by`.execute(work.tx)
  await sql`update voice_consent set ping_id = null where ping_id = ${pingId}`.execute(work.tx)
}

/** A consent that was asked for, with the Ping it is about. */
export interface AskedConsent extends Consent {
  readonly personId: string
  readonly askedBy: string | null
  readonly ping: Ping
}

/** The consent behind a mailed link, its row held; null where it is over. */
export async function lockConsent(work: Work, id: string, mailVersion: number): Promise<AskedConsent | null> {
  const { rows } = await sql<
    PingRowOf & {
      consent_id: string
      person_id: string
      asked_by: string | null
      reach: Reach | null
      given_at: Date | null
      ended_at: Date | null
    }
  >`
    select x.id as consent_id, x.person_id, x.asked_by, x.reach, x.given_at, x.withdrawn_at as ended_at, ${pingColumns}
    from voice_consent x join ping p on p.id = x.ping_id join community c on c.id = p.community_id
    join person h on h.id = x.person_id and h.removed_at is null and h.mail_version = ${mailVersion}
    where x.id = ${id} for update of x`.execute(work.tx)
  const row = rows[0]
  if (!row) return null
  return {
    id: row.consent_id,
    personId: row.person_id,
    askedBy: row.asked_by,
    reach: row.reach,
    givenAt: row.given_at,
    withdrawnAt: row.ended_at,
    ping: pingFrom(row),
  }
}

/** Writes down a yes. */
export async function saveConsent(work: Work, id: string, reach: Reach): Promise<void> {
  await sql`update voice_consent set reach = ${reach}, given_at = app_now(), withdrawn_at = null where id = ${id}`.execute(
    work.tx,
  )
}

/**
 * Takes a person's yes back, and with a yes until further notice all others to the same sender in the community.
 * @returns the community, or null where there was nothing of theirs to take back
 */
export async function saveConsentEnd(work: Work, id: string, personId: string): Promise<string | null> {
  const { rows } = await sql<{ community_id: string }>`
    update voice_consent set withdrawn_at = app_now() from voice_consent it
    where it.id = ${id} and it.person_id = ${personId} and it.withdrawn_at is null
      and voice_consent.person_id = it.person_id and voice_consent.community_id = it.community_id and voice_consent.withdrawn_at is null
      and (voice_consent.id = it.id
        or it.reach = 'until_withdrawn' and voice_consent.reach = 'until_withdrawn' and voice_consent.asked_by = it.asked_by)
    returning voice_consent.community_id`.execute(work.tx)
  return rows[0]?.community_id ?? null
}
