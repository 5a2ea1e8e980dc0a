/** An answer that somebody gave in their calendar: Accept, Tentative or Decline, which comes as a calendar file (METHOD:REPLY, RFC 5546). */
import nodeIcal, { type VEvent } from 'node-ical'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import type { CalendarReply } from '#server/platform/mail/mail-kind.ts'
import type { StoredMail } from '#server/platform/mail/store.ts'
import { Refused } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import type { Outcome, WaitingMail } from './incoming-store.ts'
import type { MailSort } from './mail-sort.ts'
import type { IncomingFile, IncomingMail } from './parse-mail.ts'
import { isForOneDate, isNotSurelyTheirs, isOver } from './refusals.ts'

/** No calendar writes a longer answer. */
const longestFile = 100_000
const answers: Readonly<Record<string, CalendarReply['answer']>> = {
  ACCEPTED: 'yes',
  TENTATIVE: 'maybe',
  DECLINED: 'no',
}

/** The answer in a mail that a person, or their calendar for them, sent; null where there is none. */
export function calendarReplyIn({ files }: Pick<IncomingMail, 'files'>, { sort }: MailSort): CalendarReply | null {
  if (sort !== 'reply' && sort !== 'no_text' && sort !== 'auto_reply') return null
  return files.map(readCalendarReply).find((one) => one !== null) ?? null
}

function readCalendarReply({ type, content }: IncomingFile): CalendarReply | null {
  if (!/^(?:text\/calendar|application\/ics)$/i.test(type) || content.length > longestFile) return null
  const [event, ...others] = eventsIn(content.toString('utf8'))
  if (!event || others.length > 0 || event.method !== 'REPLY') return null
  const [attendee, ...more] = [event.attendee ?? []].flat()
  const status = typeof attendee === 'object' && more.length === 0 ? attendee.params?.PARTSTAT : undefined
  const answer = status && Object.hasOwn(answers, status) ? answers[status] : undefined
  return answer ? { uid: event.uid, answer, isOneDate: 'recurrenceid' in event } : null
}

function eventsIn(file: string): VEvent[] {
  try {
    return Object.values(nodeIcal.sync.parseICS(file)).filter((one): one is VEvent => one?.type === 'VEVENT')
  } catch {
    return []
  }
}

/** What such an answer does: the same is asked of its sender as of somebody who answers in words. */
export async function takeCalendarReply(
  work: Work,
  actorOf: (db: ReadDb, personId: string) => Promise<Actor>,
  { waiting, mail, answered }: { waiting: WaitingMail; mail: IncomingMail; answered: StoredMail | null },
  reply: CalendarReply,
): Promise<Outcome | Refused> {
  const kind = answered && work.platform.declared.mails.get(answered.kind)
  if (!answered?.personId || !kind?.calendarAnswer) return 'not_answerable'
  if (answered.isRemoved || answered.isOfDeleted || answered.mailVersion !== waiting.answeredVersion)
    return new Refused(isOver)
  if (!waiting.isVouchedFor || mail.from !== answered.address.toLowerCase()) return new Refused(isNotSurelyTheirs)
  if (reply.isOneDate) return new Refused(isForOneDate)
  const isTaken = await kind.calendarAnswer(work, await actorOf(work.db, answered.personId), answered, reply)
  return isTaken ? 'posted' : 'not_answerable'
}
