/**
 * The words of a mail about moderation: who did what, where, and why. Nothing of what anybody wrote stands in it. Pure.
 */
import type { Gathered, GatheredTerms } from '#server/notices/gathered-mail.ts'
import { moderationSentence } from '#server/notices/moderation-words.ts'
import type { ModerationAct } from '#server/notices/reads-moderation.ts'
import { button, type MailBlock, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed } from '#server/platform/mail/mail-kind.ts'

/** Acts a mail tells; the inbox has the others. */
const mostTold = 8

/** "Ada Lindqvist, who leads here, removed what you said in “…”", and why. */
export function moderationEmail(
  { community, news: acts }: Gathered<ModerationAct>,
  { t, site, unsubscribeUrl, replyTo }: GatheredTerms,
): Composed {
  const told = latestOfEach(acts)
  const sentences = told.map((act) => ({
    says: `${moderationSentence(act.kind, { name: act.by ?? t('Somebody'), role: act.role, title: act.title }, t)}.`,
    why: act.why,
  }))
  const left = told.length - mostTold
  const heading = t('{n, plural, one {Something you wrote was moderated} other {# things you wrote were moderated}}', {
    n: told.length,
  })
  const blocks: (MailBlock | null)[] = [
    ...sentences
      .slice(0, mostTold)
      .flatMap(({ says, why }) => [paragraph(says), why ? note(t('Why: {why}', { why })) : null]),
    left > 0 ? note(t('{n, plural, one {# more} other {# more}} in your inbox.', { n: left })) : null,
    button(t('Open your inbox'), `${site.url}/inbox`),
    replyTo
      ? note(
          t('You see it otherwise? An answer to this mail goes to {leader}, who leads the community.', {
            leader: replyTo.name,
          }),
        )
      : null,
  ]
  return {
    from: community.name,
    replyTo,
    subject: heading,
    listId: `${community.slug}.moderation`,
    unsubscribeUrl,
    ...mailLayout({
      t,
      hue: community.hue,
      place: community.name,
      preheader: sentences[0]?.says ?? heading,
      heading,
      blocks: blocks.filter((block) => block !== null),
      why: t('You get this because it is about what you wrote in {community}.', { community: community.name }),
      unsubscribeUrl,
      site,
    }),
  }
}

/** A thread that was locked twice, or renamed twice, was so once, as it is now. Every post that was removed counts. */
function latestOfEach(acts: readonly ModerationAct[]): readonly ModerationAct[] {
  return acts.filter(
    ({ kind, threadId }, i) =>
      kind === 'removed' ||
      kind === 'returned' ||
      !acts.slice(i + 1).some((later) => later.kind === kind && later.threadId === threadId),
  )
}
