/** The words of a mail about new discussions in topics that its reader follows. It quotes no post. Pure. */
import { button, type MailBlock, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed } from '#server/platform/mail/mail-kind.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Gathered, GatheredTerms, News } from '#server/platform/notice-kind.ts'

/** How many discussions a mail lists; the inbox has the others. */
const mostTold = 8

/** "Cleo Marsh began “…”", and how it begins. */
export function writeTopicsMail(
  { community, news }: Gathered,
  { t, site, unsubscribeUrl, replyTo, says, addressOf }: GatheredTerms,
): Composed {
  const [first] = news as readonly [News, ...News[]]
  const left = news.length - mostTold
  const heading =
    news.length === 1
      ? first.title
      : t('{n, plural, one {One new discussion} other {# new discussions}} in topics you follow', { n: news.length })
  const blocks: (MailBlock | null)[] = [
    ...news
      .slice(0, mostTold)
      .flatMap((one) => [
        paragraph(`${says(one)}.`),
        one.text ? note(excerpt(one.text, 240)) : null,
        button(t('Read and answer'), `${site.url}${addressOf(one)}`),
      ]),
    left > 0 ? note(t('{n, plural, one {# more} other {# more}} in your inbox.', { n: left })) : null,
  ]
  return {
    from: community.name,
    replyTo,
    listId: `${community.slug}.topics`,
    ...mailLayout({
      t,
      subject: heading,
      community,
      preheader: excerpt(first.text ?? says(first), 120),
      heading,
      blocks: blocks.filter((block) => block !== null),
      why: t('You get this because you follow a topic in {community}. You can stop that on the page of the topic.', {
        community: community.name,
      }),
      unsubscribeUrl,
      site,
    }),
  }
}
