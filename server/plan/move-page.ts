/** The page on which one thing of the plan gets another day. */
import { communityPage } from '#server/communities/room.ts'
import { planAddress } from '#server/plan/plan.ts'
import { partOf } from '#server/plan/plan-parts.ts'
import type { PlanItemView } from '#server/plan/views.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/plan/:part/:item` */
export function movePage({ community, item, show }: PlanItemView, screen: Screen): Html {
  const { t, actor } = screen
  const root = planAddress(community.slug)
  const back = show === 'list' ? `${root}?show=list` : root
  return communityPage(screen, community, {
    tab: 'plan',
    title: item.at ? t('Move it to another day') : t('Give it a day'),
    main: html`${breadcrumbs(screen, [{ label: t('Plan'), href: back }])}${pageTitle({
      kicker: partOf(item, screen).name(t),
      title: html`<span dir="auto">${item.title}</span>`,
      lead: item.at
        ? t('Planned for {time}.', { time: timeText(item.at, screen, 'zoned') })
        : t('It has no day yet. At the time you choose it goes out by itself.'),
    })}
${form(
  screen,
  { action: `${root}/${item.part}/${shortId(item.id)}`, submit: item.at ? t('Move it') : t('Plan it'), cancel: back },
  [
    html`<input type="hidden" name="show" value="${show}">`,
    textField({
      name: 'at',
      label: t('Day and hour'),
      type: 'datetime-local',
      required: true,
      value: item.at ? clockAt(item.at, actor.zone) : '',
      hint: t('In your time zone, {zone}.', { zone: actor.zone }),
    }),
  ],
)}`,
  })
}
