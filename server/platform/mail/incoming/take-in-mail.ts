/** A mail that came in is read and dealt with, once: an answer does what its kind says, a bounce ends an address, the rest does nothing. */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import { flat, tidy } from '#server/platform/http/input.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { readMail, type StoredMail } from '#server/platform/mail/store.ts'
import type { Unsubscription } from '#server/platform/mail/unsubscribe.ts'
import { notFound, Refused } from '#server/platform/refuse.ts'
import { type Job, job } from '#server/platform/room.ts'
import { doWork, lookAt, type Work } from '#server/platform/work.ts'
import { answerRefusedMail } from './answer-refused-mail.ts'
import { calendarReplyIn, takeCalendarReply } from './calendar-reply.ts'
import {
  lockIncoming,
  type Outcome,
  readMailCalled,
  type StoppedMail,
  saveLateRefusal,
  settleIncoming,
  wasTold,
} from './incoming-store.ts'
import { keepPictures } from './kept-pictures.ts'
import { leftFilesMail } from './left-files-mail.ts'
import type { MailSort } from './mail-sort.ts'
import { isOptOut } from './opt-out.ts'
import { type CameMail, readCameMail } from './read-mail.ts'
import { isGone, isOver, isTooLarge, isWithoutText, tooManyUnconfirmed } from './refusals.ts'
import { takeInTask } from './take-in-task.ts'
import { unconfirmedMail } from './unconfirmed-mail.ts'
import { saveUnconfirmed } from './unconfirmed-store.ts'

/** In letters: no text of the site may be longer. */
const longestAnswer = 65_536

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
      const came = await readCameMail(await lookAt(platform), incomingId)
      if (!came) return
      await doWork(platform, (work) => takeIn(work, others, came)).catch((problem) => {
        if (!(problem instanceof Refused)) throw problem
        // What was refused is undone; that it was, and why, is written apart.
        return doWork(platform, (work) => endRefused(work, came, problem))
      })
    },
  })
}

async function takeIn(work: Work, others: Others, came: CameMail): Promise<void> {
  const { id, answeredId } = came.waiting
  if (!(await lockIncoming(work, id))) return
  const answered = answeredId ? await readMail(work.db, answeredId) : null
  const isOurTest = answered && work.platform.declared.mails.get(answered.kind)?.comesBack
  const outcome = isOurTest ? 'came_back' : await deal(work, others, { ...came, answered })
  if (outcome instanceof Refused) throw outcome
  await settleIncoming(work, id, outcome)
}

async function deal(work: Work, others: Others, came: Answer): Promise<Outcome | Refused> {
  const { mail, answered, sorted } = came
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

/** A person is told that their mail was too large or said nothing; machines are told nothing. */
function endOf({ sort }: Exclude<MailSort, { sort: 'reply' }>, answered: StoredMail | null): Outcome | Refused {
  if (answered && sort === 'too_large') return new Refused(isTooLarge)
  if (answered && sort === 'no_text') return new Refused(isWithoutText)
  return sort
}

interface Answer extends CameMail {
  readonly answered: StoredMail | null
}

async function answer(
  work: Work,
  actorOf: ActorOf,
  { waiting, mail, answered, says, files }: Answer,
): Promise<Outcome | Refused> {
  const kind = answered && work.platform.declared.mails.get(answered.kind)
  if (!answered?.personId || !kind?.answer) return 'not_answerable'
  if (answered.isRemoved || answered.isOfDeleted || answered.mailVersion !== waiting.answeredVersion)
    return new Refused(isOver)
  const { personId } = answered
  // As what is typed into a form.
  const text = tidy(await keepPictures(work, answered, says, files.pictures))
  if (text === '') return new Refused(isWithoutText)
  if (text.length > longestAnswer) return new Refused(isTooLarge)
  if (!waiting.isVouchedFor || mail.from !== answered.address.toLowerCase())
    return askWhether(
      work,
      {
        incomingId: waiting.id,
        personId,
        says: text,
        subject: flat(mail.subject),
        from: mail.from && flat(mail.from),
        files,
      },
      answered,
    )
  await kind.answer(work, await actorOf(work.db, personId), answered, text)
  if (files.left.length > 0)
    await queueMail(
      work,
      leftFilesMail,
      { personId },
      {
        about: { kind: 'incoming_mail', id: waiting.id },
        communityId: answered.community?.id ?? null,
        payload: { files: JSON.stringify(files.left) },
      },
    )
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
async function endRefused(work: Work, { waiting, files }: CameMail, refused: Refused): Promise<void> {
  const { id, answeredId } = waiting
  const { refusal, values } = refused.refusal === notFound ? new Refused(isGone) : refused
  if (!(await lockIncoming(work, id))) return
  await settleIncoming(work, id, 'refused')
  const answered = answeredId ? await readMail(work.db, answeredId) : null
  if (!answered?.personId || (await wasTold(work, answered.personId, answerRefusedMail.kind))) return
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Date)))
  await queueMail(
    work,
    answerRefusedMail,
    { personId: answered.personId },
    {
      about: { kind: 'incoming_mail', id },
      communityId: answered.community?.id ?? null,
      payload: { says: refusal.says, values: JSON.stringify(said), files: JSON.stringify(files.left) },
    },
  )
}
