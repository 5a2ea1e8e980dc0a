/** A mail that came in is read and dealt with, once: an answer does what its kind says, a bounce ends an address, the rest does nothing. */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import { composeAgain } from '#server/platform/mail/compose-mail.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { readMail, type StoredMail } from '#server/platform/mail/store.ts'
import type { Unsubscription } from '#server/platform/mail/unsubscribe.ts'
import { Refused } from '#server/platform/refuse.ts'
import { type Job, job } from '#server/platform/room.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'
import { answerRefusedMail } from './answer-refused-mail.ts'
import { calendarReplyIn, takeCalendarReply } from './calendar-reply.ts'
import {
  lockIncoming,
  type Outcome,
  readMailCalled,
  type StoppedMail,
  saveLateRefusal,
  settleIncoming,
  type WaitingMail,
  wasTold,
} from './incoming-store.ts'
import { type MailSort, sortMail } from './mail-sort.ts'
import { isOptOut } from './opt-out.ts'
import { withoutOwnLinks } from './own-links.ts'
import { type IncomingMail, parseMail } from './parse-mail.ts'
import { isOver, isTooLarge, isWithoutText, tooManyUnconfirmed } from './refusals.ts'
import { takeInTask } from './take-in-task.ts'
import { unconfirmedMail } from './unconfirmed-mail.ts'
import { saveUnconfirmed } from './unconfirmed-store.ts'

const payload = z.object({ incomingId: z.uuid() })

/** Loads the actor that a person is. */
type ActorOf = (db: ReadDb, personId: string) => Promise<Actor>

/** What other rooms do for it. */
interface Others {
  readonly actorOf: ActorOf
  /** Ends one kind of mail of one community for a person. */
  stopMails(work: Work, about: Unsubscription): Promise<void>
}

/** The job. What an answer does, and that it was dealt with, are one transaction. */
export function takeInMailJob(others: Others): Job<typeof payload> {
  return job({
    task: takeInTask,
    payload,
    async run(platform, { incomingId }) {
      const refused = await doWork(platform, (work) => takeIn(work, others, incomingId)).catch((problem) => {
        if (problem instanceof Refused) return problem
        throw problem
      })
      // What was refused is undone; that it was, and why, is written apart.
      if (refused) await doWork(platform, (work) => endRefused(work, incomingId, refused))
    },
  })
}

async function takeIn(work: Work, others: Others, id: string): Promise<Refused | null> {
  const waiting = await lockIncoming(work, id)
  if (!waiting) return null
  const answered = waiting.answeredId ? await readMail(work.db, waiting.answeredId) : null
  if (answered && work.platform.declared.mails.get(answered.kind)?.comesBack) {
    await settleIncoming(work, id, 'came_back')
    return null
  }
  const mail = await parseMail(waiting.raw)
  const again = answered && (await composeAgain(work, work.platform.declared.mails, answered).catch(() => null))
  const sorted: MailSort = waiting.isCut
    ? { sort: 'too_large' }
    : sortMail(mail, {
        envelopeFrom: waiting.envelopeFrom,
        ownAddresses: ownAddresses(work.platform),
        // What cannot be made again as it was is told by the marks of quotations alone.
        sent: again?.isAsSent ? { text: again.words.text, html: String(again.words.html) } : undefined,
      })
  const says = sorted.sort === 'reply' ? withoutOwnLinks(sorted.says, again?.words) : ''
  const outcome = await deal(work, others, { waiting, mail, answered, says }, sorted)
  if (outcome instanceof Refused) return outcome
  await settleIncoming(work, id, outcome)
  return null
}

