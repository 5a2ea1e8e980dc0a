/**
 * The pings room: what app.ts mounts and other rooms may call.
 */
import * as activities from '#server/pings/activities.ts'
import { settlePings } from '#server/pings/after-restore.ts'
import { ballotRoutes } from '#server/pings/ballots/routes.ts'
import { resultMail } from '#server/pings/closing/result-mail.ts'
import { draftRoutes } from '#server/pings/drafts/routes.ts'
import { figureRoutes } from '#server/pings/figures/routes.ts'
import { pingStep } from '#server/pings/founding-step.ts'
import { pingJobs, system } from '#server/pings/jobs.ts'
import { pingEntries } from '#server/pings/kind.ts'
import { pingLive } from '#server/pings/live.ts'
import { pingMail, pingTestMail } from '#server/pings/mails.ts'
import { newPingsLive } from '#server/pings/new-pings.ts'
import { outcomeMail } from '#server/pings/outcome/outcome-mail.ts'
import { pingPermissions } from '#server/pings/permissions.ts'
import { pingsPlan } from '#server/pings/plan-part.ts'
import { answerStep } from '#server/pings/reads-first-hour.ts'
import { pingsHandOver } from '#server/pings/reads-hand-over.ts'
import { pingsOwnData } from '#server/pings/reads-own-data.ts'
import { reminderMail } from '#server/pings/reminding/mail.ts'
import { pingRoutes } from '#server/pings/routes.ts'
import { pingsSection } from '#server/pings/section.ts'
import { waitingPingMails } from '#server/pings/waiting-mails.ts'
import type { Room } from '#server/platform/room.ts'

export { castVote } from '#server/pings/cast-vote.ts'
export { draftPing } from '#server/pings/drafts/draft-ping.ts'
export { sendPing } from '#server/pings/drafts/send-ping.ts'
export { pingMail } from '#server/pings/mails.ts'
export { pingOf } from '#server/pings/views.ts'

export const pings: Room = {
  name: 'pings',
  firstHourSteps: [answerStep],
  permissions: pingPermissions,
  kinds: [pingEntries],
  tabs: [{ key: 'pings', place: 30, path: '/pings', label: (t) => t('Pings') }],
  foundingSteps: [pingStep],
  planParts: [pingsPlan],
  sections: [pingsSection],
  handOverParts: [pingsHandOver],
  activities: Object.values(activities),
  endpoints: [...draftRoutes, ...figureRoutes, ...pingRoutes, ...ballotRoutes],
  jobs: pingJobs,
  mails: [pingMail, reminderMail, resultMail, outcomeMail, pingTestMail],
  waitingMails: [waitingPingMails],
  ownData: pingsOwnData,
  liveChannels: [pingLive, newPingsLive],
  // The sweep closes what is open in an archived community.
  afterArchiving: (work) => work.enqueue('sweep-pings', {}),
  afterRestore: (work) => settlePings(work, system(work, 'the site was restored')),
}
