/**
 * The outbox: mails that did not leave, and one of them with its words. Words are never kept; they are made here as they
 * would be for sending, and dots replace every secret that is not the reader's.
 */
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import { linksFor, mayReadOutbox, secretKinds } from '#server/notices/outbox/policy.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Declared } from '#server/platform/declared.ts'
import { type ShownMail, showMail } from '#server/platform/mail/compose-mail.ts'
import { type Composed, mailStates } from '#server/platform/mail/mail-kind.ts'
import { listOutbox, listServerWords, type OutboxLine } from '#server/platform/mail/views.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A page has few lines, since each line's subject is composed like its mail. */
const mailsPerPage = 20
/** The server's further answers only differ by a number or an id. */
const mostWords = 3

export const outboxFilters = ['all', 'mine', 'waiting', 'failed'] as const
export type OutboxFilterName = (typeof outboxFilters)[number]

const states = z.enum(mailStates)

const outboxLineView = z.object({
  id: z.string(),
  kind: z.string(),
  state: states,
  to: z.object({ name: z.string().nullable(), address: z.string() }),
  /** Null where the mail would not leave any more. */
  subject: z.string().nullable(),
  community: z.string().nullable(),
  queuedAt: z.date(),
  /** The mail server's last answer. */
  lastError: z.string().nullable(),
})
export type OutboxLineView = z.infer<typeof outboxLineView>

const frameView = z.object({
  mails: z.array(outboxLineView),
  next: z.string().nullable(),
  filter: z.enum(outboxFilters),
  words: z.string(),
  /** What the mail server says of those it did not take, most often first. */
  said: z.array(z.object({ words: z.string(), waiting: z.number(), failed: z.number(), since: z.date() })),
  /** Is an SMTP server set? Otherwise every mail stays here. */
  sends: z.boolean(),
  /** Mails that were kept while there was no mail server, and could leave now. */
  waits: z.record(z.string(), z.array(z.unknown())),
})
export type OutboxView = z.infer<typeof frameView>

/** What the page shows, with the mails of these rooms that may wait. */
export function outboxView({ waitingMails }: Pick<Declared, 'waitingMails'>) {
  const waits = waitingMails.map(({ key, view }) => [key, z.array(view)] as const)
  return frameView.extend({ waits: z.object(Object.fromEntries(waits)) })
}

export interface OutboxQuery {
  readonly filter: OutboxFilterName
  readonly words: string
  /** The id of the last mail of the page before. */
  readonly before: string | null
}

/**
 * A page of the mails that did not leave, newest first.
 * @refuses not_found for an actor who may not set up the site
 */
export async function readOutbox(look: Look, actor: Actor, query: OutboxQuery): Promise<OutboxView> {
  insist(mayReadOutbox(actor))
  const { filter, words, before } = query
  const [lines, said] = await Promise.all([
    listOutbox(
      look.db,
      { before, limit: mailsPerPage + 1 },
      {
        words: words || undefined,
        secret: { kinds: secretKinds(actor, look.platform.declared.mails), readerId: personIdOf(actor) },
        personId: filter === 'mine' ? (personIdOf(actor) ?? undefined) : undefined,
        state: filter === 'waiting' || filter === 'failed' ? filter : undefined,
      },
    ),
    listServerWords(look.db, mostWords),
  ])
  const shown = lines.slice(0, mailsPerPage)
  const sends = look.platform.config.smtpUrl !== null
  const closed = await listClosed(look, actor, shown)
  const mails = await Promise.all(shown.map((line) => lineView(look, actor, line, closed)))
  return {
    mails,
    next: lines.length > mailsPerPage ? (shown.at(-1)?.id ?? null) : null,
    filter,
    words,
    said,
    sends,
    waits: await readWaiting(look, actor, sends && !before),
  }
}

/** What waits, by the name of its kind; none of it where it is not told. */
async function readWaiting(look: Look, actor: Actor, isTold: boolean): Promise<OutboxView['waits']> {
  const { waitingMails } = look.platform.declared
  const found = await Promise.all(waitingMails.map(async (one) => (isTold ? one.list(look, actor) : [])))
  return Object.fromEntries(waitingMails.map(({ key }, i) => [key, found[i] ?? []]))
}

