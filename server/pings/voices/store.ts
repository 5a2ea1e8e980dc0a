/**
 * The rows of consents.
 */
import { sql } from 'kysely'
import type { Ping } from '#server/pings/ping.ts'
import type { Consent, Reach } from '#server/pings/voices/consent.ts'
import type { Look, Work } from '#server/platform/work.ts'

/**
 * The consent under which a sender may ask this Ping in its voice's name: one for this Ping, or one to all of that sender's.
 * What was decided last counts, so that a no to this one stands beside an older yes to all; then comes what waits for an answer.
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
    .orderBy(
      sql`coalesce(case when withdrawn_at is null then given_at when ping_id = ${ping.id} then withdrawn_at end, '-infinity')`,
      'desc',
    )
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

/** A consent somebody was asked for. */
export interface AskedConsent extends Consent {
  readonly communityId: string
  readonly personId: string
  /** The person's `mail_version` now. */
  readonly mailVersion: number
  readonly askedBy: string | null
  /** The Ping it was asked with; null where a yes to all has outlived it. */
  readonly ping: { readonly id: string; readonly isDraft: boolean } | null
}

/** A consent, its row held; null where it is gone. */
export async function lockConsent(work: Work, id: string): Promise<AskedConsent | null> {
  const { rows } = await sql<AskedConsent>`
    select x.id, x.community_id as "communityId", x.person_id as "personId", h.mail_version as "mailVersion",
      x.asked_by as "askedBy", x.reach, x.given_at as "givenAt", x.withdrawn_at as "withdrawnAt",
      case when p.id is not null then json_build_object('id', p.id, 'isDraft', p.state = 'draft') end as ping
    from voice_consent x join person h on h.id = x.person_id and h.removed_at is null
    left join ping p on p.id = x.ping_id
    where x.id = ${id} for update of x`.execute(work.tx)
  return rows[0] ?? null
}

/** Writes down a yes. */
export async function saveConsent(work: Work, id: string, reach: Reach): Promise<void> {
  await sql`update voice_consent set reach = ${reach}, given_at = app_now(), withdrawn_at = null where id = ${id}`.execute(
    work.tx,
  )
}

/** Ends a consent, and with a yes until further notice all others to the same sender in the community. */
export async function saveConsentEnd(
  work: Work,
  { id, communityId, personId, askedBy, reach }: AskedConsent,
): Promise<void> {
  const isLasting = reach === 'until_withdrawn'
  await sql`
    update voice_consent set withdrawn_at = app_now()
    where withdrawn_at is null and (id = ${id} or ${isLasting} and reach = 'until_withdrawn'
      and community_id = ${communityId} and person_id = ${personId} and asked_by is not distinct from ${askedBy}::uuid)`.execute(
    work.tx,
  )
}
