/**
 * The pages on which a member chooses their mails.
 */
import { choosableMails } from '#server/notices/choosable.ts'
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
  const asked = choosableMails(screen.declared.mails).filter(({ kind }) => mails[kind])
  const fields = asked.map(({ kind, unsubscribe }) =>
    choice({
      name: kind,
      label: unsubscribe.name(t),
      hint: unsubscribe.hint(t),
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

/** `/u/…`: what the link in a mail stops, and the button that does it. Opening it changes nothing. */
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

function stoppingWords({ kind, community, isOff, isAllOff }: Stopping, { t, declared }: Screen): string {
  if (!community) return t('You are no longer in this community, so none of its mails come any more.')
  const values = { community: community.name }
  if (isAllOff)
    return t(
      'Nothing from {community} comes to you by mail any more. You find it all on the site, should you ever want to.',
      values,
    )
  const words = choosableMails(declared.mails).find((one) => one.kind === kind)?.unsubscribe
  return (isOff ? words?.stopped(t, values) : words?.stops(t, values)) ?? ''
}
