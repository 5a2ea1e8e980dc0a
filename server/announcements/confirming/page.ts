/** The light page behind the button of an announcement's mail. */
import { announcementAddress } from '#server/announcements/announcement.ts'
import type { ToConfirm } from '#server/announcements/confirming/reads-confirming.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { lightPage } from '#server/platform/mail/acts/light-page.ts'

export interface ConfirmPage extends ToConfirm {
  /** Its address, which its form posts to. */
  readonly action: string
  /** A machine may have pressed: it is asked for once more. */
  readonly isAgain: boolean
  /** Its reader is signed in here as somebody else. */
  readonly isOthers: boolean
}

/** `/read/:token` */
export function confirmPage(page: ConfirmPage): Html {
  const { one, communityName: community, hue, reader, from } = page
  const t = translator(reader.locale)
  const lang = one.language === t.locale ? null : one.language
  return lightPage({
    t,
    title: one.title,
    hue,
    community,
    main: html`<p class="from">${t('From {name}', { name: from ?? t('Somebody') })}</p><h1 ${lang ? html`lang="${lang}"` : null}>${one.title}</h1>${inside(page, t)}`,
  })
}

function inside({ one, action, isAgain, isOthers, hasConfirmed, reader, from }: ConfirmPage, t: Translate): Piece {
  const open = html`<p><a href="${announcementAddress(one.slug, one)}">${t('Read it on the site')}</a></p>`
  if (one.state !== 'published') return html`<p class="lead">${t('This announcement was withdrawn.')}</p>`
  if (isOthers)
    return [
      html`<p class="lead">${t('This mail went to {name}, but you are signed in here as somebody else.', { name: reader.name })}</p>`,
      open,
    ]
  if (!one.asksConfirmation)
    return [html`<p class="lead">${t('This announcement does not ask you to confirm anything.')}</p>`, open]
  if (hasConfirmed) {
    const undo = html`<form class="line" method="post" action="${action}/undo"><button class="quiet">${t('undo')}</button></form>`
    return [
      html`<div class="lead" role="status">${t('Thank you. You have confirmed that you have read this.')} · ${undo}</div>`,
      open,
    ]
  }
  return [
    isAgain
      ? html`<p class="lead">${t('Your mail system opened the links of this mail too. Wait a moment, then press once more, so that we know it is you.')}</p>`
      : null,
    html`<form method="post" action="${action}" ${isAgain ? html`class="later"` : null}><button>${t('I have read this')}</button></form>`,
    html`<p>${sentence(t('Confirming as {name}.', holes('name')), { name: html`<b dir="auto">${reader.name}</b>` })} ${whoSees(from, t)}</p>`,
    open,
  ]
}

/** Said before one confirms, in the mail, on this page and on the site. */
export function whoSees(from: string | null, t: Translate): string {
  return from
    ? t('{name} and those who lead here see who has confirmed.', { name: from })
    : t('Those who lead here see who has confirmed.')
}
