/** The letter of a cohort as a mail. Pure. */
import { lastsText } from '#server/people/courses/cohort-words.ts'
import type { LetterMail } from '#server/people/courses/letter-store.ts'
import { namesText } from '#server/platform/html/names.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { button, type MailBlock, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed, MailCommunity } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { mailText } from '#server/platform/markdown/mail-text.ts'

interface LetterTerms {
  readonly t: Translate
  readonly community: MailCommunity
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl: string
}

/** What the leaders wrote, when the cohort runs, and the first thing to do as its button. */
export function letterEmail(letter: LetterMail, { t, community, site, unsubscribeUrl }: LetterTerms): Composed {
  const { course, cohort, todo, todoPath, teachers } = letter
  const text = mailText(letter.html, site.url)
  const when = lastsText(letter, t)
  const names = teachers.flatMap((name) => mailName(name) ?? [])
  const facts = [when, names.length > 0 && t('Taught by {names}', { names: namesText(names, t) })]
  const blocks: (MailBlock | null)[] = [
    paragraph(text),
    facts.some(Boolean) ? note(facts.filter(Boolean).join('\n')) : null,
    button(
      todo || t('Open {community}', { community: community.name }),
      `${site.url}${todoPath || `/c/${community.slug}`}`,
    ),
    letter.hasCome
      ? null
      : note(t('You sign in with this mail address; no password is needed. A code comes to you by mail.')),
  ]
  return {
    from: community.name,
    listId: `${community.slug}.cohorts`,
    ...mailLayout({
      t,
      subject: t('{course} has started: {cohort}', { course, cohort }),
      community,
      preheader: text.slice(0, 120).replace(/\s+/g, ' '),
      heading: course,
      above: cohort,
      blocks: blocks.filter((block) => block !== null),
      why: t('You get this one letter because you are in the cohort “{cohort}” in {community}.', {
        cohort,
        community: community.name,
      }),
      unsubscribeUrl,
      site,
    }),
  }
}
