/** A discussion is chosen by its title: suggested as one types, else from the list of those that a search finds. */
import type { MergingView } from '#server/discussions/order/order-views.ts'
import { choice } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { notice } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The search with what it found, and the form that merges. The suggestions are web/elements/people-picker.ts. */
export function threadPicker({ thread, q, items }: MergingView, screen: Screen): Html {
  const { t } = screen
  const root = `${thread.address}/merging`
  return html`${leadingStyles()}<div class="flow" data-take="people">
<form class="people-filter" method="get" action="${root}" role="search" autocomplete="off"><span class="picker"><input type="search" dir="auto" name="q" value="${q}" maxlength="200" aria-label="${t('Find a discussion by its title')}" placeholder="${t('Title of a discussion')}"></span><button class="plain">${t('Search')}</button></form>
<p class="hint" role="status" data-some="${t('Enter takes the first one, the arrow keys another.')}" data-none="${t('No discussion found.')}" data-chosen="${t('“{title}” is chosen.', { title: '%' })}"></p>
${items.length === 0 ? notice(q ? t('No discussion found.') : t('There is no other discussion for the same people.')) : null}
<div data-picked="into">${form(screen, { action: root, submit: t('Merge'), cancel: `${thread.address}/order` }, [
    choice({
      name: 'into',
      label: q ? t('Found') : t('What was said last'),
      shape: 'cards',
      required: true,
      choices: items.map(({ id, title, replies, lastPostAt }) => ({
        value: shortId(id),
        label: title,
        hint: [
          t('{n, plural, one {# reply} other {# replies}}', { n: replies }),
          lastPostAt && timeText(lastPostAt, screen, 'day'),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    }),
  ])}</div>
</div>`
}
