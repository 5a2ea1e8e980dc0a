/** The addresses of the plan. */
import { z } from 'zod'
import { moveInPlan } from '#server/plan/move-in-plan.ts'
import { movePage } from '#server/plan/move-page.ts'
import { planPage } from '#server/plan/pages.ts'
import { planAddress } from '#server/plan/plan.ts'
import { planInput, planItemView, planView, readPlan, readPlanItem } from '#server/plan/views.ts'
import { isMoment, notAMoment } from '#server/platform/calendar/moment.ts'
import type { PlanPart } from '#server/platform/declared.ts'
import { timeText } from '#server/platform/html/time.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

const plan = '/c/:community/plan'
const one = `${plan}/:part/:item` as const
const part = z.string().max(40)
const momentMissing = 'Choose a day and hour.'

/** The endpoints, for a plan that holds what these parts put into it. */
export const planRoutes = (parts: readonly PlanPart[]): readonly Endpoint[] => [
  reads({
    path: plan,
    summary:
      'What is planned in a community, for those who plan there: a month, or with show=list the next eight weeks.',
    // Whoever may begin one of the things in it; others are told that there is nothing.
    who: 'read',
    input: planInput,
    view: planView,
    read: readPlan,
    page: planPage,
    elsewhere: ({ community }, _actor, input) =>
      community.slug === input.community ? null : planAddress(community.slug),
  }),
  reads({
    path: one,
    summary: 'One thing of the plan that may get another day: `part` and `item` as the plan says them.',
    who: 'read',
    input: z.object({ part, show: planInput.shape.show }),
    view: planItemView,
    read: readPlanItem,
    page: movePage,
  }),
  acts({
    path: one,
    summary: 'Gives one thing of the plan another moment, `at`: by the rules of what it is.',
    who: 'read',
    also: 'PUT',
    form: one,
    limit: { times: 120, seconds: 600 },
    refusals: [...new Set(parts.flatMap(({ refusals }) => refusals))],
    input: z.object({
      part,
      show: planInput.shape.show,
      at: z.string(momentMissing).min(1, momentMissing).refine(isMoment, { message: notAMoment.says }),
    }),
    view: z.object({ slug: z.string(), at: z.date(), day: z.string() }),
    act: moveInPlan,
    respond: ({ slug, at, day }, { show }, _request, screen) => ({
      location: `${planAddress(slug)}?${show === 'list' ? 'show=list' : `month=${day.slice(0, 7)}`}`,
      flash: 'It is planned for {time} now.',
      values: { time: timeText(at, screen, 'zoned') },
    }),
  }),
]
