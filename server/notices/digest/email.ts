/** The words of a digest. Pure. */
import type { Told } from '#server/notices/digest/digest.ts'
import type { Translate } from '#server/platform/i18n.ts'
import {
  answerLinks,
  button,
  list,
  type MailBlock,
  mailLayout,
  note,
  subheading,
} from '#server/platform/mail/layout.ts'
import { type Composed, type DigestRank, digestRanks } from '#server/platform/mail/mail-kind.ts'

/** What it tells, best first, one thing at least, and how many more the inbox has. */
interface DigestView {
  readonly told: readonly Told[]
  readonly left: number
}

interface DigestTerms {
  readonly t: Translate
  readonly site: { readonly name: string; readonly url: string; readonly hue: number }
  readonly unsubscribeUrl: string
}

/** The best thing is the subject; below it the things stand in groups, the most urgent first. */
export function digestEmail({ told, left }: DigestView, { t, site, unsubscribeUrl }: DigestTerms): Composed {
  const [first] = told as readonly [Told, ...Told[]]
  const others = told.length - 1 + left
  const subject = t('{others, plural, =0 {{first}} one {{first} · and one more} other {{first} · and # more}}', {
    first: first.says,
    others,
  })
  const inbox = `${site.url}/inbox`
  return {
    listId: 'digest',
    ...mailLayout({
      t,
      subject,
      heading: t('What is new for you'),
      preheader: told
        .slice(1, 4)
        .map(({ says }) => says)
        .join(' · '),
      blocks: [
        ...digestRanks.flatMap((rank) => groupOf(rank, told, t)),
        left > 0
          ? button(t('{n, plural, one {One more} other {# more}} in your inbox', { n: left }), inbox)
          : button(t('Open your inbox'), inbox),
      ],
      why: t(
        'You get this because you chose to have these things together in one mail. It comes only when there is something.',
      ),
      unsubscribeUrl,
      site,
    }),
  }
}

function groupOf(rank: DigestRank, told: readonly Told[], t: Translate): MailBlock[] {
  const here = told.filter((one) => one.rank === rank)
  if (here.length === 0) return []
  const sending = here.some(({ answers }) => answers)
    ? [note(t('Choose an answer, then press Send on the page that opens.'))]
    : []
  return [subheading(headings(t)[rank]), ...here.flatMap(thing), ...sending]
}

function thing({ says, address, note: more, community, answers }: Told): MailBlock[] {
  const line = list([{ text: says, address, note: [community, more].filter(Boolean).join(' · ') }])
  return answers ? [line, answerLinks(answers)] : [line]
}

function headings(t: Translate): Record<DigestRank, string> {
  return {
    question: t('Asked of you'),
    ping: t('Pings to answer'),
    announcement: t('Announcements'),
    event: t('Events'),
    other: t('What else happened'),
  }
}
