/** A mail that came in is read and dealt with, once: an answer does what its kind says, a bounce ends an address, the rest does nothing. */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { readMail, type StoredMail } from '#server/platform/mail/store.ts'
import { Refused } from '#server/platform/refuse.ts'
import { type Job, job } from '#server/platform/room.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'
import { answerRefusedMail } from './answer-refused-mail.ts'
import { calendarReplyIn, takeCalendarReply } from './calendar-reply.ts'
import {
  lockIncoming,
  type Outcome,
  saveLateRefusal,
  settleIncoming,
  type WaitingMail,
  wasTold,
} from './incoming-store.ts'
import { type MailSort, sortMail } from './mail-sort.ts'
import { type IncomingMail, parseMail } from './parse-mail.ts'
import { isNotVouchedFor, isOver, isTooLarge, isWithoutText } from './refusals.ts'
import { takeInTask } from './take-in-task.ts'

const payload = z.object({ incomingId: z.uuid() })

/** Loads the actor that a person is. */
type ActorOf = (db: ReadDb, personId: string) => Promise<Actor>

/** The job. What an answer does, and that it was dealt with, are one transaction. */
export function takeInMailJob(actorOf: ActorOf): Job<typeof payload> {
  return job({
    task: takeInTask,
    payload,
    async run(platform, { incomingId }) {
      const refused = await doWork(platform, (work) => takeIn(work, actorOf, incomingId)).catch((problem) => {
        if (problem instanceof Refused) return problem
        throw problem
      })
      // What was refused is undone; that it was, and why, is written apart.
      if (refused) await doWork(platform, (work) => endRefused(work, incomingId, refused))
    },
  })
}

async function takeIn(work: Work, actorOf: ActorOf, id: string): Promise<Refused | null> {
  const waiting = await lockIncoming(work, id)
  if (!waiting) return null
  const mail = await parseMail(waiting.raw)
  const answered = waiting.answeredId ? await readMail(work.db, waiting.answeredId) : null
  const sorted = sortMail(mail, { envelopeFrom: waiting.envelopeFrom, ownAddresses: ownAddresses(work.platform) })
  if (sorted.sort === 'bounce' && sorted.verdict === 'no_such_address' && sorted.of)
    await saveLateRefusal(work, sorted.of, sorted.recipient)
  const inCalendar = calendarReplyIn(mail, sorted)
  const outcome = inCalendar
    ? await takeCalendarReply(work, actorOf, { waiting, mail, answered }, inCalendar)
    : sorted.sort === 'reply'
      ? await answer(work, actorOf, { waiting, mail, answered, sorted })
      : endOf(sorted, answered)
  if (outcome instanceof Refused) return outcome
  await settleIncoming(work, id, outcome)
  return null
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
  readonly sorted: { readonly says: string }
}

async function answer(
  work: Work,
  actorOf: ActorOf,
  { waiting, mail, answered, sorted }: Answer,
): Promise<Outcome | Refused> {
  const kind = answered && work.platform.declared.mails.get(answered.kind)
  if (!answered?.personId || !kind?.answer) return 'not_answerable'
  if (answered.isRemoved || answered.isOfDeleted || answered.mailVersion !== waiting.answeredVersion)
    return new Refused(isOver)
  if (!waiting.isVouchedFor || mail.from !== answered.address.toLowerCase()) return new Refused(isNotVouchedFor)
  if (sorted.says === '') return new Refused(isWithoutText)
  const actor = await actorOf(work.db, answered.personId)
  await kind.answer(work, actor, answered, sorted.says)
  return 'posted'
}

/** Ends a mail whose answer was refused, and tells its person why, by a mail at most once a day. */
async function endRefused(work: Work, id: string, { refusal, values }: Refused): Promise<void> {
  const waiting = await lockIncoming(work, id)
  if (!waiting) return
  await settleIncoming(work, id, refusal === isNotVouchedFor ? 'not_vouched_for' : 'refused')
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
