/**
 * The worker pools that send mails. A relay that hangs holds each slot for ten to twenty seconds, so mails have slots and
 * connections of their own: no other job waits for them, and a mail that a person waits for never queues behind a mailing.
 */
import type { Platform } from '#server/platform/work.ts'
import { sendMailJob } from './delivery.ts'
import type { AnyMailKind, MailPriority } from './mail-kind.ts'

const slots: Record<MailPriority, number> = { 'person-waits': 4, bulk: 8 }

/** One worker pool for each priority. */
export function mailWorkerPools(platform: Platform, kinds: readonly AnyMailKind[]) {
  const waitedFor = sendMailJob(platform, kinds, { priority: 'person-waits', connections: slots['person-waits'] })
  const mailings = sendMailJob(platform, kinds, { priority: 'bulk', connections: slots.bulk })
  return {
    workerPools: [
      { jobs: [waitedFor], slots: slots['person-waits'] },
      { jobs: [mailings], slots: slots.bulk },
    ],
    close() {
      waitedFor.close()
      mailings.close()
    },
  }
}
