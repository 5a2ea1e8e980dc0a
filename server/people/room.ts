/** The people room: what app.ts mounts. Courses and cohorts, through which people come into communities. */
import * as activities from '#server/people/activities.ts'
import { circleEndpoints } from '#server/people/circles/routes.ts'
import { cohortEndpoints } from '#server/people/courses/cohort-routes.ts'
import { letterMail } from '#server/people/courses/letter-mail.ts'
import { letterTexts } from '#server/people/courses/letter-store.ts'
import { courseEndpoints } from '#server/people/courses/routes.ts'
import { cohortPeopleTakenBack } from '#server/people/courses/take-back.ts'
import { waitingLetterMails } from '#server/people/courses/waiting-letters.ts'
import { exportEndpoints } from '#server/people/exports/routes.ts'
import { feedMail } from '#server/people/feeds/feed-mail.ts'
import { feedEndpoints } from '#server/people/feeds/routes.ts'
import { handOverEndpoints } from '#server/people/hand-over/routes.ts'
import { importLive } from '#server/people/imports/live.ts'
import { importEndpoints } from '#server/people/imports/routes.ts'
import { replanImports } from '#server/people/imports/sweep-imports.ts'
import { importTakenBack } from '#server/people/imports/take-back.ts'
import { importPeopleJob, startCohortsJob, sweepImportsJob, watchFeedsJob } from '#server/people/jobs.ts'
import { peopleOwnData } from '#server/people/reads-own-data.ts'
import { coursesSection } from '#server/people/section.ts'
import type { Room } from '#server/platform/room.ts'

export { startImport } from '#server/people/imports/start-import.ts'
export { workOnImport } from '#server/people/imports/take-steps.ts'
export { takeFile } from '#server/people/imports/upload-file.ts'
export { type ImportPage, readImport } from '#server/people/imports/views.ts'

export const people: Room = {
  name: 'people',
  tabs: [
    { key: 'courses', place: 80, path: '/courses', label: (t) => t('Courses'), onlyWith: 'members' },
    { key: 'circles', place: 85, path: '/circles', label: (t) => t('Circles') },
  ],
  sections: [coursesSection],
  menuLines: [{ place: 15, path: '/courses', label: (t) => t('Your courses') }],
  activities: Object.values(activities),
  takeBacks: [...cohortPeopleTakenBack, importTakenBack],
  ownData: peopleOwnData,
  endpoints: [
    ...courseEndpoints,
    ...cohortEndpoints,
    ...handOverEndpoints,
    ...circleEndpoints,
    ...importEndpoints,
    ...feedEndpoints,
    ...exportEndpoints,
  ],
  jobs: [startCohortsJob, importPeopleJob, sweepImportsJob, watchFeedsJob],
  liveChannels: [importLive],
  afterRestore: replanImports,
  mails: [letterMail, feedMail],
  waitingMails: [waitingLetterMails],
  texts: [letterTexts],
}
