/** What has to be set outside the site, so that answers reach it and are taken for what they are. */
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { AnswersSetup } from '#server/site/answers-by-mail/views.ts'

/** A line for each thing to set or to look at. */
export function whatIsNeeded(view: AnswersSetup, screen: Screen): Html {
  const { t } = screen
  const { receiver, mailbox } = view
  const lines = [
    aboutAddress(view, screen),
    ...(receiver ? aboutReceiver(view, receiver, screen) : []),
    ...(mailbox ? [aboutMailbox(mailbox, screen)] : []),
    sentence(t('Bounces come back to {address}: mail to it has to come here as well.', holes('address')), {
      address: code(view.sender),
    }),
  ]
  return section({
    id: 'needed',
    title: t('What it needs outside this site'),
    inside: html`<div class="prose small"><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`,
  })
}

const code = (text: string | number) => html`<code>${text}</code>`

function aboutAddress({ address }: AnswersSetup, { t }: Screen): Piece {
  const written = address ?? ''
  return written.startsWith('*@')
    ? sentence(
        t(
          'Every address of {domain} has to come here: set a catch-all for it. The star stands for a code.',
          holes('domain'),
        ),
        { domain: code(written.slice(2)) },
      )
    : sentence(
        t(
          'The star in {address} stands for a code, and each of those addresses has to come here: turn on plus-addressing, or a catch-all.',
          holes('address'),
        ),
        { address: code(written) },
      )
}

function aboutReceiver(
  { address }: AnswersSetup,
  { port, isOfThisMachine, knowsRelays }: NonNullable<AnswersSetup['receiver']>,
  { t }: Screen,
): Piece[] {
  return [
    sentence(
      t(
        'The MX record of {domain} leads to your mail server, and that hands mail for these addresses on to port {port} here.',
        holes('domain', 'port'),
      ),
      { domain: code(address?.split('@').at(-1) ?? ''), port: code(port) },
    ),
    isOfThisMachine
      ? sentence(
          t(
            'The port answers this machine alone. Where your mail server is another machine, set {setting}.',
            holes('setting'),
          ),
          { setting: code(`MAIL_IN=0.0.0.0:${port}`) },
        )
      : t('Your mail server has to reach the port. Nobody else needs to: close it to others in your firewall.'),
    ...(knowsRelays
      ? []
      : [
          sentence(
            t(
              '{setting} is not set, so the site can’t tell which machine sent what your mail server hands on. Signed answers (DKIM) are posted at once, others wait to be confirmed.',
              holes('setting'),
            ),
            { setting: code('TRUSTED_PROXIES') },
          ),
        ]),
  ]
}

function aboutMailbox({ authserv }: NonNullable<AnswersSetup['mailbox']>, { t }: Screen): Piece {
  return authserv
    ? sentence(
        t(
          'An answer is posted at once where {server} notes in its Authentication-Results that its domain vouches for it. Others wait to be confirmed.',
          holes('server'),
        ),
        { server: code(authserv) },
      )
    : sentence(
        t(
          '{setting} is not set, so the signature of a mail (DKIM) counts alone: an answer without one waits to be confirmed.',
          holes('setting'),
        ),
        { setting: code('IMAP_AUTHSERV') },
      )
}
