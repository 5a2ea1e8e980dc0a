/** What those who moderate do with one case of their queue, and with its author. */
import { muteDays, queueAddress, reportReasons } from '#server/moderation/case.ts'
import type { CaseView, Queue } from '#server/moderation/queue-views.ts'
import { reasonWords } from '#server/moderation/words.ts'
import { checkbox, choice, select, textField } from '#server/platform/html/field.ts'
import { actButton, type Field, form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { fold } from '#server/platform/html/parts.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Keep and hide take one press; whoever says why, or removes it, chooses a rule that the author is told. */
export function decisionPart(one: CaseView, { community, rules, can }: Queue, screen: Screen): Html {
  const { t } = screen
  const action = `${queueAddress(community.slug)}/cases/${shortId(one.id)}/decision`
  const problem = screen.returned?.action === action
  const press = (act: string, label: string) =>
    actButton(screen, {
      action,
      label,
      longLabel: t('{act}: {title}', { act: label, title: one.title }),
      fields: { act },
    })
  const suggested = [
    ...rules.map((rule) => ({ value: rule, label: rule })),
    ...reportReasons.slice(0, 4).map((reason) => ({ value: reason, label: reasonWords(reason, t) })),
  ]
  const commonest = mostOften(one)
  const ruleList = select({
    name: 'rule',
    label: t('Which rule?'),
    value: commonest ?? suggested[0]?.value ?? '',
    options: [...suggested, { value: '', label: t('None of these') }],
  })
  const whole = one.replies
    ? checkbox({
        name: 'whole',
        label: t(
          '{n, plural, one {The whole discussion, with its reply} other {The whole discussion, with # replies}}',
          {
            n: one.replies,
          },
        ),
      })
    : null
  const fields = [
    one.isHeld ? hidden('act', 'remove') : hideOrRemove(t),
    ruleList,
    textField({ name: 'why', label: t('In your words'), hint: t('Its author is told.'), max: 300 }),
    whole,
  ]
  return html`<div class="acts">${press('keep', one.isHeld ? t('Publish it') : t('Keep'))}${one.isHeld ? null : press('hide', t('Hide'))}</div>
${fold(
  one.isHeld ? t('Do not publish it, and say why') : t('Hide or remove, and say why'),
  form(screen, { action, submit: one.isHeld ? t('Remove it') : t('Do it'), shape: 'bare' }, fields),
  { isOpen: problem },
)}
${one.author && one.isMember ? fold(t('About {name}', { name: one.author.name }), personPart(one, one.author, { community, can }, screen)) : null}`
}

function hideOrRemove(t: Translate): Field {
  return choice({
    name: 'act',
    label: t('What happens to it?'),
    value: 'hide',
    choices: [
      { value: 'hide', label: t('Hide it'), hint: t('Its author and those who moderate still see it.') },
      { value: 'remove', label: t('Remove it'), hint: t('Nobody sees it any more. You can undo this for 30 days.') },
    ],
  })
}

function mostOften({ reports }: CaseView) {
  const named = reports.map(({ reason }) => reason).filter((reason) => reason !== 'other')
  const counts = Map.groupBy(named, (reason) => reason)
  return [...counts].toSorted(([, some], [, others]) => others.length - some.length)[0]?.[0] ?? null
}

/** Muting the author for a time, and ending their membership. */
function personPart(
  { mutedUntil }: CaseView,
  { personId, name }: NonNullable<CaseView['author']>,
  { community, can }: Pick<Queue, 'community' | 'can'>,
  screen: Screen,
): Html {
  const { t } = screen
  const root = `${queueAddress(community.slug)}/people/${shortId(personId)}`
  const days = { 1: t('Mute for a day'), 7: t('Mute for a week'), 30: t('Mute for a month') }
  const removal = can.removeMembers
    ? actButton(screen, {
        action: `/c/${community.slug}/members/${shortId(personId)}/removal`,
        label: t('End the membership'),
        longLabel: t('End the membership of {name}', { name }),
        look: 'danger',
      })
    : null
  return html`<p class="hint">${t('A muted member can read, and not write. It ends by itself, and they are told until when.')}</p>
<div class="acts">${
    mutedUntil
      ? actButton(screen, { action: `${root}/unmute`, label: t('Let {name} write again', { name }) })
      : muteDays.map((n) =>
          actButton(screen, {
            action: `${root}/mute`,
            label: days[n],
            longLabel: `${days[n]}: ${name}`,
            fields: { days: n },
          }),
        )
  }${removal}</div>`
}
