/**
 * The pages on which a member chooses their mails.
 */

import { choiceForm } from '#server/notices/choice-form.ts'
import { choosableMails } from '#server/notices/choosable.ts'
import type { CommunityMails, MailSettings, Stopping } from '#server/notices/mail-views.ts'
import { quietNotice, rhythmPart } from '#server/notices/rhythm/rhythm-part.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage, sitePage } from '#server/platform/html/layout.ts'
import { emptyState, fold, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/inbox/settings`: for each community, which mails come, and how; when the digest comes, and a time without mail. */
export function mailSettingsPage(view: MailSettings, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Mail settings'),
    main: html`${rareStyles()}${pageTitle({
      kicker: html`<a href="/inbox">${t('Inbox')}</a>`,
      title: t('Mail settings'),
      lead: t('What you turn off here no longer comes by mail. You find it in your inbox all the same.'),
    })}
${view.hasBounced ? notice(t('Your mail server said that nobody has your address, so mails that go to many are not sent to you. They come again as soon as it takes one: ask for a sign-in mail, or tell somebody who leads your community.'), 'warn') : null}
${quietNotice(view.rhythm, screen)}
${rhythmPart(view.rhythm, screen)}
${
  view.communities.length === 0
    ? emptyState({
        title: t('Nothing to choose yet'),
        says: t('Once you are in a community, you choose here which of its mails you get.'),
      })
    : view.communities.map((one, index) => communityPart(one, { index, isLong: view.communities.length > 2 }, screen))
}
<p><a href="/inbox/devices">${t('Notices on your devices')}</a></p>
<p class="soft">${t('A single discussion or topic is followed or muted on its own page. Mails about signing in always come.')}</p>`,
  })
}

/** One community; where there are many, its lists are folded, unless they came back. */
function communityPart(
  community: CommunityMails,
  { index, isLong }: { readonly index: number; readonly isLong: boolean },
  screen: Screen,
): Html {
  const { t } = screen
  const { slug, name, hue, isAllOff } = community
  const action = `/inbox/settings/${slug}`
  const choices = choiceForm(community, action, screen)
  return html`<div style="--hue: ${hue}">${section({
    id: `mails-of-${index + 1}`,
    title: name,
    inside: html`${isLong ? fold(t('Choose its mails'), choices, { isOpen: screen.returned?.action === action }) : choices}${
      isAllOff
        ? actButton(screen, {
            action: `${action}/return`,
            label: t('Turn on again'),
            longLabel: t('Turn on again: {what}', { what: name }),
          })
        : actButton(screen, {
            action: `${action}/silence`,
            label: t('No mail at all from {community}', { community: name }),
            look: 'quiet',
          })
    }`,
  })}</div>`
}

/** `/u/…`: what the link in a mail stops, the button that does it, and the other choices. Opening it changes nothing. */
export function stoppingPage(view: Stopping, screen: Screen): Html {
  const { t } = screen
  const { token, community, isOff } = view
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
    main: html`<h1>${title}</h1><p class="lead">${stoppingWords(view, screen)}</p>${stoppingAct(view, screen)}${
      community
        ? html`${rareStyles()}<h2>${t('Or less often')}</h2>${choiceForm(community, `/u/${token}/choices`, screen)}`
        : null
    }${leavingAct(view, screen)}`,
  })
}

function stoppingAct({ token, community, isOff }: Stopping, screen: Screen): Html | null {
  const { t } = screen
  if (!community) return null
  return html`<div class="acts">${
    isOff
      ? actButton(screen, { action: `/u/${token}/return`, label: t('Turn on again') })
      : actButton(screen, { action: `/u/${token}`, label: t('Stop these mails'), look: 'primary' })
  }${
    community.isAllOff
      ? null
      : actButton(screen, {
          action: `/u/${token}/everything`,
          label: t('No mail at all from {community}', { community: community.name }),
        })
  }</div>`
}

/** Leaving is more than stopping mails, so it asks who is there: the code that is mailed signs in, and leads to where one leaves. */
function leavingAct({ community, leaving }: Stopping, screen: Screen): Html | null {
  const { t } = screen
  if (!community || !leaving) return null
  const address = html`<b dir="ltr">${leaving.shownAddress}</b>`
  return html`<hr><p>${sentence(t('To leave {community} altogether, we mail a six-digit code to {address}. With it you come to where you leave.', { community: community.name, ...holes('address') }), { address })}</p><div class="acts">${actButton(
    screen,
    {
      action: '/sign-in/whom',
      label: t('Leave {community}', { community: community.name }),
      look: 'quiet',
      fields: { whom: leaving.whom, to: leaving.to },
    },
  )}</div>`
}

function stoppingWords({ kind, community, isOff }: Stopping, { t, declared }: Screen): string {
  if (!community) return t('You are no longer in this community, so none of its mails come any more.')
  const values = { community: community.name }
  if (community.isAllOff)
    return t(
      'Nothing from {community} comes to you by mail any more. You find it all on the site, should you ever want to.',
      values,
    )
  const words = choosableMails(declared.mails).find((one) => one.kind === kind)?.unsubscribe
  return (isOff ? words?.stopped(t, values) : words?.stops(t, values)) ?? ''
}
