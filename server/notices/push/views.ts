/**
 * The devices of a person, and what of a notice is still to be pushed.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { deviceOf } from '#server/identity/room.ts'
import { pushKeys } from '#server/notices/push/push-keys.ts'
import { listNotices, type NoticeRow } from '#server/notices/reads-notices.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const devicesView = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      /** Empty where the browser did not say, or is not one we know. */
      browser: z.string(),
      system: z.string(),
      /** Is it the one that asks? */
      isHere: z.boolean(),
      since: z.date(),
      /** When something last arrived at its push service. */
      reachedAt: z.date().nullable(),
    }),
  ),
  /** The public key of the site, in base64url: a browser lets only its holder push. */
  key: z.string(),
})
export type DevicesView = z.infer<typeof devicesView>

const deviceRow = z.object({
  id: z.string(),
  sessionId: z.string(),
  userAgent: z.string(),
  since: z.date(),
  reachedAt: z.date().nullable(),
})

/** The actor's devices, the newest first. */
export async function readDevices(look: Look, actor: Actor): Promise<DevicesView> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const found = await rows(look, deviceRow)`
    select id, session_id as "sessionId", user_agent as "userAgent", created_at as since, reached_at as "reachedAt"
    from push_device where person_id = ${personId} order by created_at desc, id desc`
  const here = actor.kind === 'person' ? actor.sessionId : null
  return {
    devices: found.map(({ id, sessionId, userAgent, since, reachedAt }) => {
      const { browser, system } = deviceOf(userAgent)
      return { id, browser, system, isHere: sessionId === here, since, reachedAt }
    }),
    key: pushKeys(look.platform.secrets).publicKey,
  }
}

/** A notice that its reader may still see, has not read and wants to hear of; else null. */
export async function readPushedNotice(look: Look, personId: string, noticeId: string): Promise<NoticeRow | null> {
  const [notice] = await listNotices(look, personId, sql`n.id = ${noticeId}::uuid`, 'in short')
  if (!notice || notice.isRead || notice.isUndone) return null
  if (await isTurnedOff(look, notice)) return null
  return { ...notice, by: notice.by && mailName(notice.by) }
}

/** Has its reader turned off the mails that tell the same? */
async function isTurnedOff(look: Look, { id, kind }: Pick<NoticeRow, 'id' | 'kind'>): Promise<boolean> {
  const { notices, mails } = look.platform.declared
  const notice = notices.get(kind)
  const mail = notice?.mail === 'its own' ? notice.ownMail : notice?.mail?.kind
  const unsubscribe = mails.get(mail ?? '')?.unsubscribe ?? 'none'
  if (typeof unsubscribe === 'string') return false
  const [chosen] = await rows(look, () => z.object({ choice: z.string() }))`
    select c.choice from notice n
    join mail_choice c on c.person_id = n.person_id and c.community_id = n.community_id and c.kind = ${mail}
    where n.id = ${id}`
  return (chosen?.choice ?? unsubscribe.byDefault) === 'off'
}
