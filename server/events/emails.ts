/** The words of the mails about an event. Pure. */
import type { EventOfPerson } from '#server/events/calendar-entries.ts'
import { spanText, spanThere } from '#server/events/event-parts.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { answerLinks, button, type MailBlock, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed, InShort, MailCommunity } from '#server/platform/mail/mail-kind.ts'

/** What a mail about an event says. */
export type EventNews = 'invited' | 'changed' | 'cancelled' | 'place' | 'answered' | 'day' | 'hour'

export interface EventMailView {
  readonly news: EventNews
  readonly community: MailCommunity
  readonly event: EventOfPerson
  /** The one date it is about; left out where it is about all of it. */
  readonly time: EventOfPerson['times'][number] | undefined
  /** The address of the call, where the reader may know it. */
  readonly call: string
  /** Who planned it; null where they have left the site. */
  readonly by: string | null
  /** Does an answer that is given in a calendar reach us? */
  readonly takesCalendarReply: boolean
  readonly page: string
  readonly addresses: { readonly yes: string; readonly maybe: string; readonly no: string }
}

export interface EventMailTerms {
  readonly t: Translate
  readonly zone: string
  readonly now: Date
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl: string
  /** Where an answer by mail goes; left out, nobody can answer it. */
  readonly replyTo?: Composed['replyTo']
}

/** What happened is the subject; then come when and where, and the three answers or the way to the page. */
export function eventEmail(view: EventMailView, terms: EventMailTerms): Composed {
  const { t, site, unsubscribeUrl, replyTo } = terms
  const { community, event, by, page } = view
  const when = whenLines(view, terms)
  const blocks: MailBlock[] = [
    paragraph(when.join('\n')),
    ...(event.place ? [note(t('Where: {place}', { place: event.place }))] : []),
    ...(view.call && view.news !== 'cancelled' ? [button(t('Join the call'), view.call)] : []),
    ...closing(view, t),
    ...(event.description && view.news === 'invited' ? [paragraph(event.description)] : []),
    ...(view.news === 'invited' ? [] : [button(t('See the event'), page)]),
    ...(replyTo ? [note(mayBeAnswered(view, t))] : []),
  ]
  return {
    from: `${by ?? t('Somebody')}, ${community.name}`,
    replyTo,
    listId: `${community.slug}.events`,
    conversation: event.id,
    ...mailLayout({
      t,
      subject: subjectOf(view, t),
      community,
      above: aboveOf(view, t),
      preheader: when[0] ?? '',
      heading: event.title,
      blocks,
      why: t('You get this because you are a member of {community}, and this event is for you.', {
        community: community.name,
      }),
      unsubscribeUrl,
      // Above three answers to choose from, a line about “your answer” would confuse.
      isAnswered: replyTo !== undefined && !asksAnswer(view),
      site,
    }),
  }
}

/** How an invitation stands in a digest: who invites to what, when, and the answers. */
export function eventInShort(view: EventMailView, terms: EventMailTerms): InShort {
  const { t } = terms
  return {
    says: t('{name} invites you to “{title}”', { name: view.by ?? t('Somebody'), title: view.event.title }),
    address: view.page,
    note: whenLines(view, terms)[0] ?? '',
    answers: answersOf(view, t),
  }
}

function asksAnswer({ news }: EventMailView): boolean {
  return news === 'invited' || news === 'changed'
}

function mayBeAnswered(view: EventMailView, t: Translate): string {
  return asksAnswer(view)
    ? t('To say why, answer this mail: what you write stands in the discussion, under your name.')
    : t('Answer this mail, and your answer stands in the discussion, under your name.')
}

function subjectOf({ news, event: { title } }: EventMailView, t: Translate): string {
  if (news === 'changed') return t('Changed: {title}', { title })
  if (news === 'cancelled') return t('Cancelled: {title}', { title })
  if (news === 'day') return t('Tomorrow: {title}', { title })
  if (news === 'hour') return t('In an hour: {title}', { title })
  return news === 'invited' ? t('Are you coming? {title}', { title }) : title
}

function aboveOf({ news, by, event, time }: EventMailView, t: Translate): string {
  const name = by ?? t('Somebody')
  if (news === 'invited') return t('{name} invites you', { name })
  if (news === 'changed') return time ? t('One date has moved') : t('Its time or place has changed')
  if (news === 'cancelled')
    return time
      ? t('This date does not take place')
      : event.cancelledWhy
        ? t('It does not take place: {why}', { why: event.cancelledWhy })
        : t('It does not take place')
  if (news === 'place') return t('You have a place now')
  if (news === 'answered')
    return event.waits ? t('You wait for a place') : event.answer === 'maybe' ? t('You might come') : t('You’re coming')
  return t('A reminder')
}

/** On the reader's clock, and below on that of the event where it shows another hour. */
function whenLines({ event, time }: EventMailView, { t, zone, now }: EventMailTerms): string[] {
  const said = { t, actor: { zone, now } }
  const next = time ?? event.times.find((one) => !one.isCancelled && one.endsAt > now.getTime()) ?? event.times[0]
  if (!next) return []
  const span = { startsAt: new Date(next.startsAt), endsAt: new Date(next.endsAt) }
  const there = spanThere({ ...span, zone: event.zone }, said)
  const mine = `${spanText(span, said)} (${zone.replaceAll('_', ' ')})`
  const more =
    !time && event.repeats
      ? [t('{n, plural, one {# date} other {# dates}} in all; your calendar has them.', { n: event.times.length })]
      : []
  return [mine, ...(there ? [there] : []), ...more]
}

function closing({ news, addresses, event, takesCalendarReply }: EventMailView, t: Translate): MailBlock[] {
  if (news === 'cancelled' || news === 'day' || news === 'hour') return []
  if (news === 'answered' || news === 'place') {
    return [note(t('The entry that came with this mail takes the place of the one in your calendar.'))]
  }
  const said =
    event.answer === null
      ? t('Choose an answer, then press Send on the page that opens.')
      : t('Your answer stands. Choose another one where this no longer suits you.')
  const inCalendar = takesCalendarReply
    ? t('You can also accept or decline it in your calendar.')
    : t('An answer that you give in your calendar does not reach us.')
  return [answerLinks(answersOf({ addresses }, t)), note(`${said} ${inCalendar}`)]
}

function answersOf({ addresses }: Pick<EventMailView, 'addresses'>, t: Translate) {
  return [
    { label: t('I’m coming'), address: addresses.yes },
    { label: t('Maybe'), address: addresses.maybe },
    { label: t('I’m not coming'), address: addresses.no },
  ]
}
