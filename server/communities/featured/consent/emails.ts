/** The mail that asks a featured person for their name, as HTML and text. */
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
  /** The full address of the page with the buttons. */
  readonly address: string
}

/** The full text and two buttons. They lead to a page where that one is pressed, as a link in a mail decides nothing. */
export function consentEmail(
  view: ConsentMailView,
  { t, site }: { readonly t: Translate; readonly site: { readonly name: string; readonly url: string } },
): Composed {
  const { community, question, lines, address } = view
  const asker = view.asker ?? t('Somebody')
  return {
    from: `${asker}, ${community.name}`,
    listId: `${community.slug}.consents`,
    ...mailLayout({
      t,
      subject: t('May this be asked in your name? {question}', { question }),
      community,
      above: t('{name} would like to ask this in your name', { name: asker }),
      preheader: question,
      heading: question,
      blocks: [
        list(lines.map((text) => ({ text }))),
        note(
          t(
            'It would go by mail to every member of {community}, with your name as the one who asks. You would see what {name} sees, and could withdraw it.',
            { community: community.name, name: asker },
          ),
        ),
        button(t('Allow this one'), `${address}?reach=this_one`),
        button(t('Allow {name} until I say no', { name: asker }), `${address}?reach=until_withdrawn`),
        note(t('A page opens where you press it once more, or say no. Without your yes it is not sent in your name.')),
      ],
      why: t('You get this because you are featured in {community}, and {name} would like to ask in your name.', {
        community: community.name,
        name: asker,
      }),
      site,
    }),
  }
}
