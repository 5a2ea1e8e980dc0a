/**
 * A notice pushed to a device: what is said there, and when it is tried again.
 */
import { ECDH } from 'node:crypto'
import { hour, minute, second } from '#server/platform/clock.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'
import type { Posted } from '#server/platform/outgoing/post-outside.ts'

/** The job that pushes one notice to one device. */
export const pushTask = 'push-notice'

/** What the service worker of the device reads (web/push-worker.ts). It may stand on a locked screen: it says no more than the notice. */
export interface Pushed {
  /** The community. */
  readonly title: string
  /** The sentence of the notice. */
  readonly says: string
  /** A path of this site. */
  readonly address: string
  /** The same for the same notice, so that one that comes twice is seen once. */
  readonly tag: string
}

/** For how many seconds a push service keeps it for a device that is off. */
export const keptSeconds = 24 * 60 * 60

/** What is mailed is pushed too: it is what somebody should hear of before they look by themselves. */
export function isPushed({ mail }: NoticeKind): boolean {
  return mail !== undefined
}

/** Is this the public key of a browser: a point of P-256, as browsers write it? */
export function isBrowserKey(p256dh: string): boolean {
  try {
    return ECDH.convertKey(p256dh, 'prime256v1', 'base64url', 'hex', 'uncompressed').length === 130
  } catch {
    return false
  }
}

const pauses = [30 * second, 2 * minute, 10 * minute, hour, 3 * hour, 6 * hour, 12 * hour]
const longestPause = 12 * hour

/** What follows from the answer of a push service; `pause` in ms. */
export type Outcome =
  | { readonly is: 'taken' | 'gone' | 'refused' }
  | { readonly is: 'later'; readonly pause: number }
  | { readonly is: 'given up' }

/** @param attempts with this one */
export function outcomeOf({ status, retryAfter }: Posted, attempts: number): Outcome {
  if (status !== null && status >= 200 && status < 300) return { is: 'taken' }
  if (status === 404 || status === 410) return { is: 'gone' }
  if (status !== null && status < 500 && status !== 429) return { is: 'refused' }
  const pause = pauses[attempts - 1]
  if (pause === undefined) return { is: 'given up' }
  const asked = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) * second : 0
  return { is: 'later', pause: Math.min(Math.max(pause, asked), longestPause) }
}
