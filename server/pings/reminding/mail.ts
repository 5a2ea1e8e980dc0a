/**
 * The reminder as a kind of mail: the Ping once more, for who has not answered it.
 */
import { answerBelowEntry } from '#server/discussions/room.ts'
import { pingReminderEmail } from '#server/pings/emails.ts'
import { ballotView, termsOf } from '#server/pings/mails.ts'
import { readMailedCopy } from '#server/pings/reads-mailing.ts'
import { replyToOf } from '#server/platform/mail/incoming/reply-address.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

export const reminderMail = mailKind<Record<string, never>>({
  kind: 'ping_reminder',
  priority: 'bulk',
  isSecretTo: 'its recipient',
  name: (t) => t('Reminder of a Ping'),
  unsubscribe: {
    place: 11,
    byDefault: 'at_once',
    name: (t) => t('Reminders of Pings'),
    hint: (t) => t('Once, before a Ping closes that you have not answered.'),
    stops: (t, at) => t('You will not be reminded any more of Pings in {community} that you have not answered.', at),
    stopped: (t, at) => t('Reminders of Pings in {community} no longer come to you.', at),
  },
  async compose(look, mail) {
    const { personId, community } = mail
    if (!personId || !community) return { dropped: 'gone' }
    const ping = await readMailedCopy(look, mail.aboutId, personId, ['ping', 'ping_reminder'])
    if (!ping?.ballot || !ping.closesAt || ping.ballot.version !== mail.mailVersion) return { dropped: 'gone' }
    if (!ping.isMember) return { dropped: 'left' }
    if (isLeaving(mail) && ping.isOptedOut) return { dropped: 'opted_out' }
    if (isLeaving(mail) && (ping.state !== 'open' || ping.closesAt <= look.now)) return { dropped: 'over' }
    if (isLeaving(mail) && ping.hasVoted) return { dropped: 'done' }
    return pingReminderEmail(ballotView(look, ping, ping.ballot, community), {
      ...termsOf(look, mail),
      isUnconfirmed: ping.isUnconfirmed,
      replyTo: replyToOf(look.platform, mail),
      unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'ping_reminder' }),
    })
  },
  answer: answerBelowEntry,
})
