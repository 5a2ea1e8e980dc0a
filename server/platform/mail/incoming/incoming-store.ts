/** The rows of mails that came in: kept before the server that brought them is told so, dealt with once. */
import { sql } from 'kysely'
import { z } from 'zod'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const incoming = z.object({
  id: z.string(),
  answeredId: z.string().nullable(),
  answeredVersion: z.number().nullable(),
  envelopeFrom: z.string(),
  isVouchedFor: z.boolean(),
  /** Is only its beginning here, as it was too large? */
  isCut: z.boolean(),
  raw: z.instanceof(Buffer),
})

/** A mail as it came, that waits to be read. */
export type WaitingMail = z.infer<typeof incoming>

/** What became of it. */
export type Outcome =
  | 'posted'
  | 'refused'
  | 'unconfirmed'
  | 'thrown_away'
  | 'expired'
  | 'not_answerable'
  | 'auto_reply'
  | 'loop'
  | 'bounce'
  | 'complaint'
  | 'opted_out'
  | 'too_large'
  | 'no_text'
  /** A test of the site itself, which went to its own address. */
  | 'came_back'

/**
 * Keeps a mail until it is read, unless it is here already: the same message to the same address is one.
 * @returns its id, or null where it was here
 */
export async function saveIncoming(
  { tx }: Pick<Work, 'tx'>,
  mail: Omit<WaitingMail, 'id'> & { readonly messageId: string },
): Promise<string | null> {
  const [row] = await rows({ db: tx }, () => z.object({ id: z.string() }))`
    insert into incoming_mail (message_id, answered_id, answered_version, envelope_from, is_vouched_for, is_cut, raw)
    select ${mail.messageId}, ${mail.answeredId}::uuid, ${mail.answeredVersion}::int, ${mail.envelopeFrom}, ${mail.isVouchedFor}, ${mail.isCut}, ${mail.raw}::bytea
    where ${mail.answeredId}::uuid is null or exists (select from mail where id = ${mail.answeredId}::uuid)
    on conflict do nothing returning id`
  return row?.id ?? null
}

/** A mail that waits; null where it was dealt with. */
export async function readIncoming({ db }: Pick<Look, 'db'>, id: string): Promise<WaitingMail | null> {
  const [row] = await rows({ db }, incoming)`
    select id, answered_id as "answeredId", answered_version as "answeredVersion", envelope_from as "envelopeFrom",
      is_vouched_for as "isVouchedFor", is_cut as "isCut", raw
    from incoming_mail where id = ${id} and outcome is null`
  return row ?? null
}

/** Locks a mail for the one who deals with it now. @returns whether it still waits */
export async function lockIncoming({ tx }: Pick<Work, 'tx'>, id: string): Promise<boolean> {
  const found = await rows({ db: tx }, idRow)`
    select id from incoming_mail where id = ${id} and outcome is null for update`
  return found.length > 0
}

/** Writes what became of a mail. Its words go, unless they wait to be confirmed: they stand where they were posted, or nowhere. */
export async function settleIncoming({ tx }: Pick<Work, 'tx'>, id: string, outcome: Outcome): Promise<void> {
  await sql`update incoming_mail set outcome = ${outcome}, raw = case when ${outcome} = 'unconfirmed' then raw end where id = ${id}`.execute(
    tx,
  )
}

const stoppedMail = z.object({
  kind: z.string(),
  personId: z.string().nullable(),
  community: z.object({ id: z.string() }).nullable(),
})
/** A mail of ours that somebody wants no more of. */
export type StoppedMail = z.infer<typeof stoppedMail>

/** A mail of ours by its Message-ID. */
export async function readMailCalled({ db }: Pick<Look, 'db'>, messageId: string): Promise<StoppedMail | null> {
  const [row] = await rows({ db }, stoppedMail)`
    select kind, person_id as "personId", case when community_id is not null then json_build_object('id', community_id) end as community
    from mail where message_id = ${messageId}`
  return row ?? null
}

/** A mail of ours whose server said, after it had taken it, that nobody has the address. */
export async function saveLateRefusal(
  { tx }: Pick<Work, 'tx'>,
  messageId: string,
  recipient: string | null,
): Promise<void> {
  await sql`
    update mail set state = 'failed', why = 'no_such_address', sent_at = null, held_until = null
    from person
    where mail.message_id = ${messageId} and mail.state = 'handed_over' and person.id = mail.person_id
      and (${recipient}::text is null or lower(person.email) = ${recipient}::text)`.execute(tx)
}

/** Was a person told within a day that an answer of theirs did not get anywhere? */
export async function wasTold({ db }: Pick<Look, 'db'>, personId: string, kind: string): Promise<boolean> {
  const { told } = await onlyRow({ db }, () => z.object({ told: z.boolean() }))`
    select exists (select from mail where person_id = ${personId} and kind = ${kind} and created_at > app_now() - interval '1 day') as told`
  return told
}
