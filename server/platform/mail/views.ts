/**
 * Mails as people see them: how a mailing went, and what lies in the outbox. The caller checks whether the reader may see it.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb } from '#server/platform/db.ts'
import { rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { StoredMail } from './store.ts'

/** How a mailing went, in numbers of people. The dropped ones should not get it any more. */
export interface MailingCounts {
  readonly handedOver: number
  /** Kept here, as no SMTP server is set or the person is of the demo. */
  readonly kept: number
  readonly waiting: number
  /** For people who want it in their digest, whether that has left or not. */
  readonly inDigest: number
  readonly failed: number
  readonly dropped: number
}

/** How the mails of one kind about one thing went. */
export async function countMailing(db: ReadDb, kind: string, aboutId: string): Promise<MailingCounts> {
  const rows = await db
    .selectFrom('mail')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('about_id', '=', aboutId)
    .where('kind', '=', kind)
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return {
    handedOver: of('handed_over'),
    kept: of('kept'),
    waiting: of('waiting'),
    inDigest: of('held') + of('in_digest'),
    failed: of('failed'),
    dropped: of('dropped'),
  }
}

/** An answer of the mail server, and how many mails got it. */
const serverWords = z.object({
  /** Its answer, addresses left out. */
  words: z.string(),
  waiting: z.number(),
  failed: z.number(),
  since: z.date(),
})

/** The mail server's most frequent answers about mails that wait, and about those it refused within a week. */
export async function listServerWords(db: ReadDb, limit: number): Promise<z.infer<typeof serverWords>[]> {
  return rows({ db }, serverWords)`
    select regexp_replace(last_error, '<[^<>]*@[^<>]*>|\\S+@\\S+', '…', 'g') as words,
      count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'failed')::int as failed,
      min(created_at) as since
    from mail
    where last_error is not null and (state = 'waiting' or state = 'failed' and created_at > app_now() - interval '7 days')
    group by 1 order by count(*) desc, 1 limit ${limit}`
}

/** A line of the outbox; `showMail` makes its words. For a failed mail it gives the reason and the server's last answer. */
export type OutboxLine = Pick<
  StoredMail,
  'id' | 'kind' | 'personId' | 'name' | 'address' | 'queuedAt' | 'why' | 'lastError'
> & {
  readonly state: string
  readonly communityName: string | null
}

/** Which lines of the outbox: those of one person, in one state, with these words in name or address. */
export interface OutboxFilter {
  readonly personId?: string
  readonly state?: 'waiting' | 'kept' | 'failed'
  readonly words?: string
  /** Kinds of mail that are shown to their recipient alone. */
  readonly secret?: { readonly kinds: readonly string[]; readonly readerId: string | null }
}

/** The mails that did not leave and are not over: kept, waiting, failed; newest first, a page of them. `before` is the last id of the page above. */
export async function listOutbox(
  db: ReadDb,
  { before, limit }: { before: string | null; limit: number },
  { personId, state, words, secret }: OutboxFilter = {},
): Promise<OutboxLine[]> {
  let lines = db
    .selectFrom('mail')
    .leftJoin('person', 'person.id', 'mail.person_id')
    .leftJoin('community_shown as community', 'community.id', 'mail.community_id')
    .select(({ fn }) => [
      'mail.id',
      'mail.kind',
      'mail.state',
      'mail.person_id as personId',
      'person.name',
      fn.coalesce('person.email', 'mail.address').as('address'),
      'community.name as communityName',
      'mail.created_at as queuedAt',
      'mail.why',
      'mail.last_error as lastError',
    ])
    .where(
      sql<boolean>`mail.state in ('waiting', 'kept', 'failed') and (mail.community_id is null or community.id is not null)`,
    )
    .orderBy('mail.id', 'desc')
    .limit(limit)
  if (before) lines = lines.where('mail.id', '<', before)
  if (personId) lines = lines.where('mail.person_id', '=', personId)
  if (secret)
    lines = lines.where(
      sql<boolean>`(mail.kind <> all(${[...secret.kinds]}::text[]) or mail.person_id = ${secret.readerId}::uuid)`,
    )
  if (state) lines = lines.where('mail.state', '=', state)
  if (words) {
    lines = lines.where(
      sql<boolean>`folded(coalesce(person.name, '') || ' ' || coalesce(person.email, mail.address)) like all (${patternsFor(words)}::text[])`,
    )
  }
  return (await lines.execute()).map((line) => ({ ...line, address: line.address ?? '' }))
}
