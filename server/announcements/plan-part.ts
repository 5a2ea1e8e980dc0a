/** Announcements in their community's plan. */
import { announcementsAddress, communityInDraft, isOut } from '#server/announcements/announcement.ts'
import { scheduleAnnouncement } from '#server/announcements/publish-announcement.ts'
import { listPlannedAnnouncements } from '#server/announcements/reads-plan.ts'
import { consentMissing, notFeatured } from '#server/communities/room.ts'
import type { PlanPart } from '#server/platform/declared.ts'

export const announcementsPlan: PlanPart = {
  key: 'announcements',
  place: 10,
  permission: 'announce',
  sign: 'mail',
  name: (t) => t('Announcement'),
  stateName: (t, state) => (state === 'draft' ? t('Draft') : state === 'scheduled' ? t('Planned') : null),
  list: listPlannedAnnouncements,
  begin: { label: (t) => t('New announcement'), address: (slug) => `${announcementsAddress(slug)}/new` },
  move: (work, actor, { community, id, at }) =>
    scheduleAnnouncement(work, actor, { community, announcement: id, publishAt: at.toISOString() }),
  momentField: 'publishAt',
  refusals: [isOut, communityInDraft, consentMissing, notFeatured],
}
