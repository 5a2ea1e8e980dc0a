/** What happens to Pings, and who gets a notice. */
import { z } from 'zod'
import { allMembers } from '#server/pings/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

const asked: NoticeKind = {
  kind: 'ping',
  says: (t, values) => t('{name} asks: {title}', values),
  mail: 'its own',
  inNameOfFact: 'voiceId',
}

export const pingSent = activity('ping.sent', 'ping', { voiceId: z.string().optional() }, [
  { recipients: allMembers, as: asked },
])
export const pingMailed = activity('ping.mailed', 'ping', { mails: z.number() })
export const pingExtended = activity('ping.extended', 'ping', { until: z.string() })
export const pingClosed = activity('ping.closed', 'ping')
export const pingWithdrawn = activity('ping.withdrawn', 'ping')
