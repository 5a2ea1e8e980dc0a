/** What happens to Pings, and whom it tells. */
import { z } from 'zod'
import { allMembers } from '#server/pings/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

export const pingSent = activity('ping.sent', 'ping', { voiceId: z.string().optional() }, [
  { hears: allMembers, as: 'ping' },
])
export const pingMailed = activity('ping.mailed', 'ping', { mails: z.number() })
export const pingExtended = activity('ping.extended', 'ping', { until: z.string() })
export const pingClosed = activity('ping.closed', 'ping')
export const pingWithdrawn = activity('ping.withdrawn', 'ping')

export const pingActivities = [pingSent, pingMailed, pingExtended, pingClosed, pingWithdrawn]
