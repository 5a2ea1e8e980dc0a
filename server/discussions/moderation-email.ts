/**
 * The words of a mail about moderation: who did what, where, and why. It quotes no post. Pure.
 */
import { button, type MailBlock, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed } from '#server/platform/mail/mail-kind.ts'
import type { Gathered, GatheredTerms, News } from '#server/platform/notice-kind.ts'

/** How many acts a mail lists; the inbox has the others. */
const mostTold = 8

/** "Ada Lindqvist, who leads here, removed what you said in “…”", and why. */
export function writeModerationMail(
  { community, news: acts }: Gathered,
  { t, site, unsubscribeUrl, replyTo, says }: GatheredTerms,
): Composed {
  const told = latestOfEach(acts)
  const sentences = told.map((act) => ({ says: `${says(act)}.`, why: act.why }))
  const left = told.length - mostTold
  // A mute is about no entry: it is about the reader.
  const isOfWritten = told.some(({ title }) => title !== '')
  const heading = isOfWritten
    ? t('{n, plural, one {Something you wrote was moderated} other {# things you wrote were moderated}}', {
        n: told.length,
      })
    : t('Moderation in {community}', { community: community.name })
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
    listId: `${community.slug}.moderation`,
    ...mailLayout({
      t,
      subject: heading,
      community,
      preheader: sentences[0]?.says ?? heading,
      blocks: blocks.filter((block) => block !== null),
      why: isOfWritten
        ? t('You get this because it is about what you wrote in {community}.', { community: community.name })
        : t('You get this because it is about you in {community}.', { community: community.name }),
      unsubscribeUrl,
      site,
    }),
  }
}

/** A thread that was locked or renamed twice is listed once, as it is now. Every removed post counts. */
function latestOfEach(acts: readonly News[]): readonly News[] {
  return acts.filter(
    ({ kind, threadId, entry }, i) =>
      ['removed', 'returned', 'hidden', 'shown', 'published'].includes(kind) ||
      !acts
        .slice(i + 1)
        .some((later) => later.kind === kind && later.threadId === threadId && later.entry?.id === entry?.id),
  )
}
