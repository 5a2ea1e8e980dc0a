/** The words of a mail to somebody of whom a question is asked again. Pure. */
import { button, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed } from '#server/platform/mail/mail-kind.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Gathered, GatheredTerms, News } from '#server/platform/notice-kind.ts'

/** "Ben Reyes asks about “…”. You said: ask me about …" */
export function writeAskedMail(
  { community, news }: Gathered,
  { t, site, unsubscribeUrl, replyTo, says, addressOf }: GatheredTerms,
): Composed {
  const [asked] = news as readonly [News, ...News[]]
  return {
    from: `${asked.by ?? t('Somebody')}, ${community.name}`,
    replyTo,
    listId: `${community.slug}.asked`,
    ...mailLayout({
      t,
      subject: asked.title,
      community,
      preheader: says(asked),
      heading: asked.title,
      blocks: [
        paragraph(says(asked)),
        ...(asked.text ? [note(excerpt(asked.text, 400))] : []),
        button(t('Read and answer'), `${site.url}${addressOf(asked)}`),
        note(t('Nobody has replied yet. A guess helps too, or the name of somebody who knows.')),
      ],
      why: t(
        'You get this because your profile in {community} says what one may ask you about. You are asked once in two weeks at most.',
        { community: community.name },
      ),
      unsubscribeUrl,
      site,
    }),
  }
}
