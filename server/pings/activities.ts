/** What happens to Pings, and whom it tells. */
import { z } from 'zod'
import { allMembers, askedForName, whoeverAsked } from '#server/pings/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

const personId = z.string().nullable()

export const pingSent = activity('ping.sent', 'ping', { voiceId: z.string().optional() }, [
  { hears: allMembers, as: 'ping' },
])
export const pingMailed = activity('ping.mailed', 'ping', { mails: z.number() })
export const pingExtended = activity('ping.extended', 'ping', { until: z.string() })
export const pingClosed = activity('ping.closed', 'ping')
export const pingWithdrawn = activity('ping.withdrawn', 'ping')

export const consentAsked = activity('consent.asked', 'ping', { personId }, [
  { hears: askedForName, as: 'consent_asked' },
])
export const consentGiven = activity('consent.given', 'ping', { personId, reach: z.string() }, [
  { hears: whoeverAsked, as: 'consent_given' },
])
export const consentRefused = activity('consent.refused', 'ping', { personId }, [
  { hears: whoeverAsked, as: 'consent_refused' },
])
export const consentWithdrawn = activity('consent.withdrawn', 'consent')

export const pingActivities = [
  pingSent,
  pingMailed,
  pingExtended,
  pingClosed,
  pingWithdrawn,
  consentAsked,
  consentGiven,
  consentRefused,
  consentWithdrawn,
]
