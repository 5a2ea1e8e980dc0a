/**
 * The words of a mail about new posts below one entry, and about other changes of that entry. Pure.
 */
import { muteLink } from '#server/discussions/muting/mute-link.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { button, type MailBlock, mailLayout, note, paragraph, quote } from '#server/platform/mail/layout.ts'
import type { Composed } from '#server/platform/mail/mail-kind.ts'
import { beginning, mailText } from '#server/platform/markdown/mail-text.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Gathered, GatheredTerms, News } from '#server/platform/notice-kind.ts'

/** How many posts a mail quotes; the reader finds the others in the thread. */
const mostQuoted = 8
const quoted = { letters: 1200, lines: 30 }

/** "Cleo Marsh and 2 others answered you in “…”", with what each of them wrote. */
export function writeAnswersMail(
  { community, news }: Gathered,
  { t, site, unsubscribeUrl, replyTo, isAnswered, says, addressOf, secrets, reader }: GatheredTerms,
): Composed {
  const first = news[0] as News
  const name = first.by ?? t('Somebody')
  const threadId = news.find((one) => one.threadId !== null)?.threadId
  const left = news.length - mostQuoted
  const blocks: (MailBlock | null)[] = [
    ...news
      .slice(0, mostQuoted)
      .map((one) =>
        one.html === null
          ? paragraph(says(one))
          : quote(beginning(mailText(one.html, site.url), quoted), one.by ?? t('Somebody')),
      ),
    left > 0 ? note(t('{n, plural, one {# more post} other {# more posts}} in the discussion.', { n: left })) : null,
    button(t('Read and answer'), `${site.url}${addressOf(first)}`),
    note(
      isAnswered
        ? t('Answer this mail, and your answer stands in the discussion, under your name.')
        : replyTo
          ? t('An answer to this mail goes to {leader}, who leads the community, and is not shown there.', {
              leader: replyTo.name,
            })
          : t('An answer to this mail is not shown in the discussion.'),
    ),
  ]
  return {
    from: `${name}, ${community.name}`,
    replyTo,
    conversation: `discussion.${first.discussionId ?? first.entry?.id}`,
    listId: `${community.slug}.replies`,
    ...mailLayout({
      t,
      // All mails of a thread have the same subject and answer the same id, so mail programs show one conversation.
      subject: `Re: ${first.title}`,
      community,
      above: whatWasSaid(news, t) ?? says(first),
      preheader: excerpt(first.text ?? says(first), 120),
      heading: first.title,
      blocks: blocks.filter((block) => block !== null),
      why: t('You get this because you take part in this discussion in {community}, or were mentioned in it.', {
        community: community.name,
      }),
      more: threadId
        ? { label: t('Mute this discussion'), url: `${site.url}${muteLink.address(secrets, { threadId, ...reader })}` }
        : undefined,
      unsubscribeUrl,
      isAnswered,
      site,
    }),
  }
}

/**
 * Says that the reader was answered; if not, that they were mentioned; if not, that a thread they follow has something new.
 * Null where there is no new post.
 */
function whatWasSaid(news: readonly News[], t: Translate): string | null {
  const posts = news.filter(({ postId }) => postId !== null)
  const [first] = posts
  if (!first) return null
  const others = new Set(posts.map(({ byId, postId }) => byId ?? postId)).size - 1
  const values = { name: first.by ?? t('Somebody'), others }
  if (posts.some(({ kind, isAnswer }) => kind === 'reply' && isAnswer)) {
    return t(
      '{others, plural, =0 {{name} answered you} one {{name} and one other answered you} other {{name} and # others answered you}}',
      values,
    )
  }
  if (posts.every(({ kind }) => kind === 'mention')) {
    return t(
      '{others, plural, =0 {{name} mentioned you} one {{name} and one other mentioned you} other {{name} and # others mentioned you}}',
      values,
    )
  }
  return t(
    '{others, plural, =0 {{name} wrote in a discussion you follow} one {{name} and one other wrote in a discussion you follow} other {{name} and # others wrote in a discussion you follow}}',
    values,
  )
}
