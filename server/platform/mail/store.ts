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
import { type Mail, type MailPayload, type MailPriority, mailPayload, mailStates, mailTasks } from './mail-kind.ts'
import { mailName } from './mail-name.ts'

/** The priority of their jobs in the queue; a mail tried again by hand has 0. */
const jobPriorities: Record<MailPriority, number> = { 'person-waits': -10, bulk: 10 }

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
  /** May it be held for a digest? Null: never; a moment: where the digest comes well before it; `always`: whenever it comes. */
  readonly heldUntil: Date | 'always' | null
}

/** What closes so soon after a digest is too late in it. */
const timeToAct = sql`interval '3 hours'`

/** Who gets them: a query with `person_id` and `address`, one of the two null. */
export type Recipients = RawBuilder<{ person_id: string | null; address: string | null }>

/**
 * Writes, in one statement, a row for each recipient who has none of this kind about this thing for this cause, and a job for
 * each mail that may leave. A mail that may not leave is kept from the start: if the site gets a mail server right after, the
 * mail is not sent by itself. One that its recipient wants in a digest is held for it. The job's task says which worker pool sends a
 * mail.
 * @param leaves has the site a mail server? A copy sends nothing all the same, and nothing is sent to the demo's people
 * @returns how many were written
 */
export async function saveMails(tx: Transaction<DB>, mails: NewMails, recipients: Recipients, leaves: boolean) {
  const stays = sql`(site.restored_from is not null and site.went_live_at is null) or coalesce(person.is_demo, false)`
  const state = sql`case when ${isHeld(mails)} then 'held' when ${!leaves}::boolean or ${stays} then 'kept' else 'waiting' end`
  const { count } = await onlyRow({ db: tx }, () => z.object({ count: z.number(), jobs: z.number() }))`
    with queued as (
      insert into mail (kind, person_id, address, about_kind, about_id, cause_id, community_id, payload, locale, state)
      select ${mails.kind}::text, recipient.person_id, recipient.address, ${mails.aboutKind}::text, ${mails.aboutId}::uuid,
        ${mails.causeId}::uuid, ${mails.communityId}::uuid, ${JSON.stringify(mails.payload)}::jsonb, ${mails.locale}::text, ${state}
      from (${recipients}) as recipient cross join site left join person on person.id = recipient.person_id
      on conflict do nothing
      returning id, state
    )
    select (select count(*) from queued)::int as count, (${addMailJobs(mails.priority, mails.runAt)}) as jobs`
  return count
}

/** Does the recipient want such a mail in their digest, and does it come in time there? */
function isHeld({ heldUntil, kind, communityId }: NewMails): RawBuilder<boolean> {
  if (heldUntil === null) return sql`false`
  const inTime =
    heldUntil === 'always'
      ? sql`true`
      : sql`next_digest(person.id, x.choice) < ${heldUntil}::timestamptz - ${timeToAct}`
  return sql`exists (select from mail_choice x where x.person_id = person.id and x.community_id = ${communityId}::uuid
    and x.kind = ${kind} and x.choice in ('daily', 'weekly') and ${inTime})`
}

/** SQL that adds a job for each waiting mail of `queued`, and counts them. */
export function addMailJobs(priority: MailPriority, runAt: Date | null): RawBuilder<unknown> {
  return sql`
    select count(*)::int from (
      select array_agg((${mailTasks[priority]}::text, json_build_object('mailId', id), null, ${runAt}::timestamptz, null, null,
        ${jobPriorities[priority]}::smallint, null)::graphile_worker.job_spec) as specs
      from queued where state = 'waiting' having count(*) > 0
    ) as spec, lateral graphile_worker.add_jobs(spec.specs)`
}

/** A mail as it lies in the database, with what `compose` and delivery need of its recipient. */
const mailRow = z.object({
  id: z.string(),
  kind: z.string(),
  personId: z.string().nullable(),
  name: z.string().nullable(),
  address: z.string(),
  mailVersion: z.number(),
  aboutKind: z.string(),
  aboutId: z.string(),
  community: z.object({ id: z.string(), slug: z.string(), name: z.string(), hue: z.number() }).nullable(),
  payload: mailPayload,
  locale: z.string(),
  zone: z.string(),
  siteName: z.string(),
  siteHue: z.number(),
  queuedAt: z.date(),
  state: z.enum(mailStates),
  why: z.string().nullable(),
  attempts: z.number(),
  lastError: z.string().nullable(),
  messageId: z.string().nullable(),
  wordsDigest: z.string().nullable(),
  sentAt: z.date().nullable(),
  isDemo: z.boolean(),
  /** Is this site a restored copy, which sends nothing? */
  isOfCopy: z.boolean(),
  isRemoved: z.boolean(),
  /** Was its community deleted? */
  isOfDeleted: z.boolean(),
  hasBounced: z.boolean(),
  /** They were never invited to its community and never came: only an invitation goes to them. */
  isUninvited: z.boolean(),
  /** They want no mail for a time. */
  isQuiet: z.boolean(),
  /** The database's time as it was read. */
  now: z.date(),
})
type MailRow = z.infer<typeof mailRow>
export type StoredMail = Mail & Omit<MailRow, 'locale'>

