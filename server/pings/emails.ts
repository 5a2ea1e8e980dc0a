/**
 * The words of a Ping's mail. Pure.
 */
import { timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { answerLinks, mailLayout, note } from '#server/platform/mail/layout.ts'
import type { Composed, InShort, MailCommunity } from '#server/platform/mail/mail-kind.ts'

/** The mail of one Ping, to one member. */
export interface PingMailView {
  readonly community: MailCommunity
  readonly question: string
  readonly closesAt: Date
  /** The cohorts it is for; null for everybody in the community. */
  readonly cohorts: readonly string[] | null
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
  /** Where an answer by mail goes; left out, nobody can answer it. */
  readonly replyTo?: Composed['replyTo']
}

/** The question is subject and heading, each answer is a row with a link; then come the end and what happens next. */
export function pingEmail(view: PingMailView, terms: PingMailTerms): Composed {
  return write(view, terms, { subject: view.question, why: whyMailed(view, terms.t) })
}

/** How it stands in a digest: its question, its end and its answers. */
export function pingInShort(
  { question, asker, closesAt, answers }: PingMailView,
  { t, zone, now }: PingMailTerms,
  address: string,
): InShort {
  return {
    says: t('{name} asks: {title}', { name: asker?.name ?? t('Somebody'), title: question }),
    address,
    note: t('Closes {time}', { time: timeText(closesAt, { t, actor: { zone, now } }, 'zoned') }),
    answers,
  }
}

/** The same once more, to who has not answered, or whose answer waits to be confirmed. */
export function pingReminderEmail(
  view: PingMailView,
  terms: PingMailTerms & { readonly isUnconfirmed: boolean },
): Composed {
  const { t } = terms
  const { question, community } = view
  return write(view, terms, {
    subject: t('Reminder: {question}', { question }),
    lead: terms.isUnconfirmed
      ? t(
          'Your answer is not counted yet, because your mail system opened the links too. Choose it again to confirm it.',
        )
      : null,
    why: t(
      'You get this one reminder because this Ping in {community} closes soon and has no answer from you. Nobody sees who was reminded.',
      {
        community: community.name,
      },
    ),
  })
}

function write(
  view: PingMailView,
  terms: PingMailTerms,
  { subject, lead, why }: { readonly subject: string; readonly lead?: string | null; readonly why: string },
): Composed {
  const { community, question, closesAt, asker } = view
  const { t, zone, now, site, unsubscribeUrl, replyTo } = terms
  const name = asker?.name ?? t('Somebody')
  const until = timeText(closesAt, { t, actor: { zone, now } }, 'zoned')
  return {
    from: `${name}, ${community.name}`,
    replyTo,
    listId: `${community.slug}.pings`,
    ...mailLayout({
      t,
      subject,
      heading: question,
      community,
      above: askerLine(view, t),
      preheader: t('Choose one of {n, number} answers, until {time}.', { n: view.answers.length, time: until }),
      blocks: [
        ...(lead ? [note(lead)] : []),
        answerLinks(view.answers),
        note(t('Choose an answer, then press Send on the page that opens.')),
        note(
          t('Open until {time}. You can change your answer until then. Only totals are shown, never who chose what.', {
            time: until,
          }),
        ),
        ...(replyTo
          ? [note(t('To say why, answer this mail: what you write stands in the discussion, under your name.'))]
          : []),
      ],
      why,
      unsubscribeUrl,
      site,
    }),
  }
}

/** The same mail to its sender, before it goes out: its links lead to the preview. */
export function pingTestEmail(view: PingMailView, terms: PingMailTerms): Composed {
  return { ...pingEmail(view, terms), subject: terms.t('Test: {question}', { question: view.question }) }
}

function askerLine({ asker }: PingMailView, t: Translate): string {
  if (!asker) return t('Ping')
  return asker.title
    ? t('Ping from {name}, {title}', { name: asker.name, title: asker.title })
    : t('Ping from {name}', { name: asker.name })
}

function whyMailed({ community, cohorts }: PingMailView, t: Translate): string {
  const where = { community: community.name }
  if (cohorts?.length)
    return t('You get this because you are in {cohorts} of {community}: this Ping is for these people alone.', {
      ...where,
      cohorts: cohorts.join(', '),
    })
  return t(
    'You get this because you are a member of {community}: each of its Pings is mailed once to every member.',
    where,
  )
}
