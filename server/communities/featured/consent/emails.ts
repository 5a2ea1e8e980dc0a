/** The mail that asks a featured person for their name, as HTML and text. */
import type { AskingWords } from '#server/platform/entry-kind.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { button, list, mailLayout, note } from '#server/platform/mail/layout.ts'
import type { Composed, MailCommunity } from '#server/platform/mail/mail-kind.ts'

/** The question to a featured person before something goes out in their name. */
export interface ConsentMailView {
  readonly community: MailCommunity
  readonly asker: string | null
  readonly question: string
  /** The text below it, such as the answers of a Ping. */
  readonly lines: readonly string[]
  /** The sentences that ask, as the kind of entry has them. */
  readonly words: AskingWords
  /** The full address of the page with the buttons. */
  readonly address: string
}

/** The full text and two buttons. They lead to a page where that one is pressed, as a link in a mail decides nothing. */
export function consentEmail(
  view: ConsentMailView,
  { t, site }: { readonly t: Translate; readonly site: { readonly name: string; readonly url: string } },
): Composed {
  const { community, question, lines, address, words } = view
  const asker = view.asker ?? t('Somebody')
  return {
    from: `${asker}, ${community.name}`,
    listId: `${community.slug}.consents`,
    ...mailLayout({
      t,
      subject: words.subject,
      community,
      above: words.above,
      preheader: question,
      heading: question,
      blocks: [
        list(lines.map((text) => ({ text }))),
        note(words.terms),
        button(t('Allow this one'), `${address}?reach=this_one`),
        button(t('Allow {name} until I say no', { name: asker }), `${address}?reach=until_withdrawn`),
        note(t('A page opens where you press it once more, or say no. Without your yes it is not sent in your name.')),
      ],
      why: words.why,
      site,
    }),
  }
}
