/**
 * The part of the settings that says how people join.
 */
import { isReadOnly } from '#server/communities/community.ts'
import { longestQuestion } from '#server/communities/joining/change-joining.ts'
import type { JoiningSettings } from '#server/communities/joining/settings-views.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { choice, textArea } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/settings/joining`. */
export function joiningSettingsPage(view: JoiningSettings, screen: Screen): Html {
  const { community } = view
  return settingsPage(
    screen,
    community,
    'joining',
    isReadOnly(community) ? null : html`${hiddenNotice(view, screen)}${joiningForm(view, screen)}`,
  )
}

/** Nobody can ask to join what they can't see. */
function hiddenNotice({ community, joining }: JoiningSettings, { t }: Screen): Html | null {
  if (!community.isHidden || joining === 'closed') return null
  return notice(
    t('Only its members can see this community, so nobody can find it and join. Let everybody with an account see it.'),
    'warn',
    html`<a class="button" href="/c/${community.slug}/settings">${t('Who can see it')}</a>`,
  )
}

function joiningForm({ community, joining, question }: JoiningSettings, screen: Screen): Html {
  const { t } = screen
  const root = `/c/${community.slug}`
  return form(
    screen,
    {
      action: `${root}/settings/joining`,
      submit: t('Save'),
      beside: community.can.members
        ? html`<a class="quiet" href="${root}/members/links">${t('Invitation links')}</a>`
        : null,
    },
    [
      choice({
        name: 'joining',
        label: t('How people join'),
        required: true,
        value: joining,
        choices: [
          {
            value: 'closed',
            label: t('Leaders invite people'),
            hint: t('By mail address or with an invitation link. Nobody can ask to join.'),
          },
          {
            value: 'request',
            label: t('People ask, leaders decide'),
            hint: t('Everybody who can see this community can send a request.'),
          },
          {
            value: 'open',
            label: t('Everybody can join'),
            hint: t('Whoever can see this community joins with one press.'),
          },
        ],
      }),
      textArea({
        name: 'question',
        label: t('Question to people who ask to join'),
        hint: t('For example: What do you work on, and what would you like to learn here?'),
        value: question,
        max: longestQuestion,
        rows: 2,
      }),
    ],
  )
}
