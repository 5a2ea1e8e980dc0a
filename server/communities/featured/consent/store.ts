/**
 * The rows of consents.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type NameAsked, type NameUse, type Reach, reaches } from '#server/communities/featured/consent/consent.ts'
import { readNameUse } from '#server/communities/featured/consent/reads-consent.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Saves that a person was asked. Returns the consent's id. */
export async function saveAsking(work: Work, { entryId, personId, askedBy }: NameAsked): Promise<string> {
  await endConsents(work, entryId)
  const { id } = await onlyRow(work, idRow)`
    insert into featured_consent (community_id, person_id, kind, entry_id, asked_by)
    select e.community_id, ${personId}, e.kind, e.id, ${askedBy} from entry e where e.id = ${entryId}
    returning id`
  return id
}

/** The state of the use of a person's name, which nobody takes back until this transaction ends. */
export async function lockNameUse(work: Work, asked: NameAsked): Promise<NameUse> {
  const { communityId, entryId, personId, askedBy } = asked
  await sql`
    select from featured_consent
    where community_id = ${communityId} and person_id = ${personId} and (entry_id = ${entryId} or asked_by = ${askedBy})
    for share`.execute(work.tx)
  return readNameUse(work, asked)
}

/** Deletes what was asked or allowed for one entry; a yes to all entries of a sender stays, unless it was taken back. */
export async function endConsents(work: Work, entryId: string): Promise<void> {
  await sql`
    delete from featured_consent
    where entry_id = ${entryId} and (reach is distinct from 'until_withdrawn' or withdrawn_at is not null)`.execute(
    work.tx,
  )
}

/** Lets a yes to all entries of a sender outlive the draft it was asked with. */
export async function keepLastingConsents(work: Work, entryId: string): Promise<void> {
  await endConsents(work, entryId)
  await sql`
    delete from featured_consent old using featured_consent it
    where it.entry_id = ${entryId} and old.entry_id is null and old.community_id = it.community_id and old.kind = it.kind
      and old.person_id = it.person_id and old.asked_by is not distinct from it.asked_by`.execute(work.tx)
  await sql`update featured_consent set entry_id = null where entry_id = ${entryId}`.execute(work.tx)
}

/** A consent that a person was asked for. */
const askedConsent = z.object({
  id: z.string(),
  communityId: z.string(),
  personId: z.string(),
  /** The person's `mail_version` now. */
  mailVersion: z.number(),
  askedBy: z.string().nullable(),
  reach: z.enum(reaches).nullable(),
  /** A no has none. */
  givenAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
  /** What it was asked with; null where a yes to all has outlived it. */
  entry: z.object({ id: z.string(), isDraft: z.boolean() }).nullable(),
})
export type AskedConsent = z.infer<typeof askedConsent>

/** A consent, its row held; null where it is gone. */
export async function lockConsent(work: Work, id: string): Promise<AskedConsent | null> {
  const [row] = await rows(work, askedConsent)`
    select x.id, x.community_id as "communityId", x.person_id as "personId", h.mail_version as "mailVersion",
      x.asked_by as "askedBy", x.reach, x.given_at as "givenAt", x.withdrawn_at as "withdrawnAt",
      case when e.id is not null then json_build_object('id', e.id, 'isDraft', e.shown_from is null) end as entry
    from featured_consent x join person h on h.id = x.person_id and h.removed_at is null
    left join entry e on e.id = x.entry_id
    where x.id = ${id} for update of x`
  return row ?? null
}

/** Writes down a yes. */
export async function saveConsent(work: Work, id: string, reach: Reach): Promise<void> {
  await sql`
    update featured_consent set reach = ${reach}, given_at = app_now(), withdrawn_at = null where id = ${id}`.execute(
    work.tx,
  )
}

/** Ends a consent, and with a yes until further notice all others to the same sender in the community. */
export async function saveConsentEnd(work: Work, { id, reach }: AskedConsent): Promise<void> {
  await sql`
    update featured_consent x set withdrawn_at = app_now() from featured_consent it
    where it.id = ${id} and x.withdrawn_at is null and (x.id = it.id or ${reach === 'until_withdrawn'}
      and x.reach = 'until_withdrawn' and x.community_id = it.community_id and x.kind = it.kind
      and x.person_id = it.person_id and x.asked_by is not distinct from it.asked_by)`.execute(work.tx)
}
