/** The moderation room: what app.ts mounts. */
import * as activities from '#server/moderation/activities.ts'
import { reportAddress } from '#server/moderation/case.ts'
import { moderationPart } from '#server/moderation/part.ts'
import { moderationPermissions } from '#server/moderation/permissions.ts'
import { waitingFor } from '#server/moderation/queue-views.ts'
import { moderationOwnData } from '#server/moderation/reads-own-data.ts'
import { moderationRoutes } from '#server/moderation/routes.ts'
import { moderationTakenBack } from '#server/moderation/take-back.ts'
import type { Room } from '#server/platform/room.ts'

export const moderation: Room = {
  name: 'moderation',
  permissions: moderationPermissions,
  tabs: [
    {
      key: 'moderation',
      place: 85,
      path: '/moderation',
      label: (t) => t('Moderation'),
      onlyWith: 'moderate',
      waiting: waitingFor,
    },
  ],
  siteParts: [moderationPart],
  activities: Object.values(activities),
  takeBacks: moderationTakenBack,
  endpoints: moderationRoutes,
  ownData: moderationOwnData,
  reportAddress,
}
