/** Digests are begun when their hour has come, and each is gathered in a job of its own. */
import { digestMail } from '#server/notices/digest/digest-mail.ts'
import { beginDigests, dropDigests, takeHeld } from '#server/notices/digest/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/** The job that gathers one digest. */
export const gatherDigestTask = 'gather-digest'

/** More held mails than these are only counted in it; each is composed when it leaves. */
const mostLookedAt = 60

/**
 * Begins the digests whose hour has come where their readers are. Run twice at the same time it begins each once.
 * @returns how many
 */
export async function makeDigests(work: Work): Promise<number> {
  await dropDigests(work)
  return beginDigests(work, gatherDigestTask)
}

/**
 * Queues a digest with the mails that were held for it. A second run finds nothing left to take, and queues nothing.
 * @returns whether it was queued
 */
export async function gatherDigest(work: Work, digestId: string): Promise<boolean> {
  const taken = await takeHeld(work, digestId)
  if (!taken) return false
  const { personId, mailIds } = taken
  const about = { kind: 'digest', id: digestId }
  const payload = { mailIds: mailIds.slice(0, mostLookedAt), more: Math.max(0, mailIds.length - mostLookedAt) }
  return queueMail(work, digestMail, { personId }, { about, payload })
}