const withRecipient = sql`
  select mail.id, mail.kind, mail.person_id as "personId", person.name, coalesce(person.email, mail.address) as address,
    coalesce(person.mail_version, 0) as "mailVersion", mail.about_kind as "aboutKind", mail.about_id as "aboutId",
    case when community.id is not null then json_build_object(
      'id', community.id, 'slug', community.slug, 'name', community.name, 'hue', community.hue) end as community,
    mail.payload, coalesce(person.locale, mail.locale, community.locale, site.locale) as locale,
    coalesce(person.time_zone, community.time_zone, site.time_zone) as zone, site.name as "siteName",
    site.hue as "siteHue",
    mail.created_at as "queuedAt", mail.state, mail.why, mail.attempts, mail.last_error as "lastError",
    mail.message_id as "messageId", mail.words_digest as "wordsDigest", mail.sent_at as "sentAt", coalesce(person.is_demo, false) as "isDemo",
    site.restored_from is not null and site.went_live_at is null as "isOfCopy", person.removed_at is not null as "isRemoved",
    mail.community_id is not null and community.id is null as "isOfDeleted", person.bounced_at is not null as "hasBounced",
    coalesce(membership.ended_at is null and membership.invited_at is null and membership.visited_at is null
      and membership.person_id is not null, false) as "isUninvited",
    coalesce((select k.is_quiet from person_clock k where k.person_id = person.id), false) as "isQuiet", app_now() as now`

const joins = sql`
  left join person on person.id = mail.person_id
  left join community_shown community on community.id = mail.community_id
  left join membership on membership.community_id = mail.community_id and membership.person_id = mail.person_id
  cross join site`

/** One mail for showing, or null. The caller checks whether the reader may see it. */
export async function readMail(db: ReadDb, mailId: string): Promise<StoredMail | null> {
  const [row] = await rows({ db }, mailRow)`${withRecipient} from mail ${joins} where mail.id = ${mailId}`
  return row ? asMail(row) : null
}

/** These mails, newest first. */
export async function listMails(db: ReadDb, mailIds: readonly string[]): Promise<StoredMail[]> {
  const found = await rows(
    { db },
    mailRow,
  )`${withRecipient} from mail ${joins} where mail.id = any(${mailIds}::uuid[]) order by mail.id desc`
  return found.map(asMail)
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
  const [held] = await rows({ db }, mailRow)`
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

/** A job for when another worker no longer has this mail: that one may have been killed with it. */
export async function tryWhenLetGo(db: Kysely<DB>, mailId: string, priority: MailPriority): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const [held] = await rows({ db: tx }, () => z.object({ until: z.date() }))`
      select now() + (held_until - app_now()) as until from mail where id = ${mailId} and held_until > app_now()`
    await addJob(tx, mailTasks[priority], { mailId }, { at: held?.until, priority: jobPriorities[priority] })
  })
}

/** Ends a mail: handed over, kept here, or not sent and why. A mail that was taken shows that its address takes mail. */
export async function settleMail(
  db: Kysely<DB>,
  mailId: string,
  outcome:
    | { state: 'kept' }
    | { state: 'handed_over'; digest: string }
    | { state: 'failed' | 'dropped'; why: string; lastError?: string },
): Promise<void> {
  await sql`
    with settled as (
      update mail set state = ${outcome.state}, why = ${'why' in outcome ? outcome.why : null}, held_until = null,
        last_error = ${'lastError' in outcome ? (outcome.lastError ?? null) : null},
        words_digest = ${'digest' in outcome ? outcome.digest : null}, sent_at = case when ${outcome.state} = 'handed_over' then app_now() end
      where id = ${mailId} and state = 'waiting'
      returning person_id, state)
    update person set bounced_at = null, bounced_mail = null from settled
    where person.id = settled.person_id and settled.state = 'handed_over' and person.bounced_at is not null`.execute(db)
}

/**
 * Lets a mail wait for its next attempt, with a job for it. If the server took nothing at all, this attempt does not count.
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

function asMail({ locale, ...mail }: MailRow): StoredMail {
  const { name, community, siteName } = mail
  return {
    ...mail,
    name: name && mailName(name),
    community: community && { ...community, name: mailName(community.name) ?? siteName },
    t: translator(locale === 'qps' ? 'qps' : chooseLocale(locale)),
  }
}
