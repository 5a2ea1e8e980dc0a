/**
 * The words of a Ping's mail. Pure.
 */
import { timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { answers, button, list, mailLayout, note } from '#server/platform/mail/layout.ts'
import type { Composed, MailCommunity } from '#server/platform/mail/mail-kind.ts'

/** The mail of one Ping, to one member. */
export interface PingMailView {
  readonly community: MailCommunity
  readonly question: string
  readonly closesAt: Date
  readonly asker: { readonly name: string; readonly title: string } | null
  /** Each answer with the full address of its link. */
  readonly answers: readonly { readonly label: string; readonly address: string }[]
}

export interface PingMailTerms {
  readonly t: Translate
  /** The reader's zone; the closing hour names it. */
  readonly zone: string
  readonly now: Date
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl?: string
}

/** The question as subject and heading, each answer a row that is a link, until when, and what happens next. */
export function pingEmail(view: PingMailView, terms: PingMailTerms): Composed {
  const { community, question, closesAt, asker } = view
  const { t, zone, now, site, unsubscribeUrl } = terms
  const name = asker?.name ?? t('Somebody')
  const until = timeText(closesAt, { t, actor: { zone, now } }, 'zoned')
  return {
    from: `${name}, ${community.name}`,
    subject: question,
    listId: `${community.slug}.pings`,
    unsubscribeUrl,
    ...mailLayout({
      t,
      hue: community.hue,
      place: community.name,
      above: askerLine(view, t),
      preheader: t('Choose one of {n, number} answers, until {time}.', { n: view.answers.length, time: until }),
      heading: question,
      blocks: [
        answers(view.answers),
        note(t('Choose an answer, then press Send on the page that opens.')),
        note(
          t('Open until {time}. You can change your answer until then. Only totals are shown, never who chose what.', {
            time: until,
          }),
        ),
      ],
      why: t(
        'You get this because you are a member of {community}: each of its Pings is mailed once to every member.',
        {
          community: community.name,
        },
      ),
      unsubscribeUrl,
      site,
    }),
  }
}

/** The same mail to whoever is about to send it: its links lead to the preview. */
export function pingTestEmail(view: PingMailView, terms: PingMailTerms): Composed {
  return { ...pingEmail(view, terms), subject: terms.t('Test: {question}', { question: view.question }) }
}

function askerLine({ asker }: PingMailView, t: Translate): string {
  if (!asker) return t('Ping')
  return asker.title
    ? t('Ping from {name}, {title}', { name: asker.name, title: asker.title })
    : t('Ping from {name}', { name: asker.name })
}

/** What somebody in front is asked before a Ping goes out in their name. */
export interface ConsentMailView {
  readonly community: MailCommunity
  readonly asker: string | null
  readonly question: string
  readonly options: readonly string[]
  /** The full address of the page with the buttons. */
  readonly address: string
}

/** The full text and two buttons. They lead to a page where that one is pressed, as a link in a mail decides nothing. */
export function consentEmail(view: ConsentMailView, { t, site }: Pick<PingMailTerms, 't' | 'site'>): Composed {
  const { community, question, options, address } = view
  const asker = view.asker ?? t('Somebody')
  return {
    from: `${asker}, ${community.name}`,
    subject: t('May this be asked in your name? {question}', { question }),
    listId: `${community.slug}.consents`,
    ...mailLayout({
      t,
      hue: community.hue,
      place: community.name,
      above: t('{name} would like to ask this in your name', { name: asker }),
      preheader: question,
      heading: question,
      blocks: [
        list(options.map((text) => ({ text }))),
        note(
          t(
            'It would go by mail to every member of {community}, with your name as the one who asks. You would see what {name} sees, and could withdraw it.',
            { community: community.name, name: asker },
          ),
        ),
        button(t('Allow this one'), `${address}?reach=this_one`),
        button(t('Allow {name} until I say no', { name: asker }), `${address}?reach=until_withdrawn`),
        note(t('A page opens where you press it once more, or say no. Without your yes it is not sent in your name.')),
      ],
      why: t('You get this because you are featured in {community}, and {name} would like to ask in your name.', {
        community: community.name,
        name: asker,
      }),
      site,
    }),
  }
}
