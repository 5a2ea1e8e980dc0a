/**
 * Queueing mails: the row and its job are written in the transaction of the work they belong to, or not at all.
 */
import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { plainAddress } from '#server/platform/mail-address.ts'
import type { Work } from '#server/platform/work.ts'
import type { MailKind, MailPayload } from './mail-kind.ts'
import { type NewMails, saveMails } from './store.ts'

/** The recipient: a person with an account, or an address that has none. */
export type Recipient = { readonly personId: string } | { readonly address: string }

/** What the mail is about. Together with kind, cause and recipient it identifies the message. */
export interface About {
  readonly kind: string
  readonly id: string
  /** The activity or occasion that caused it, such as a second reminder; left out, the thing itself is the cause. */
  readonly causeId?: string
}

export interface MailTerms<P extends MailPayload> {
  readonly about?: About
  readonly communityId?: string | null
  readonly payload: P
  /** The language to write in where the recipient has chosen none. */
  readonly locale?: string
  /** It leaves at this moment or after. */
  readonly notBefore?: Date
  /** Of a kind that may come in a digest: it goes at once all the same, always or where the digest would come too late for this moment. */
  readonly urgent?: 'always' | { readonly until: Date }
}

/**
 * Queues one mail, unless this person was already queued one of this kind about the same thing for the same cause.
 * @returns whether it was queued
 */
export async function queueMail<P extends MailPayload>(
  { tx, platform }: Pick<Work, 'tx' | 'platform'>,
  kind: MailKind<P>,
  recipient: Recipient,
  terms: MailTerms<P>,
): Promise<boolean> {
  const [personId, address] =
    'personId' in recipient ? [recipient.personId, null] : [null, plainAddress(recipient.address)]
  return (
    (await saveMails(
      tx,
      rowsOf(kind, terms),
      sql`select ${personId}::uuid as person_id, ${address}::text as address`,
      platform.config.smtpUrl !== null,
    )) > 0
  )
}

/**
 * Queues one mail for each of many people, in one statement (10,000: 0.3 s).
 * @param people their ids, or a query that gives a column `person_id` (`sql\`select person_id from …\``)
 * @returns how many were queued; those who already had theirs are not counted
 */
export async function queueMailing<P extends MailPayload>(
  { tx, platform }: Pick<Work, 'tx' | 'platform'>,
  kind: MailKind<P>,
  people: readonly string[] | RawBuilder<{ person_id: string }>,
  terms: MailTerms<P> & { readonly about: About },
): Promise<number> {
  const asked = isIds(people) ? sql`select unnest(${people}::uuid[]) as person_id` : people
  return saveMails(
    tx,
    rowsOf(kind, terms),
    sql`select asked.person_id, null::text as address from (${asked}) as asked`,
    platform.config.smtpUrl !== null,
  )
}

function isIds(people: readonly string[] | RawBuilder<{ person_id: string }>): people is readonly string[] {
  return Array.isArray(people)
}

function rowsOf<P extends MailPayload>(kind: MailKind<P>, terms: MailTerms<P>): NewMails {
  return {
    kind: kind.kind,
    aboutKind: terms.about?.kind ?? kind.kind,
    aboutId: terms.about?.id ?? randomUUID(),
    causeId: terms.about?.causeId ?? null,
    communityId: terms.communityId ?? null,
    payload: terms.payload,
    locale: terms.locale ?? null,
    runAt: terms.notBefore ?? null,
    priority: kind.priority,
    heldUntil: heldUntil(kind, terms),
  }
}

function heldUntil<P extends MailPayload>(
  { unsubscribe }: MailKind<P>,
  { urgent }: MailTerms<P>,
): NewMails['heldUntil'] {
  if (typeof unsubscribe === 'string' || !unsubscribe.inDigest || urgent === 'always') return null
  return urgent ? urgent.until : 'always'
}
