/**
 * The part of the settings with the rules of conversation.
 */
import { isReadOnly } from '#server/communities/community.ts'
import type { RulesSettings } from '#server/communities/rules/views.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/settings/conversation`. */
export function rulesPage(view: RulesSettings, screen: Screen): Html {
  const { community } = view
  return settingsPage(screen, community, 'conversation', isReadOnly(community) ? null : agreementPart(view, screen))
}

function agreementPart({ community, agreement, accepted, waiting }: RulesSettings, screen: Screen): Html {
  const { t } = screen
  const write = `/c/${community.slug}/settings/agreement`
  return section({
    id: 'agreement',
    title: t('Agreement'),
    more: agreement ? html`<a href="/c/${community.slug}/agreement">${t('Read it')}</a>` : null,
    inside: agreement
      ? html`<p>${t('Version {version, number}, since {day}.', { version: agreement.version, day: timeText(agreement.writtenAt, screen, 'day') })}
${t('{n, plural, =0 {Nobody has accepted it yet} one {# member has accepted it} other {# members have accepted it}}', { n: accepted })}${waiting > 0 ? ` · ${t('{n, plural, one {# has not yet} other {# have not yet}}', { n: waiting })}` : null}</p>
<div class="acts"><a class="button" href="${write}">${t('Edit the agreement')}</a></div>`
      : html`<p>${t('Off. A short text that new members agree to before they write, react or vote.')}</p>
<div class="acts"><a class="button" href="${write}">${t('Write an agreement')}</a></div>`,
  })
}
