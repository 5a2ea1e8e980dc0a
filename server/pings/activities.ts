/** What happens to Pings, and who gets a notice. */
import { z } from 'zod'
import { allMembers, itsWriter } from '#server/pings/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

const asked: NoticeKind = {
  kind: 'ping',
  says: (t, values) => t('{name} asks: {title}', values),
  mail: 'its own',
  ownMail: 'ping',
  inNameOfFact: 'voiceId',
}

export const pingSent = activity('ping.sent', 'ping', { voiceId: z.string().optional() }, [
  { recipients: allMembers, as: asked },
])
/** Only its writer has the page of a draft. */
const notSent: NoticeKind = {
  kind: 'ping_not_sent',
  says: (t, { title }) => t('Your Ping could not be sent at its hour: {title}', { title }),
}

export const pingNotSent = activity('ping.not_sent', 'ping', { personId: z.string().nullable() }, [
  { recipients: itsWriter, as: notSent },
])
export const pingMailed = activity('ping.mailed', 'ping', { mails: z.number() })
export const pingReminded = activity('ping.reminded', 'ping', { mails: z.number() })
export const pingExtended = activity('ping.extended', 'ping', { until: z.string() })
export const pingClosed = activity('ping.closed', 'ping')
/** Somebody said what followed from it, or took that away. */
export const pingAnswered = activity('ping.outcome_told', 'ping', { isSaid: z.boolean() })
export const pingWithdrawn = activity('ping.withdrawn', 'ping')
