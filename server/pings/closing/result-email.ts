/**
 * The words of the mail with a Ping's result. The same for all who get it: nobody's own answer is in it. Pure.
 */
import { type Results, showsBars } from '#server/pings/results.ts'
import { fewInAll, turnoutLine } from '#server/pings/sentences.ts'
import { numberText, percentText } from '#server/platform/html/number.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { bars, button, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed, MailCommunity } from '#server/platform/mail/mail-kind.ts'

export interface ResultMail {
  readonly community: MailCommunity
  readonly question: string
  readonly results: Results
  readonly threshold: number
  /** The full address of its page. */
  readonly address: string
  /** Why its reader gets it. */
  readonly as: 'sender' | 'asked in their name' | 'answered'
}

export interface ResultTerms {
  readonly t: Translate
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl: string
  /** Where an answer by mail goes; left out, nobody can answer it. */
  readonly replyTo?: Composed['replyTo']
}

/** Each answer with its figure; below the threshold only how many answered. */
export function resultEmail(view: ResultMail, { t, site, unsubscribeUrl, replyTo }: ResultTerms): Composed {
  const { community, question, results, threshold, address } = view
  const turnout = turnoutLine(t, results)
  return {
    from: community.name,
    replyTo,
    listId: `${community.slug}.pings`,
    ...mailLayout({
      t,
      subject: t('Result: {question}', { question }),
      heading: question,
      community,
      above: t('This Ping has closed.'),
      preheader: showsBars(results) ? turnout : fewInAll(t, { ...results, threshold }),
      blocks: [
        ...(showsBars(results)
          ? [bars(results.options.map((option) => figureOf(option, results, t))), note(turnout)]
          : [paragraph(fewInAll(t, { ...results, threshold }))]),
        view.as === 'answered'
          ? button(t('See it, and say why'), address)
          : button(t('See it, and say what follows'), address),
        note(t('Only totals are shown, never who chose what.')),
        ...(replyTo ? [note(t('Answer this mail, and your answer stands in the discussion, under your name.'))] : []),
      ],
      why: whyMailed(view, t),
      unsubscribeUrl,
      isAnswered: replyTo !== undefined,
      site,
    }),
  }
}

function figureOf({ label, votes, share, percent }: Results['options'][number], { shows }: Results, t: Translate) {
  const figure = shows === 'percent' ? percentText((percent ?? 0) / 100, t.locale) : numberText(votes ?? 0, t.locale)
  return { label, figure, share: share ?? 0 }
}

function whyMailed({ as, community: { name } }: ResultMail, t: Translate): string {
  switch (as) {
    case 'sender':
      return t('You get this because you sent this Ping in {community}.', { community: name })
    case 'asked in their name':
      return t('You get this because this Ping in {community} was asked in your name.', { community: name })
    case 'answered':
      return t('You get this because you answered this Ping in {community}. Nobody else sees that you did.', {
        community: name,
      })
  }
}
