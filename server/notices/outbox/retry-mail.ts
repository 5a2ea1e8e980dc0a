/** The owner retries a failed mail. */
import { mailRetried } from '#server/notices/activities.ts'
import { mayReadOutbox } from '#server/notices/outbox/policy.ts'
import { lockMail, saveRetry } from '#server/notices/outbox/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { mailTasks } from '#server/platform/mail/mail-kind.ts'
import { insist, notFound, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const mailNotFailed = refusal(
  'mail_not_failed',
  409,
  'This mail has not failed, so there is nothing to try again.',
)

/**
 * Queues a failed mail anew. Its recipient counts as reachable again.
 * @refuses not_found · mail_not_failed
 */
export async function retryMail(work: Work, actor: Actor, mailId: string): Promise<{ id: string }> {
  insist(mayReadOutbox(actor))
  const mail = (await lockMail(work, mailId)) ?? refuse(notFound)
  if (mail.state !== 'failed') refuse(mailNotFailed)
  await saveRetry(work, mail)
  await work.enqueue(mailTasks['person-waits'], { mailId: mail.id })
  await work.record(mailRetried, { communityId: null, by: actor, objectId: mail.id })
  return { id: mail.id }
}