async function lineView(
  look: Look,
  actor: Actor,
  line: OutboxLine,
  closed: ReadonlySet<string>,
): Promise<OutboxLineView> {
  const words = closed.has(line.id) ? null : (await wordsOf(look, line.id, linksFor(actor, line)))?.words
  return {
    id: line.id,
    kind: line.kind,
    state: states.parse(line.state),
    to: { name: line.name, address: line.address },
    subject: words && 'subject' in words ? words.subject : null,
    community: line.communityName,
    queuedAt: line.queuedAt,
    lastError: line.lastError,
  }
}

/** One mail that cannot be composed must not hide the others. */
async function wordsOf(look: Look, mailId: string, links: 'live' | 'dotted'): Promise<ShownMail | null> {
  try {
    return await showMail(look, look.platform.declared.mails, mailId, links)
  } catch (problem) {
    look.log.warn({ err: problem, mailId }, 'a mail could not be shown')
    return null
  }
}

export const mailView = outboxLineView.extend({
  from: z.string().nullable(),
  replyTo: z.string().nullable(),
  text: z.string().nullable(),
  /** Why it would not leave any more, in a word. */
  dropped: z.string().nullable(),
  /** Are its links dotted, because it went to somebody else? */
  isDotted: z.boolean(),
  can: z.object({ retry: z.boolean() }),
})
export type MailView = z.infer<typeof mailView>

/**
 * One mail, in any state, with its words.
 * @refuses not_found
 */
export async function readOutboxMail(look: Look, actor: Actor, mailId: string): Promise<MailView> {
  const { mail, words, links } = await findMail(look, actor, mailId)
  const composed = 'subject' in words ? words : null
  return {
    id: mail.id,
    kind: mail.kind,
    state: mail.state,
    to: { name: mail.name, address: mail.address },
    subject: composed?.subject ?? null,
    community: mail.community?.name ?? null,
    queuedAt: mail.queuedAt,
    lastError: mail.lastError,
    from: composed?.from ?? null,
    replyTo: composed?.replyTo ? `${composed.replyTo.name} <${composed.replyTo.address}>` : null,
    text: composed?.text ?? null,
    dropped: 'dropped' in words ? words.dropped : null,
    isDotted: links === 'dotted',
    can: { retry: mail.state === 'failed' },
  }
}

/**
 * The words of one mail.
 * @refuses not_found also where it would not leave any more
 */
export async function readLetter(look: Look, actor: Actor, mailId: string): Promise<Composed> {
  const { words } = await findMail(look, actor, mailId)
  return 'subject' in words ? words : refuse(notFound)
}

async function findMail(look: Look, actor: Actor, mailId: string) {
  insist(mayReadOutbox(actor))
  const dotted = (await showMail(look, look.platform.declared.mails, mailId, 'dotted')) ?? refuse(notFound)
  const links = linksFor(actor, dotted.mail)
  if (links === 'dotted' && secretKinds(actor, look.platform.declared.mails).includes(dotted.mail.kind))
    refuse(notFound)
  const closed = await listClosed(look, actor, [dotted.mail])
  if (closed.size > 0) return { ...dotted, words: { dropped: 'for_others' } as const, links }
  const shown = links === 'dotted' ? dotted : await showMail(look, look.platform.declared.mails, mailId, 'live')
  return { ...(shown ?? refuse(notFound)), links }
}

/** The mails among these about an entry this reader may not see: they learn that a mail went, but none of its words. */
async function listClosed(look: Look, actor: Actor, mails: readonly { id: string }[]): Promise<ReadonlySet<string>> {
  const found = await rows(look, idRow)`
    select distinct m.id from mail m
    left join notice n on n.id in (select jsonb_array_elements_text(m.payload->'noticeIds')::uuid)
    left join activity a on a.id = n.activity_id
    join entry e on e.id in (m.about_id, a.entry_id)
    where m.id = any(${mails.map(({ id }) => id)}::uuid[]) and not ${isForReader('e', actor)}`
  return new Set(found.map(({ id }) => id))
}
