/**
 * The pages on which one says which mails one wants.
 */
import { type ChoosableMail, choosable } from '#server/notices/mail-choice.ts'
import type { MailSettings, Stopping } from '#server/notices/mail-views.ts'
import { choice } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage, sitePage } from '#server/platform/html/layout.ts'
import { emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/inbox/settings`: for each community, which mails come. */
export function mailSettingsPage(view: MailSettings, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Mail settings'),
    main: html`${pageTitle({
      kicker: html`<a href="/inbox">${t('Inbox')}</a>`,
      title: t('Mail settings'),
      lead: t('What you turn off here no longer comes by mail. You find it in your inbox all the same.'),
    })}
${view.hasBounced ? notice(t('Your mail server said that nobody has your address, so mails that go to many are not sent to you. They come again as soon as it takes one: ask for a sign-in mail, or tell somebody who leads your community.'), 'warn') : null}
${
  view.communities.length === 0
    ? emptyState({
        title: t('Nothing to choose yet'),
        says: t('Once you are in a community, you choose here which of its mails you get.'),
      })
    : view.communities.map((one, index) => communityForm(one, index, screen))
}
<p class="soft">${t('A single discussion is muted on its own page. Mails about signing in always come.')}</p>`,
  })
}

function communityForm(
  { slug, name, hue, mails }: MailSettings['communities'][number],
  index: number,
  screen: Screen,
): Html {
  const { t } = screen
  const fields = choosable.map((kind) =>
    choice({
      name: kind,
      ...kindWords(kind, screen),
      required: true,
      value: mails[kind],
      shape: 'line',
      choices: [
        { value: 'at_once', label: t('At once') },
        { value: 'off', label: t('Off') },
      ],
    }),
  )
  return html`<div class="mail-choice" style="--hue: ${hue}">${section({
    id: `mails-of-${index + 1}`,
    title: name,
    inside: form(
      screen,
      { action: `/inbox/settings/${slug}`, submit: t('Save'), label: t('Mails from {community}', { community: name }) },
      fields,
    ),
  })}</div>`
}

function kindWords(kind: ChoosableMail, { t }: Screen): { label: string; hint: string } {
  const words = {
    ping: { label: t('Pings'), hint: t('One question, answered with one click from the mail.') },
    reply: { label: t('Answers and mentions'), hint: t('Collected for ten minutes, one mail for each discussion.') },
    moderation: {
      label: t('Moderation'),
      hint: t('When somebody removes or brings back what you wrote, or locks or renames your discussion.'),
    },
    invitation: { label: t('Invitations'), hint: t('One mail, when you left and somebody adds you again.') },
  }
  return words[kind]
}

/** `/u/…`: what the link in a mail stops, and the button that does it. Looking at it changes nothing. */
export function stoppingPage(view: Stopping, screen: Screen): Html {
  const { t } = screen
  const { community, isOff } = view
  const title = isOff
    ? t('These mails are stopped')
    : community
      ? t('Stop these mails?')
      : t('You no longer get these mails')
  return barePage(screen, {
    title,
    hue: community?.hue,
    kicker: community?.name,
    head: html`<meta name="robots" content="noindex">`,
    main: html`<h1>${title}</h1><p class="lead">${stoppingWords(view, screen)}</p>${stoppingAct(view, screen)}`,
  })
}

function stoppingAct({ token, community, isOff, isAllOff }: Stopping, screen: Screen): Html | null {
  const { t } = screen
  if (!community) return null
  return html`<div class="acts">${
    isOff
      ? actButton(screen, { action: `/u/${token}/return`, label: t('Turn on again') })
      : actButton(screen, { action: `/u/${token}`, label: t('Stop these mails'), look: 'primary' })
  }${
    isAllOff
      ? null
      : actButton(screen, {
          action: `/u/${token}/everything`,
          label: t('No mail at all from {community}', { community: community.name }),
        })
  }</div>`
}

function stoppingWords({ kind, community, isOff, isAllOff }: Stopping, { t }: Screen): string {
  if (!community) return t('You are no longer in this community, so none of its mails come any more.')
  const values = { community: community.name }
  if (isAllOff)
    return t(
      'Nothing from {community} comes to you by mail any more. You find it all on the site, should you ever want to.',
      values,
    )
  const words = {
    ping: [
      t(
        'You will get no more mails when a Ping is sent in {community}. You can still answer it on the site until it closes.',
        values,
      ),
      t('Pings in {community} no longer come to you by mail. You find them on the site.', values),
    ],
    reply: [
      t(
        'You will get no more mails when somebody answers or mentions you in {community}. You still find it in your inbox on the site.',
        values,
      ),
      t('Answers and mentions in {community} no longer come to you by mail. You find them on the site.', values),
    ],
    moderation: [
      t(
        'You will get no more mails when what you wrote in {community} is moderated. You still find it in your inbox on the site.',
        values,
      ),
      t('Moderation in {community} no longer comes to you by mail. You find it in your inbox on the site.', values),
    ],
    invitation: [
      t('You will get no more invitations to {community}. Pings and answers stay as they are.', values),
      t('Invitations to {community} no longer come to you by mail. Pings and answers stay as they are.', values),
    ],
  } as const
  return words[kind][isOff ? 1 : 0]
}
