/** The words of the mails about a proposal of an event. Pure. */
import { spanText, spanThere } from '#server/events/event-parts.ts'
import type { MailedProposal } from '#server/events/proposals/proposal.ts'
import { momentAt } from '#server/platform/calendar/zoned.ts'
import { minute } from '#server/platform/clock.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { button, type MailBlock, mailLayout, note, paragraph, quote } from '#server/platform/mail/layout.ts'
import type { Composed, MailCommunity } from '#server/platform/mail/mail-kind.ts'

/** What a mail about a proposal says. */
export type ProposalNews = 'proposed' | 'accepted' | 'declined'

export interface ProposalMailView {
  readonly news: ProposalNews
  readonly community: MailCommunity
  readonly proposal: MailedProposal
  /** Where its reader reads it, in full. */
  readonly address: string
}

interface Terms {
  readonly t: Translate
  readonly zone: string
  readonly now: Date
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl: string
}

/** Whoever may plan events reads what is proposed; its member reads that it is planned, or why not. */
export function proposalEmail(view: ProposalMailView, terms: Terms): Composed {
  const { news, community, proposal, address } = view
  const { t, site, unsubscribeUrl } = terms
  const name = (news === 'proposed' ? proposal.by : proposal.answeredBy) ?? t('Somebody')
  const values = { name, title: proposal.title, community: community.name }
  const says = {
    proposed: t('{name} proposes an event: “{title}”', values),
    accepted: t('{name} planned the event that you proposed: “{title}”', values),
    declined: t('{name} thanks you for proposing “{title}”, which is not planned', values),
  }[news]
  return {
    from: `${name}, ${community.name}`,
    listId: `${community.slug}.events`,
    ...mailLayout({
      t,
      subject: says,
      heading: proposal.title,
      community,
      above: {
        proposed: t('{name} proposes an event', values),
        accepted: t('Your proposal is planned'),
        declined: t('Your proposal is not planned'),
      }[news],
      preheader: news === 'declined' ? proposal.why : (whenLines(proposal, terms)[0] ?? ''),
      blocks: blocksOf(view, terms, name),
      why:
        news === 'proposed'
          ? t('You get this because you may plan events in {community}.', values)
          : t('You get this because you proposed an event in {community}.', values),
      unsubscribeUrl,
      site,
    }),
    inShort: [{ says, address, ...(news === 'declined' && { note: proposal.why }) }],
  }
}

function blocksOf({ news, proposal, address }: ProposalMailView, terms: Terms, name: string): MailBlock[] {
  const { t } = terms
  if (news === 'declined')
    return [
      paragraph(t('{name} thanks you for your proposal, and says why it is not planned:', { name })),
      quote(proposal.why, name),
      button(t('See your proposal'), address),
    ]
  if (news === 'accepted')
    return [
      paragraph(t('Members find it among the events now, with when and where it takes place.')),
      button(t('See the event'), address),
    ]
  return [
    paragraph(whenLines(proposal, terms).join('\n')),
    ...(proposal.place ? [note(t('Where: {place}', { place: proposal.place }))] : []),
    ...(proposal.description ? [quote(proposal.description, name)] : []),
    ...(proposal.wouldHost ? [note(t('{name} would host it.', { name }))] : []),
    button(t('Answer the proposal'), address),
  ]
}

/** On the reader's clock, and below on that of the proposal where it shows another hour. */
function whenLines({ firstAt, zone, minutes }: MailedProposal, { t, zone: mine, now }: Terms): string[] {
  const startsAt = momentAt(firstAt, zone)
  const span = { startsAt, endsAt: new Date(startsAt.getTime() + minutes * minute) }
  const said = { t, actor: { zone: mine, now } }
  const there = spanThere({ ...span, zone }, said)
  return [`${spanText(span, said)} (${mine.replaceAll('_', ' ')})`, ...(there ? [there] : [])]
}
