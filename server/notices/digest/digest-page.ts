/** The page behind the link in a digest. */
import { choiceForm } from '#server/notices/choice-form.ts'
import type { DigestStopping } from '#server/notices/mail-views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/digest/…`: turns all of it off, or back on; below it, what comes from each community. Opening it changes nothing. */
export function digestPage({ token, communities, isOff }: DigestStopping, screen: Screen): Html {
  const { t } = screen
  const title = isOff ? t('Your digest is stopped') : t('Stop the digest?')
  const action = `/digest/${token}`
  return barePage(screen, {
    title,
    head: html`<meta name="robots" content="noindex">`,
    main: html`${rareStyles()}<h1>${title}</h1><p class="lead">${
      isOff
        ? t('Nothing comes to you daily or weekly any more. You find it all on the site.')
        : t('You will get nothing more of what you chose to have daily or weekly. You still find it all on the site.')
    }</p><div class="acts">${
      isOff
        ? actButton(screen, { action: `${action}/return`, label: t('Turn on again') })
        : actButton(screen, { action, label: t('Stop the digest'), look: 'primary' })
    }</div>${communities.map(
      (one) =>
        html`<h2 style="--hue: ${one.hue}">${one.name}</h2>${choiceForm(one, `${action}/choices/${one.slug}`, screen)}`,
    )}`,
  })
}
