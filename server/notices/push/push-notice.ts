/**
 * Pushes one notice to one device: held · still news? · encrypted · handed to the push service · settled.
 */
import { z } from 'zod'
import { noticeAddress, noticeSentence } from '#server/notices/notice.ts'
import { keptSeconds, outcomeOf, type Pushed } from '#server/notices/push/push.ts'
import { pushKeys } from '#server/notices/push/push-keys.ts'
import {
  dropLostDevice,
  type HeldPush,
  holdPush,
  type PushRef,
  releasePush,
  settlePush,
} from '#server/notices/push/store.ts'
import { readPushedNotice } from '#server/notices/push/views.ts'
import { chooseLocale, translator } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { type Posted, postOutside } from '#server/platform/outgoing/post-outside.ts'
import { doWork, type Look, lookAt, type Platform } from '#server/platform/work.ts'

export const pushPayload = z.object({ noticeId: z.uuid(), deviceId: z.uuid() })

/**
 * Run twice it pushes once: the row is held while it is handed over, and settled after. Only a crash between the two can push again,
 * with the tag that lets the device show it once.
 */
export async function pushNotice(platform: Platform, push: PushRef): Promise<void> {
  const held = await doWork(platform, (work) => holdPush(work, push))
  if (held === 'settled') return
  if (held === 'held') throw new Error('Another worker holds this push.')

  const pushed = held.isKept ? null : await composePush(await lookAt(platform), held, push.noticeId)
  if (!pushed) return doWork(platform, (work) => settlePush(work, push, 'dropped'))
  const answer = await handOver(platform, held, pushed)
  const outcome = outcomeOf(answer, held.attempts)
  if (outcome.is !== 'taken' && outcome.is !== 'gone')
    platform.log.warn({ deviceId: push.deviceId, said: answer.reason }, 'a push service did not take a notice')
  await doWork(platform, async (work) => {
    if (outcome.is === 'taken') await settlePush(work, push, 'handed_over')
    else if (outcome.is === 'gone') await dropLostDevice(work, push.deviceId)
    else if (outcome.is === 'later') await releasePush(work, push, outcome.pause)
    else await settlePush(work, push, 'failed')
  })
}

/** What the device shows, in its reader's language; null where it is no news any more, or they turned that off. */
async function composePush(look: Look, { personId, locale }: HeldPush, noticeId: string): Promise<Pushed | null> {
  const notice = await readPushedNotice(look, personId, noticeId)
  if (!notice) return null
  const { declared } = look.platform
  const t = translator(locale === 'qps' ? 'qps' : chooseLocale(locale))
  return {
    title: notice.community.name,
    says: noticeSentence(declared, notice, notice.title, t),
    address: noticeAddress(declared, notice.community.slug, notice),
    tag: shortId(noticeId),
  }
}

/** Encrypts it for the device alone, and posts it to its push service. */
async function handOver({ config, secrets }: Platform, held: HeldPush, pushed: Pushed): Promise<Posted> {
  // The library is loaded by the worker alone, and with the first push.
  const { default: webPush } = await import('web-push')
  const { endpoint, p256dh, auth } = held
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(pushed),
    {
      vapidDetails: { subject: `mailto:${contactOf(config.mailFrom, held)}`, ...pushKeys(secrets) },
      contentEncoding: 'aes128gcm',
      TTL: keptSeconds,
      topic: pushed.tag,
    },
  )
  return postOutside(endpoint, { headers: headers as Record<string, string | number>, body, reach: config.outgoing })
}

/** Whom a push service may write to: some take nothing from an address that cannot exist. */
function contactOf(mailFrom: string, { ownerAddress }: HeldPush): string {
  const { address, domain } = readSender(mailFrom)
  return domain.includes('.') ? address : (ownerAddress ?? address)
}
