/** A person turns notices on for the browser they are in, and off for any of their devices. */
import { z } from 'zod'
import { isBrowserKey } from '#server/notices/push/push.ts'
import { dropDevice, moveDevice, saveDevice } from '#server/notices/push/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mayReach } from '#server/platform/outgoing/post-outside.ts'
import { forbidden, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** What a browser gives of its subscription. */
export const deviceInput = z.object({
  endpoint: z.url().max(1000),
  p256dh: z.string().length(87),
  auth: z.string().regex(/^[\w-]{22}$/),
})

/**
 * Pushes the actor's notices to the browser whose session this is.
 * @refuses forbidden to a program, which has no browser · input_invalid where that is no address of a push service
 */
export async function turnOnDevice(
  work: Work,
  actor: Actor,
  given: z.infer<typeof deviceInput> & { userAgent: string },
): Promise<void> {
  if (actor.kind !== 'person' || !actor.sessionId) return refuse(forbidden)
  checkSubscription(work, given)
  await saveDevice(work, { personId: actor.personId, sessionId: actor.sessionId, ...given })
}

/** And where its notices went before, if the browser knows that. */
export const renewalInput = deviceInput.extend({ former: z.url().max(1000).optional() })

/**
 * The push service gave a device another place: its notices go there. Only the browser in whose session it was turned on may say so.
 * @refuses forbidden to a program · not_found where nothing was pushed there in this session · input_invalid
 */
export async function renewDevice(
  work: Work,
  actor: Actor,
  { former, ...given }: z.infer<typeof renewalInput>,
): Promise<void> {
  if (actor.kind !== 'person' || !actor.sessionId) return refuse(forbidden)
  checkSubscription(work, given)
  if (!(await moveDevice(work, { sessionId: actor.sessionId, former, ...given }))) refuse(notFound)
}

/** Is it the address of a push service, and the key of a browser? */
function checkSubscription(work: Work, { endpoint, p256dh }: z.infer<typeof deviceInput>): void {
  if (!mayReach(endpoint, work.platform.config.outgoing))
    refuseFields({ endpoint: { says: 'This is not the address of a push service.' } })
  if (!isBrowserKey(p256dh)) refuseFields({ p256dh: { says: 'This is not the key of a browser.' } })
}

/** @refuses not_found */
export async function turnOffDevice(work: Work, actor: Actor, deviceId: string): Promise<void> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  if (!(await dropDevice(work, personId, deviceId))) refuse(notFound)
}
