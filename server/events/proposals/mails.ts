/** The kind of mail about proposals of events. */
import { type ProposalNews, proposalEmail } from '#server/events/proposals/emails.ts'
import { type Proposal, proposalAddress, proposalKind } from '#server/events/proposals/proposal.ts'
import { readMailedProposal } from '#server/events/proposals/reads-mails.ts'
import { plannersOf } from '#server/events/proposals/reads-recipients.ts'
import { type Composed, type Dropped, isLeaving, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { queueMail, queueMailing } from '#server/platform/mail/queue.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look, Work } from '#server/platform/work.ts'

type ProposalPayload = { readonly news: ProposalNews }

/** To those who may plan events: what is proposed. To who proposed it: that it is planned, or why not. */
export const proposalMail = mailKind<ProposalPayload>({
  kind: 'event_proposal',
  priority: 'bulk',
  name: (t) => t('Proposal of an event'),
  unsubscribe: {
    place: 18,
    needs: 'propose_event',
    byDefault: 'at_once',
    inDigest: 'other',
    name: (t) => t('Proposals of events'),
    hint: (t) => t('How yours was answered; and where you plan events, what others propose.'),
    stops: (t, at) =>
      t(
        'You will get no more mails about proposals of events in {community}. You still find them in your inbox here.',
        at,
      ),
    stopped: (t, at) =>
      t('Proposals of events in {community} no longer come to you by mail. You find them in your inbox here.', at),
  },
  compose,
})

async function compose(look: Look, mail: Mail<ProposalPayload>): Promise<Composed | Dropped> {
  const { personId, community, payload, kind } = mail
  if (!personId || !community) return { dropped: 'gone' }
  const found = await readMailedProposal(look, { proposalId: mail.aboutId, readerId: personId, mailKind: kind })
  if (!found) return { dropped: 'gone' }
  if (isLeaving(mail)) {
    if (payload.news === 'proposed' && found.state !== 'waiting') return { dropped: 'done' }
    if (!(payload.news === 'proposed' ? found.mayAnswer : found.isMember)) return { dropped: 'left' }
    if (found.isOptedOut) return { dropped: 'opted_out' }
  }
  const { publicUrl } = look.platform.config
  const proposal = {
    ...found,
    by: found.by && mailName(found.by),
    answeredBy: found.answeredBy && mailName(found.answeredBy),
  }
  return proposalEmail(
    { news: payload.news, community, proposal, address: `${publicUrl}${proposalAddress(community.slug, found)}` },
    {
      t: mail.t,
      zone: mail.zone,
      now: look.now,
      site: { name: mail.siteName, url: publicUrl },
      unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind }),
    },
  )
}

/** Mails a new one to those who may plan events, without who proposed it. */
export async function mailNewProposal(
  work: Work,
  { id, communityId, by }: { readonly id: string; readonly communityId: string; readonly by: string },
): Promise<void> {
  await queueMailing(work, proposalMail, plannersOf(communityId, by), {
    about: { kind: proposalKind, id },
    communityId,
    payload: { news: 'proposed' },
  })
}

/** Mails to who proposed it what became of it. */
export async function mailProposalAnswer(
  work: Work,
  { id, communityId, proposedBy }: Pick<Proposal, 'id' | 'communityId' | 'proposedBy'>,
  news: 'accepted' | 'declined',
): Promise<void> {
  await queueMail(
    work,
    proposalMail,
    { personId: proposedBy },
    {
      about: { kind: proposalKind, id },
      communityId,
      payload: { news },
    },
  )
}
