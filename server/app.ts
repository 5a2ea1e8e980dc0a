/**
 * The list of rooms: the only file that knows them all.
 */
import { demo } from '#demo/room.ts'
import { announcements } from '#server/announcements/room.ts'
import { bodies } from '#server/bodies/room.ts'
import { communities, communityIdBySlug, recordFirstVisit } from '#server/communities/room.ts'
import { discussions } from '#server/discussions/room.ts'
import { events } from '#server/events/room.ts'
import { home } from '#server/home/room.ts'
import { actorAgain, actorOfRequest, identity, loadActorOf, renewSession } from '#server/identity/room.ts'
import { moderation } from '#server/moderation/room.ts'
import { notices, outbox, stopMails } from '#server/notices/room.ts'
import { pages } from '#server/pages/room.ts'
import { people } from '#server/people/room.ts'
import { pings } from '#server/pings/room.ts'
import { plan } from '#server/plan/room.ts'
import type { App } from '#server/platform/app.ts'
import { errorPage } from '#server/platform/html/error-page.ts'
import { sweepKeysJob } from '#server/platform/http/idempotency.ts'
import { operations } from '#server/platform/http/operations.ts'
import { liveStream } from '#server/platform/live/stream.ts'
import { shareOpenings } from '#server/platform/mail/acts/openings.ts'
import { answerRefusedMail } from '#server/platform/mail/incoming/answer-refused-mail.ts'
import { leftFilesMail } from '#server/platform/mail/incoming/left-files-mail.ts'
import { sweepIncomingJob } from '#server/platform/mail/incoming/sweep-incoming.ts'
import { takeInMailJob } from '#server/platform/mail/incoming/take-in-mail.ts'
import { unconfirmedMail } from '#server/platform/mail/incoming/unconfirmed-mail.ts'
import { renewTextsJob } from '#server/platform/markdown/renew-texts.ts'
import type { Room } from '#server/platform/room.ts'
import { search } from '#server/search/room.ts'
import { site } from '#server/site/room.ts'
import { toolkit } from '#server/toolkit/room.ts'
import { topics } from '#server/topics/room.ts'

/** In the order in which they may know each other: a room calls only those before it. */
const beforePlan: readonly Room[] = [
  identity,
  site,
  communities,
  people,
  topics,
  bodies,
  discussions,
  pages,
  toolkit,
  pings,
  announcements,
  events,
]
const beforeNotices: readonly Room[] = [...beforePlan, plan(beforePlan), moderation]
const beforeHome: readonly Room[] = [...beforeNotices, notices(beforeNotices), search]
const rooms: readonly Room[] = [...beforeHome, outbox(beforeHome), home(beforeHome), demo]

const platformRoom: Room = {
  name: 'platform',
  jobs: [
    sweepKeysJob,
    renewTextsJob(() => rooms.flatMap((room) => room.texts ?? [])),
    takeInMailJob({ actorOf: loadActorOf, stopMails }),
    sweepIncomingJob,
  ],
  mails: [answerRefusedMail, leftFilesMail, unconfirmedMail],
  endpoints: [liveStream, ...operations(() => rooms.flatMap((room) => room.endpoints))],
  begin: shareOpenings,
}

export const app: App = {
  rooms: [platformRoom, ...rooms],
  actorOf: actorOfRequest,
  actorAgain,
  communityIdBySlug,
  alongWithActs: renewSession,
  alongWithPages: recordFirstVisit,
  errorPage,
}