async function deal(work: Work, others: Others, came: Answer, sorted: MailSort): Promise<Outcome | Refused> {
  const { mail, answered } = came
  if (sorted.sort === 'bounce' && sorted.verdict === 'no_such_address' && sorted.of)
    await saveLateRefusal(work, sorted.of, sorted.recipient)
  if (sorted.sort === 'complaint') {
    const about = sorted.of ? await readMailCalled(work, sorted.of) : null
    await stopKind(work, others, about ?? answered)
  }
  const inCalendar = calendarReplyIn(mail, sorted)
  if (inCalendar) return takeCalendarReply(work, others.actorOf, came, inCalendar)
  if (isOptOut(mail.subject, sorted)) {
    await stopKind(work, others, answered)
    return 'opted_out'
  }
  return sorted.sort === 'reply' ? answer(work, others.actorOf, came) : endOf(sorted, answered)
}

/** Whoever holds the address of a mail may stop its kind, as its link does; nobody is asked who they are. */
async function stopKind(work: Work, others: Others, mail: StoppedMail | null): Promise<void> {
  const communityId = mail?.community?.id
  if (mail?.personId && communityId)
    await others.stopMails(work, { personId: mail.personId, communityId, kind: mail.kind })
}

function ownAddresses({ config }: Platform): string[] {
  return [readSender(config.mailFrom).address.toLowerCase()]
}

/** A person is told that their mail was too large or said nothing; machines are told nothing. */
function endOf({ sort }: Exclude<MailSort, { sort: 'reply' }>, answered: StoredMail | null): Outcome | Refused {
  if (answered && sort === 'too_large') return new Refused(isTooLarge)
  if (answered && sort === 'no_text') return new Refused(isWithoutText)
  return sort
}

interface Answer {
  readonly waiting: WaitingMail
  readonly mail: IncomingMail
  readonly answered: StoredMail | null
  readonly says: string
}

async function answer(
  work: Work,
  actorOf: ActorOf,
  { waiting, mail, answered, says }: Answer,
): Promise<Outcome | Refused> {
  const kind = answered && work.platform.declared.mails.get(answered.kind)
  if (!answered?.personId || !kind?.answer) return 'not_answerable'
  if (answered.isRemoved || answered.isOfDeleted || answered.mailVersion !== waiting.answeredVersion)
    return new Refused(isOver)
  if (says === '') return new Refused(isWithoutText)
  const one = { incomingId: waiting.id, personId: answered.personId, says }
  if (!waiting.isVouchedFor || mail.from !== answered.address.toLowerCase())
    return askWhether(work, { ...one, subject: mail.subject, from: mail.from }, answered)
  const actor = await actorOf(work.db, answered.personId)
  await kind.answer(work, actor, answered, says)
  return 'posted'
}

/** Keeps what nobody vouched for, and asks its person whether they wrote it, by a mail at most once a day. */
async function askWhether(
  work: Work,
  one: Parameters<typeof saveUnconfirmed>[1],
  { community }: StoredMail,
): Promise<Outcome | Refused> {
  if (!(await saveUnconfirmed(work, one))) return new Refused(tooManyUnconfirmed)
  if (!(await wasTold(work, one.personId, unconfirmedMail.kind)))
    await queueMail(
      work,
      unconfirmedMail,
      { personId: one.personId },
      { about: { kind: 'incoming_mail', id: one.incomingId }, communityId: community?.id ?? null, payload: {} },
    )
  return 'unconfirmed'
}

/** Ends a mail whose answer was refused, and tells its person why, by a mail at most once a day. */
async function endRefused(work: Work, id: string, { refusal, values }: Refused): Promise<void> {
  const waiting = await lockIncoming(work, id)
  if (!waiting) return
  await settleIncoming(work, id, 'refused')
  const answered = waiting.answeredId ? await readMail(work.db, waiting.answeredId) : null
  if (!answered?.personId || (await wasTold(work, answered.personId, answerRefusedMail.kind))) return
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Date)))
  await queueMail(
    work,
    answerRefusedMail,
    { personId: answered.personId },
    {
      about: { kind: 'incoming_mail', id },
      communityId: answered.community?.id ?? null,
      payload: { says: refusal.says, values: JSON.stringify(said) },
    },
  )
}
