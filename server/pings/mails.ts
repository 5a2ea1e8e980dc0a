/**
 * The kinds of mail of this room, and what they need when they are sent or shown.
 */
import { answerBelowEntry } from '#server/discussions/room.ts'
import { type BallotKey, ballotAddress } from '#server/pings/ballots/ballot.ts'
import { endOf } from '#server/pings/drafts/draft.ts'
import { type PingMailView, pingEmail, pingInShort, pingTestEmail } from '#server/pings/emails.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { type MailedPing, readMailedCopy, readMailedPing } from '#server/pings/reads-mailing.ts'
import { replyToOf } from '#server/platform/mail/incoming/reply-address.ts'
import {
  type Composed,
  type Dropped,
  isLeaving,
  type Mail,
  type MailCommunity,
  mailKind,
} from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look } from '#server/platform/work.ts'

/** A Ping to one member. */
export const pingMail = mailKind<Record<string, never>>({
  kind: 'ping',
  priority: 'bulk',
  name: (t) => t('Ping'),
  unsubscribe: {
    place: 10,
    byDefault: 'at_once',
    inDigest: 'ping',
    name: (t) => t('Pings'),
    hint: (t) => t('One question, answered with one click from the mail.'),
    stops: (t, at) =>
      t(
        'You will get no more mails when a Ping is sent in {community}. You can still answer it on the site until it closes.',
        at,
      ),
    stopped: (t, at) => t('Pings in {community} no longer come to you by mail. You find them on the site.', at),
  },
  compose: composePing,
  answer: answerBelowEntry,
})

async function composePing(look: Look, mail: Mail): Promise<Composed | Dropped> {
  const { personId, community } = mail
  if (!personId || !community) return { dropped: 'gone' }
  const ping = await readMailedCopy(look, mail.aboutId, personId, ['ping'])
  if (!ping?.ballot || !ping.closesAt) return { dropped: 'gone' }
  // A kept mail is shown as it was; before a mail leaves, its reader must still be allowed to get and answer it.
  if (!ping.isMember) return { dropped: 'left' }
  if (isLeaving(mail) && ping.isOptedOut) return { dropped: 'opted_out' }
  if (isLeaving(mail) && (ping.state !== 'open' || ping.closesAt <= look.now)) return { dropped: 'over' }
  if (ping.ballot.version !== mail.mailVersion) return { dropped: 'gone' }
  const view = ballotView(look, ping, ping.ballot, community)
  const terms = termsOf(look, mail)
  const unsubscribeUrl = unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'ping' })
  const address = `${terms.site.url}${pingAddress(community.slug, ping)}`
  return {
    ...pingEmail(view, { ...terms, replyTo: replyToOf(look.platform, mail), unsubscribeUrl }),
    inShort: ping.hasVoted ? [] : [pingInShort(view, terms, address)],
  }
}

/** What a Ping's mail shows to one member: its links are those of their ballot. */
export function ballotView(
  look: Look,
  ping: MailedPing,
  ballot: { readonly id: string; readonly version: number },
  community: MailCommunity,
): PingMailView {
  const { secrets, config } = look.platform
  const key: BallotKey = { ballotId: ballot.id, version: ballot.version }
  return viewOf(ping, community, look.now, (optionId) => `${config.publicUrl}${ballotAddress(secrets, key, optionId)}`)
}

/** A Ping that is still a draft, to its writer. */
export const pingTestMail = mailKind<{ pingId: string }>({
  kind: 'ping_test',
  name: (t) => t('Test of a Ping'),
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community } = mail
    const ping = community && (await readMailedPing(look, mail.payload.pingId))
    if (!ping) return { dropped: 'gone' }
    const preview = `${look.platform.config.publicUrl}${pingAddress(community.slug, ping)}`
    return pingTestEmail(
      viewOf(ping, community, look.now, () => preview),
      termsOf(look, mail),
    )
  },
})

/** A Ping's mail as it will look to one reader: its links are of the right length, and lead nowhere. */
export function previewPing(
  look: Look,
  ping: MailedPing,
  reader: Pick<Mail, 't' | 'zone' | 'siteName'> & { readonly community: MailCommunity },
): Composed {
  const nowhere = { ballotId: '00000000-0000-0000-0000-000000000000', version: 1 }
  const { secrets, config } = look.platform
  const addressOf = (optionId: string) =>
    `${config.publicUrl}${ballotAddress(secrets, nowhere, optionId).replaceAll(/(?<=^\/b\/.*)[^/]/g, 'x')}`
  return pingEmail(viewOf(ping, reader.community, look.now, addressOf), {
    ...termsOf(look, reader),
    unsubscribeUrl: `${config.publicUrl}/u/xxxx`,
  })
}

function viewOf(ping: MailedPing, community: MailCommunity, now: Date, addressOf: (optionId: string) => string) {
  return {
    community,
    question: ping.question,
    cohorts: ping.readers?.flatMap((name) => mailName(name) ?? []) ?? null,
    closesAt: endOf(ping, now),
    asker: askerOf(ping),
    answers: ping.options.map(({ id, label }) => ({ label, address: addressOf(id) })),
  }
}

/** The asker under a name that is fit for a mail; null where they have none. */
function askerOf({ asker }: MailedPing): PingMailView['asker'] {
  const name = asker && mailName(asker.name)
  return name ? { name, title: mailName(asker.title) ?? '' } : null
}

/** The reader's language, hour and site. */
export function termsOf(look: Look, { t, zone, siteName }: Pick<Mail, 't' | 'zone' | 'siteName'>) {
  return { t, zone, now: look.now, site: { name: siteName, url: look.platform.config.publicUrl } }
}
