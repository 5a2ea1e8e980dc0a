/**
 * The agreement as members read and accept it, and as a leader writes it.
 */
import { agreementAddress, longestAgreement } from '#server/communities/agreement/agreement.ts'
import type { AgreementSettings, AgreementView } from '#server/communities/agreement/views.ts'
import { isReadOnly } from '#server/communities/community.ts'
import { communityPage } from '#server/communities/frame.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { composer } from '#server/platform/html/composer.ts'
import { checkbox } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { emptyState, pageTitle, prose } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/agreement`. */
export function agreementPage(view: AgreementView, screen: Screen): Html {
  const { t } = screen
  const { community, agreement } = view
  const settings = `/c/${community.slug}/settings/agreement`
  const mayWrite = community.can.settings && !isReadOnly(community)
  return communityPage(screen, community, {
    tab: null,
    title: t('Agreement'),
    main: agreement
      ? html`${pageTitle({
          title: t('Agreement'),
          lead: view.isWaiting
            ? t('{community} asks everybody who takes part to agree to this. It takes a minute to read.', {
                community: community.name,
              })
            : null,
          acts: mayWrite ? html`<a class="button" href="${settings}">${t('Edit')}</a>` : null,
        })}
${prose(agreement.html, 'reading')}
<p class="hint">${t('Version {version, number}, since {day}.', { version: agreement.version, day: timeText(agreement.writtenAt, screen, 'day') })}${acceptedWords(view, screen)}</p>
${view.isWaiting ? acceptance(view, agreement.version, screen) : null}`
      : html`${pageTitle({ title: t('Agreement') })}${emptyState({
          title: t('No agreement'),
          says: t('In this community you take part without agreeing to a text first.'),
          act: mayWrite ? html`<a class="button primary" href="${settings}">${t('Write an agreement')}</a>` : null,
        })}`,
  })
}

function acceptedWords({ accepted, agreement }: AgreementView, screen: Screen): string | null {
  if (!accepted) return null
  const { t } = screen
  const values = { version: accepted.version, day: timeText(accepted.at, screen, 'day') }
  return ` ${accepted.version === agreement?.version ? t('You accepted it on {day}.', values) : t('You accepted version {version, number} on {day}.', values)}`
}

/** Yes; or read first. */
function acceptance({ community }: AgreementView, version: number, screen: Screen): Html {
  const { t } = screen
  const root = agreementAddress(community.slug)
  return html`<div class="acts">${actButton(screen, {
    action: `${root}/acceptance`,
    fields: { accepts: version },
    label: t('Accept the agreement'),
    look: 'primary',
  })}${actButton(screen, { action: `${root}/later`, label: t('Look around first'), look: 'quiet' })}</div>
<p class="hint">${t('Until you accept it you can read everything, but not write, react or vote on the site. Your leaders see only how many have accepted it.')}</p>`
}

/** `/c/:community/settings/agreement`. */
export function agreementSettingsPage(view: AgreementSettings, screen: Screen): Html {
  const { t } = screen
  const { community, agreement } = view
  const root = `/c/${community.slug}/settings`
  return settingsPage(
    screen,
    community,
    'conversation',
    isReadOnly(community)
      ? null
      : html`<p class="lead-in">${t('A short text that new members agree to before they write, react or vote. They see it on their first visit, however they joined; until they agree they can read. Leaders are not asked.')}</p>
${form(
  screen,
  {
    action: `${root}/agreement`,
    submit: t('Save the agreement'),
    cancel: `${root}/conversation`,
  },
  [
    composer({
      name: 'source',
      label: t('Agreement'),
      hint: t(
        'For example: What is told here stays here. We talk about work, never about people who are absent. Leave it empty to have none.',
      ),
      value: agreement?.source ?? '',
      max: longestAgreement,
      rows: 8,
      community,
    }),
    checkbox({
      name: 'asksEverybody',
      label: t('Ask everybody, members of today too'),
      hint: t(
        'They can read, but not write, react or vote until they agree. Without this only people who join from now on are asked.',
      ),
    }),
  ],
)}`,
  )
}
