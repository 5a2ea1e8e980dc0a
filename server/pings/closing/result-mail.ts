/**
 * The result of a Ping as a kind of mail, and to whom it goes: its sender, and those who answered.
 */
import { answerBelowEntry } from '#server/discussions/room.ts'
import { readResultCopy } from '#server/pings/closing/reads-result.ts'
import { resultEmail } from '#server/pings/closing/result-email.ts'
import { curious } from '#server/pings/closing/store.ts'
import { type Ping, pingAddress } from '#server/pings/ping.ts'
import { replyToOf } from '#server/platform/mail/incoming/reply-address.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Work } from '#server/platform/work.ts'

export const resultMail = mailKind<Record<string, never>>({
  kind: 'ping_result',
  priority: 'bulk',
  isSecretTo: 'its recipient',
  name: (t) => t('Result of a Ping'),
  unsubscribe: {
    place: 12,
    byDefault: 'at_once',
    inDigest: 'other',
    name: (t) => t('Results of Pings'),
    hint: (t) => t('When a Ping closes that you have sent or answered.'),
    stops: (t, at) => t('You will get no more mails with the results of Pings in {community}.', at),
    stopped: (t, at) => t('Results of Pings in {community} no longer come to you by mail.', at),
  },
  async compose(look, mail) {
    const { personId, community } = mail
    if (!personId || !community) return { dropped: 'gone' }
    const found = await readResultCopy(look, mail.aboutId, personId)
    if (!found) return { dropped: 'gone' }
    const { ping, results } = found
    if (!ping.isReader) return { dropped: 'left' }
    if (isLeaving(mail) && ping.isOptedOut) return { dropped: 'opted_out' }
    const { publicUrl } = look.platform.config
    const address = `${publicUrl}${pingAddress(community.slug, ping)}`
    const composed = resultEmail(
      {
        community,
        question: ping.question,
        results,
        threshold: ping.threshold,
        address,
        as: ping.sentBy === personId ? 'sender' : ping.voiceId === personId ? 'asked in their name' : 'answered',
      },
      {
        t: mail.t,
        site: { name: mail.siteName, url: publicUrl },
        replyTo: replyToOf(look.platform, mail),
        unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'ping_result' }),
      },
    )
    return { ...composed, inShort: [{ says: composed.subject, address }] }
  },
  answer: answerBelowEntry,
})

/** Queues it for a Ping that has just closed; a community that is archived mails nothing. */
export async function mailResult(work: Work, ping: Ping): Promise<void> {
  if (ping.communityStatus !== 'active') return
  await queueMailing(work, resultMail, curious(ping), {
    about: { kind: 'ping', id: ping.id },
    communityId: ping.communityId,
    payload: {},
    locale: ping.language,
  })
}
