/** The footer of every page. */

import { attr, type Html, html, link } from '#server/platform/html/html.ts'
import { locales } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import { once, type Screen } from '#server/platform/screen.ts'

/** The choice of language, and whose software this is. */
export function siteFoot(screen: Screen): Html {
  const { t } = screen
  return html`<footer class="site-foot"><div class="wide">
<form method="post" action="/language" aria-label="${t('Language')}"><input type="hidden" name="once" value="${once()}"><input type="hidden" name="back" value="${screen.address}">${locales().map(
    (locale) =>
      html`<button class="quiet" name="locale" value="${locale}" lang="${locale}" ${attr('aria-current', locale === t.locale ? 'true' : null)}>${localeName(locale)}</button>`,
  )}</form>
<p>${legalLinks(screen)}${t('Made with Guildhall, open source')}</p>
</div></footer>`
}

/** What the organisation owes its visitors, where it says where that is. */
function legalLinks({ t, actor }: Screen): Html {
  const { legalAddress, privacyAddress } = actor.site
  const to = (address: string | null | undefined, label: string) =>
    address ? html`<a href="${link(address)}" rel="noopener">${label}</a> · ` : null
  return html`${to(legalAddress, t('Legal notice'))}${to(privacyAddress, t('Privacy'))}`
}

/** A language in its own words: "Deutsch". */
export const localeName = madeOnce((locale: string): string => {
  const plain = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return plain.charAt(0).toLocaleUpperCase(locale) + plain.slice(1)
})
