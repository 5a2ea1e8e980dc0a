/**
 * Those who have not answered an open Ping get one reminder. Nobody sees who they are: the outbox lists none of these mails,
 * and their rows go with the choices.
 */
import { pingReminded } from '#server/pings/activities.ts'
import { isOpen, type Ping } from '#server/pings/ping.ts'
import { reminderMail } from '#server/pings/reminding/mail.ts'
import { reminderOf } from '#server/pings/reminding/reminder.ts'
import { saveReminded, saveReminderPlan, silentPeople } from '#server/pings/reminding/store.ts'
import { lockPing } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/** Plans the reminder of a Ping that is open from one moment until another; a second call replaces it. Not twice for one Ping. */
export async function planReminder(
  work: Work,
  ping: Pick<Ping, 'id' | 'reminds' | 'remindedAt'>,
  open: { readonly from: Date; readonly until: Date },
): Promise<void> {
  if (!ping.reminds || ping.remindedAt) return
  const at = reminderOf(open)
  await saveReminderPlan(work, ping.id, at)
  if (at) await addReminderJob(work, ping.id, at)
}

async function addReminderJob(work: Work, pingId: string, at: Date): Promise<void> {
  await work.enqueue('remind-of-ping', { pingId }, { at, key: `remind-of-ping/${pingId}` })
}

/**
 * Reminds them, once the hour has come; does nothing twice, and nothing after the end.
 * @refuses not_found
 */
export async function remindVoters(work: Work, system: Actor, pingId: string): Promise<void> {
  const ping = await lockPing(work, system, { pingId }, 'update')
  if (!ping.remindsAt || !isOpen(ping, work.now) || ping.communityStatus !== 'active') return
  if (ping.remindsAt > work.now) return addReminderJob(work, ping.id, ping.remindsAt)
  await saveReminded(work, ping.id)
  const mails = await queueMailing(work, reminderMail, silentPeople(ping.id), {
    about: { kind: 'ping', id: ping.id },
    communityId: ping.communityId,
    payload: {},
    locale: ping.language,
  })
  await work.record(pingReminded, { communityId: ping.communityId, by: null, objectId: ping.id, facts: { mails } })
}
