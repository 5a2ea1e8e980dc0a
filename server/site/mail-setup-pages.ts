/**
 * What to do so that mail leaves: words and a test, for the page of the site and for a community's beginning.
 */
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { MailSetup } from '#server/site/mail-setup.ts'

/** How mail stands, what to set, and the test. `testAction` is where the test is asked for. */
export function mailSetupPart(setup: MailSetup, screen: Screen, testAction: string): Html {
  const { t } = screen
  switch (setup.way) {
    case 'stays':
      return html`<p>${t('This is the demo: no mail leaves it, and every mail can be read under “Outbox”.')}</p>`
    case 'waits':
      return setup.runsSite ? howToSet(screen) : whomToAsk(setup, screen)
    case 'leaves':
      return html`<p>${sentence(t('Mail leaves through your mail server and comes from {address}.', holes('address')), { address: html`<b>${setup.from}</b>` })}</p>${testResult(setup, screen)}<div class="acts">${actButton(
        screen,
        { action: testAction, label: t('Send me a test mail') },
      )}</div>`
  }
}

function howToSet({ t }: Screen): Html {
  return html`<p>${t('No mail leaves this site: it has no mail server yet. Invitations and Pings are kept and wait. Start the site with these two settings, and what waits is offered to you to be sent:')}</p>
<pre class="letter-text" tabindex="0"><code>SMTP_URL=smtp://user:password@mail.example.org:587
MAIL_FROM="Guildhall &lt;guildhall@example.org&gt;"</code></pre>
<p class="hint">${sentence(t('Any mail account that sends over SMTP will do. {command} tries it from the command line.', holes('command')), { command: html`<code>bin/guildhall mail test --to you@example.org</code>` })}</p>`
}

function whomToAsk({ owners }: MailSetup, { t }: Screen): Html {
  const names = owners.join(', ')
  return html`<p>${
    names
      ? t(
          'No mail leaves this site: it has no mail server yet, so invitations and Pings wait. {names} can set one; ask for it before you open.',
          { names },
        )
      : t(
          'No mail leaves this site: it has no mail server yet, so invitations and Pings wait. Ask the people who run the site to set one up before you open.',
        )
  }</p>`
}

function testResult({ test, runsSite, owners }: MailSetup, screen: Screen): Piece {
  const { t } = screen
  switch (test?.state) {
    case 'handed_over':
      return notice(
        sentence(t('The mail server took your test {when}. Look whether it came, also among spam.', holes('when')), {
          when: test.sentAt && timeTag(test.sentAt, screen),
        }),
        'good',
      )
    case 'waiting':
      return notice(
        test.problem
          ? html`${t('Your test has not been sent yet. The mail server said:')} <code>${test.problem}</code>`
          : t('Your test is on its way to the mail server. Load this page again in a moment.'),
      )
    case 'failed':
      return notice(
        runsSite
          ? html`${t('The mail server did not take your test. It said:')} <code>${test.problem}</code>`
          : t('The mail server did not take your test. Tell {names}.', {
              names: owners.join(', ') || t('the people who run the site'),
            }),
        'bad',
      )
    default:
      return null
  }
}
