/** The plan room: what app.ts mounts. A community's coming weeks, put together from what other rooms declare. */
import { planRoutes } from '#server/plan/routes.ts'
import type { Room } from '#server/platform/room.ts'

/** @param others all rooms that put something into the plan */
export function plan(others: readonly Room[]): Room {
  return {
    name: 'plan',
    tabs: [{ key: 'plan', place: 78, path: '/plan', label: (t) => t('Plan'), onlyWith: 'plan' }],
    endpoints: planRoutes(others.flatMap(({ planParts }) => planParts ?? [])),
  }
}
