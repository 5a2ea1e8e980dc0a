/**
 * The rows of mails: written with the work they belong to, held by one worker at a time, settled once.
 */

import type { Kysely, Transaction } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import { addJob } from '#server/platform/add-job.ts'
import type { ReadDb } from '#server/platform/db.ts'
import { chooseLocale, translator } from '#server/platform/i18n.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { type Mail, type MailPayload, type MailPriority, mailPayload, mailTasks } from './mail-kind.ts'
import { mailName } from './mail-name.ts'

/** Where their jobs stand in the queue; one tried again by hand has 0. */
export const jobPriorities: Record<MailPriority, number> = { 'person-waits': -10, bulk: 10 }

/** What a mail to one or many is made with. */
export interface NewMails {
  readonly kind: string
  readonly aboutKind: string
  readonly aboutId: string
  readonly causeId: string | null
  readonly communityId: string | null
  readonly payload: MailPayload
  readonly locale: string | null
  readonly runAt: Date | null
  readonly priority: MailPriority
}

/** Who gets them: a query with `person_id` and `address`, one of the two null. */
export type Recipients = RawBuilder<{ person_id: string | null; address: string | null }>

/**
 * Writes a row for each recipient who has none of this kind about this thing for this cause, and a job for each that may leave, in one
 * statement. What may not leave is kept from its first moment: should the site get a mail server in the next, nothing goes by
 * itself. The job's task says which worker pool sends a mail.
 * @param leaves has the site a mail server? Where it is a copy, and to the demo's people, nothing leaves all the same
 * @returns how many were written
 */
export async function saveMails(
  tx: Transaction<DB>,
  mails: NewMails,
  recipients: Recipients,
  leaves: boolean,
): Promise<number> {
  const stays = sql`(site.restored_from is not null and site.went_live_at is null) or coalesce(person.is_demo, false)`
  const state = leaves ? sql`case when ${stays} then 'kept' else 'waiting' end` : sql`'kept'`
  const { count } = await onlyRow({ db: tx }, () => z.object({ count: z.number(), jobs: z.number() }))`
    with queued as (
      insert into mail (kind, person_id, address, about_kind, about_id, cause_id, community_id, payload, locale, state)
      select ${mails.kind}::text, recipient.person_id, recipient.address, ${mails.aboutKind}::text, ${mails.aboutId}::uuid,
        ${mails.causeId}::uuid, ${mails.communityId}::uuid, ${JSON.stringify(mails.payload)}::jsonb, ${mails.locale}::text, ${state}
      from (${recipients}) as recipient cross join site left join person on person.id = recipient.person_id
      on conflict do nothing
      returning id, state
    ), spec as (
      select array_agg((${mailTasks[mails.priority]}::text, json_build_object('mailId', id), null, ${mails.runAt}::timestamptz, null, null,
        ${jobPriorities[mails.priority]}::smallint, null)::graphile_worker.job_spec) as specs
      from queued where state = 'waiting' having count(*) > 0
    )
    select (select count(*) from queued)::int as count,
      (select count(*) from spec, lateral graphile_worker.add_jobs(spec.specs)) as jobs`
  return count
}

/** A mail as it lies in the database, with all that `compose` and delivery need of its recipient. */
export interface StoredMail extends Mail {
  readonly state: 'waiting' | 'handed_over' | 'kept' | 'failed' | 'dropped'
  readonly why: string | null
  readonly attempts: number
  readonly lastError: string | null
  readonly messageId: string | null
  readonly sentAt: Date | null
  readonly isDemo: boolean
  /** Is this site a restored copy, which sends nothing? */
  readonly isOfCopy: boolean
  readonly isRemoved: boolean
  readonly hasBounced: boolean
  /** Of a community they were never invited to, nor came to: nothing but an invitation goes to them. */
  readonly isUninvited: boolean
  /** The database's time as it was read. */
  readonly now: Date
}

const inCommunity = z.object({
  id: z.string(),
  kind: z.string(),
  person_id: z.string().nullable(),
  name: z.string().nullable(),
  to_address: z.string(),
  mail_version: z.number(),
  about_kind: z.string(),
  about_id: z.string(),
  community_id: z.string(),
  community_slug: z.string(),
  community_name: z.string(),
  hue: z.number(),
  payload: mailPayload,
  to_locale: z.string(),
  zone: z.string(),
  site_name: z.string(),
  created_at: z.date(),
  state: z.enum(['waiting', 'handed_over', 'kept', 'failed', 'dropped']),
  why: z.string().nullable(),
  attempts: z.number(),
  last_error: z.string().nullable(),
  message_id: z.string().nullable(),
  sent_at: z.date().nullable(),
  is_demo: z.boolean(),
  is_of_copy: z.boolean(),
  is_removed: z.boolean(),
  has_bounced: z.boolean(),
  is_uninvited: z.boolean(),
  now: z.date(),
})
const nowhere = { community_id: z.null(), community_slug: z.null(), community_name: z.null(), hue: z.null() }
const mailColumns = z.union([inCommunity, inCommunity.extend(nowhere)])

