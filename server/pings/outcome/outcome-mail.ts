/**
 * "You said, we did" as a kind of mail: to members who choose it, most of them in their digest. Nobody gets it unasked.
 */
import { readOutcomeCopy } from '#server/pings/outcome/reads-outcome.ts'
import { thoseWhoWantOutcomes } from '#server/pings/outcome/store.ts'
import { type Ping, pingAddress } from '#server/pings/ping.ts'
import { button, mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Work } from '#server/platform/work.ts'

export const outcomeMail = mailKind<Record<string, never>>({
  kind: 'ping_outcome',
  priority: 'bulk',
  name: (t) => t('You said, we did'),
  unsubscribe: {
    place: 13,
    byDefault: 'off',
    inDigest: 'other',
    name: (t) => t('You said, we did'),
    hint: (t) => t('When the leaders say what followed from a Ping.'),
    stops: (t, at) => t('You will get no more mails about what followed from Pings in {community}.', at),
    stopped: (t, at) => t('What followed from Pings in {community} no longer comes to you by mail.', at),
  },
  async compose(look, mail) {
    const { personId, community, t } = mail
    if (!personId || !community) return { dropped: 'gone' }
    const found = await readOutcomeCopy(look, mail.aboutId, personId)
    if (!found) return { dropped: 'gone' }
    if (!found.isReader) return { dropped: 'left' }
    if (isLeaving(mail) && !found.isWanted) return { dropped: 'opted_out' }
    const site = { name: mail.siteName, url: look.platform.config.publicUrl }
    const address = `${site.url}${pingAddress(community.slug, found)}`
    const subject = t('You said, we did: {question}', { question: found.question })
    return {
      from: community.name,
      listId: `${community.slug}.pings`,
      ...mailLayout({
        t,
        subject,
        heading: found.question,
        community,
        above: t('You said, we did'),
        preheader: found.text.slice(0, 120),
        blocks: [paragraph(found.text), button(t('See the result'), address)],
        why: t('You get this because you chose to hear what follows from Pings in {community}.', {
          community: community.name,
        }),
        unsubscribeUrl: unsubscribeAddress(look.platform, {
          personId,
          communityId: community.id,
          kind: 'ping_outcome',
        }),
        site,
      }),
      inShort: [{ says: subject, address }],
    }
  },
})

/** Queues it, once for each who wants it, however often the words are changed. */
export async function mailOutcome(work: Work, ping: Ping): Promise<void> {
  await queueMailing(work, outcomeMail, thoseWhoWantOutcomes(ping), {
    about: { kind: 'ping', id: ping.id },
    communityId: ping.communityId,
    payload: {},
    locale: ping.language,
  })
}
