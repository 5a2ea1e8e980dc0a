/**
 * The words of this room's mails. Pure.
 */
import { postAddress } from '#server/discussions/room.ts'
import type { Gathered, GatheredTerms } from '#server/notices/gathered-mail.ts'
import type { GatheredPost } from '#server/notices/notice.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { button, type MailBlock, mailLayout, note, quote } from '#server/platform/mail/layout.ts'
import type { Composed } from '#server/platform/mail/mail-kind.ts'
import { beginning, mailText } from '#server/platform/markdown/mail-text.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'

/** Posts a mail quotes; the thread has the others. */
const mostQuoted = 8
const quoted = { letters: 1200, lines: 30 }

/** "Cleo Marsh and 2 others answered you in “…”", with what each of them wrote. */
export function replyEmail(
  { community, news: posts }: Gathered<GatheredPost>,
  { t, site, unsubscribeUrl, replyTo }: GatheredTerms,
): Composed {
  const first = posts[0] as GatheredPost
  const thread = { id: first.threadId, title: first.title }
  const name = first.by ?? t('Somebody')
  const addressOf = ({ postId }: GatheredPost) => `${site.url}${postAddress(community.slug, thread, postId)}`
  const left = posts.length - mostQuoted
  const blocks: (MailBlock | null)[] = [
    ...posts
      .slice(0, mostQuoted)
      .map((post) => quote(beginning(mailText(post.html, site.url), quoted), post.by ?? t('Somebody'))),
    left > 0 ? note(t('{n, plural, one {# more post} other {# more posts}} in the discussion.', { n: left })) : null,
    button(t('Read and answer'), addressOf(first)),
    note(
      replyTo
        ? t('An answer to this mail goes to {leader}, who leads the community, and is not shown there.', {
            leader: replyTo.name,
          })
        : t('An answer to this mail is not shown in the discussion.'),
    ),
  ]
  return {
    from: `${name}, ${community.name}`,
    replyTo,
    // The same for all mails of a thread, and an answer to its id: so they are one conversation.
    subject: `Re: ${thread.title}`,
    conversation: `discussion.${thread.id}`,
    listId: `${community.slug}.replies`,
    unsubscribeUrl,
    ...mailLayout({
      t,
      hue: community.hue,
      place: community.name,
      above: whatHappened(posts, name, t),
      preheader: excerpt(first.text, 120),
      heading: thread.title,
      blocks: blocks.filter((block) => block !== null),
      why: t(
        'You get this because you take part in this discussion in {community}, or were mentioned in it. You can mute a discussion on its page.',
        { community: community.name },
      ),
      unsubscribeUrl,
      site,
    }),
  }
}

/** Says most of all that one was answered; else that one was named; else that there is something new where one follows. */
function whatHappened(posts: readonly GatheredPost[], name: string, t: Translate): string {
  const others = new Set(posts.map(({ byId, postId }) => byId ?? postId)).size - 1
  const values = { name, others }
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
