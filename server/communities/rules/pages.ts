/**
 * The part of the settings with the rules of conversation.
 */
import { isReadOnly } from '#server/communities/community.ts'
import { mostHeldPosts } from '#server/communities/rules/rules.ts'
import type { RulesSettings } from '#server/communities/rules/views.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { choice, textArea, textField } from '#server/platform/html/field.ts'
import { fieldRow, form, group } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/settings/conversation`. */
export function rulesPage(view: RulesSettings, screen: Screen): Html {
  const { community } = view
  return settingsPage(
    screen,
    community,
    'conversation',
    isReadOnly(community) ? null : html`${agreementPart(view, screen)}${waitingPart(view, screen)}`,
  )
}

function agreementPart(
  { community, agreement: { agreement, accepted, waiting } }: RulesSettings,
  screen: Screen,
): Html {
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

/** What waits until a moderator has looked at it. */
function waitingPart({ community, rules }: RulesSettings, screen: Screen): Html {
  const { t } = screen
  const counts = Array.from({ length: mostHeldPosts + 1 }, (_, n) => n)
  return section({
    id: 'waiting',
    title: t('Posts that wait for a moderator'),
    inside: html`<p class="lead-in">${t('A post that waits is seen by its author and by moderators alone, until one of them shows it or removes it with a reason. Its author reads why it waits. What leaders and moderators write never waits, and neither do messages to named people.')}</p>
${form(screen, { action: `/c/${community.slug}/settings/conversation`, submit: t('Save the rules') }, [
  choice({
    name: 'heldPosts',
    label: t('First posts of new members'),
    hint: t(
      'Of people who joined in the last 30 days. Usually off: it makes a new member wait for their first answer.',
    ),
    shape: 'line',
    required: true,
    value: String(rules.heldPosts),
    choices: counts.map((n) => ({
      value: String(n),
      label: t('{n, plural, =0 {None wait} =1 {The first waits} other {The first # wait}}', { n }),
    })),
  }),
  textArea({
    name: 'words',
    label: t('Words that hold a post back'),
    hint: t(
      'One a line, at most 500. Case and accents do not matter. A word counts as a whole; with * at its end, all that begins so: crypto* also finds cryptocoin. Authors never see the list. Posts wait; titles, pages and what is for the Toolkit are refused with a sentence. Usually empty.',
    ),
    value: rules.words.join('\n'),
    rows: 6,
  }),
  group(
    t('Links of new members'),
    [
      textField({
        name: 'links',
        label: t('Links in 24 hours'),
        hint: t('What goes beyond waits. 0 to 20; leave it empty for any number. Usually 3.'),
        value: rules.links === null ? '' : String(rules.links),
        type: 'number',
        min: 0,
      }),
      fieldRow([
        textField({
          name: 'days',
          label: t('New for so many days'),
          value: String(rules.days),
          type: 'number',
          min: 1,
          required: true,
        }),
        textField({
          name: 'posts',
          label: t('And until so many posts'),
          value: String(rules.posts),
          type: 'number',
          min: 0,
          required: true,
        }),
      ]),
    ],
    t('Against advertising. Links to this site do not count.'),
  ),
])}`,
  })
}