const withRecipient = sql`
  select mail.id, mail.kind, mail.person_id, person.name, coalesce(person.email, mail.address) as to_address,
    coalesce(person.mail_version, 0) as mail_version, mail.about_kind, mail.about_id, mail.community_id,
    community.slug as community_slug, community.name as community_name, community.hue, mail.payload,
    coalesce(person.locale, mail.locale, community.locale, site.locale) as to_locale,
    coalesce(person.time_zone, community.time_zone, site.time_zone) as zone, site.name as site_name,
    mail.created_at, mail.state, mail.why, mail.attempts, mail.last_error, mail.message_id, mail.sent_at,
    coalesce(person.is_demo, false) as is_demo,
    site.restored_from is not null and site.went_live_at is null as is_of_copy, person.removed_at is not null as is_removed,
    person.bounced_at is not null as has_bounced,
    coalesce(membership.ended_at is null and membership.invited_at is null and membership.visited_at is null
      and membership.person_id is not null, false) as is_uninvited, app_now() as now`

const joins = sql`
  left join person on person.id = mail.person_id
  left join community on community.id = mail.community_id
  left join membership on membership.community_id = mail.community_id and membership.person_id = mail.person_id
  cross join site`

/** One mail for showing, or null. Whether the reader may see it is for the caller to know. */
export async function readMail(db: ReadDb, mailId: string): Promise<StoredMail | null> {
  const [row] = await rows({ db }, mailColumns)`${withRecipient} from mail ${joins} where mail.id = ${mailId}`
  return row ? asMail(row) : null
}

/**
 * Takes a waiting mail for a minute, so that no other worker sends it, and counts the attempt.
 * The Message-ID is made by the first attempt and stays.
 * @returns the mail; `settled` where nothing is left to do; `held` where another worker has it
 */
export async function holdMail(
  db: Kysely<DB>,
  mailId: string,
  domain: string,
): Promise<StoredMail | 'settled' | 'held'> {
  const [held] = await rows({ db }, mailColumns)`
    with mail as (
      update mail set attempts = attempts + 1, held_until = app_now() + interval '1 minute',
        message_id = coalesce(message_id, '<' || id || '@' || ${domain} || '>')
      where id = ${mailId} and state = 'waiting' and (held_until is null or held_until <= app_now())
      returning *
    ) ${withRecipient} from mail ${joins}`
  if (held) return asMail(held)
  const row = await db.selectFrom('mail').select('state').where('id', '=', mailId).executeTakeFirst()
  return row?.state === 'waiting' ? 'held' : 'settled'
}

/** Ends a mail: handed over, kept here, or not sent and why. Whoever's mail was taken has an address that takes mail. */
export async function settleMail(
  db: Kysely<DB>,
  mailId: string,
  outcome: { state: 'handed_over' | 'kept' } | { state: 'failed' | 'dropped'; why: string; lastError?: string },
): Promise<void> {
  await sql`
    with settled as (
      update mail set state = ${outcome.state}, why = ${'why' in outcome ? outcome.why : null}, held_until = null,
        last_error = ${'lastError' in outcome ? (outcome.lastError ?? null) : null},
        sent_at = case when ${outcome.state} = 'handed_over' then app_now() end
      where id = ${mailId} and state = 'waiting'
      returning person_id, state)
    update person set bounced_at = null, bounced_mail = null from settled
    where person.id = settled.person_id and settled.state = 'handed_over' and person.bounced_at is not null`.execute(db)
}

/**
 * Lets a mail wait for its next attempt, with a job for it. Where the server took nothing at all, the one just made does not count.
 * @param pause in ms
 */
export async function releaseMail(
  db: Kysely<DB>,
  { id }: Pick<StoredMail, 'id'>,
  { priority, pause, lastError, counts }: { priority: MailPriority; pause: number; lastError: string; counts: boolean },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const found = await rows({ db: tx }, () => z.object({ at: z.date() }))`
      update mail set held_until = null, last_error = ${lastError}, attempts = attempts - case when ${counts}::boolean then 0 else 1 end
      where id = ${id} and state = 'waiting' returning now() + ${pause}::int * interval '1 ms' as at`
    const terms = { at: found[0]?.at, priority: jobPriorities[priority] }
    if (found.length > 0) await addJob(tx, mailTasks[priority], { mailId: id }, terms)
  })
}

function asMail(row: z.infer<typeof mailColumns>): StoredMail {
  return {
    id: row.id,
    kind: row.kind,
    personId: row.person_id,
    name: row.name && mailName(row.name),
    address: row.to_address,
    mailVersion: row.mail_version,
    aboutKind: row.about_kind,
    aboutId: row.about_id,
    community: row.community_id
      ? {
          id: row.community_id,
          slug: row.community_slug,
          name: mailName(row.community_name) ?? row.site_name,
          hue: row.hue,
        }
      : null,
    payload: row.payload,
    t: translator(row.to_locale === 'qps' ? 'qps' : chooseLocale(row.to_locale)),
    zone: row.zone,
    siteName: row.site_name,
    queuedAt: row.created_at,
    state: row.state,
    why: row.why,
    attempts: row.attempts,
    lastError: row.last_error,
    messageId: row.message_id,
    sentAt: row.sent_at,
    isDemo: row.is_demo,
    isOfCopy: row.is_of_copy,
    isRemoved: row.is_removed,
    hasBounced: row.has_bounced,
    isUninvited: row.is_uninvited,
    now: row.now,
  }
}
