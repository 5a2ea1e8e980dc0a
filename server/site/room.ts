/**
 * The site room: what app.ts mounts and other rooms may call.
 */

import type { Room } from '#server/platform/room.ts'
import * as activities from '#server/site/activities.ts'
import { answersPart } from '#server/site/answers-by-mail/part.ts'
import { answersTestMail } from '#server/site/answers-by-mail/round-trip.ts'
import { answersRoutes } from '#server/site/answers-by-mail/routes.ts'
import { auditPart } from '#server/site/audit/part.ts'
import { auditRetention } from '#server/site/audit/retention.ts'
import { auditRoutes } from '#server/site/audit/routes.ts'
import { communitiesPart } from '#server/site/communities/part.ts'
import { communitiesRoutes } from '#server/site/communities/routes.ts'
import { installingRoutes } from '#server/site/installing/routes.ts'
import { addressChangedMail } from '#server/site/people/address-changed-mail.ts'
import { erasingRoutes } from '#server/site/people/erasing/routes.ts'
import { fieldRoutes } from '#server/site/people/fields/routes.ts'
import { mergingRoutes } from '#server/site/people/merging/routes.ts'
import { peoplePart } from '#server/site/people/part.ts'
import { peopleRoutes } from '#server/site/people/routes.ts'
import { siteRoleRoutes } from '#server/site/people/site-role/routes.ts'
import { sitePermissions } from '#server/site/permissions.ts'
import { retentionJob } from '#server/site/retention/job.ts'
import { retentionPart } from '#server/site/retention/part.ts'
import { retentionRoutes } from '#server/site/retention/routes.ts'
import { rolesPart } from '#server/site/roles/part.ts'
import { rolesRoutes } from '#server/site/roles/routes.ts'
import { siteRoutes } from '#server/site/routes.ts'
import { logoRoutes } from '#server/site/settings/logo.ts'
import { settingsPart } from '#server/site/settings/part.ts'
import { testMail } from '#server/site/test-mail.ts'

export { type AuditQuestion, auditInput, auditView } from '#server/site/audit/audit.ts'
export { auditList } from '#server/site/audit/audit-list.ts'
export { auditKinds, nameOf, whatWasDone, whoDidIt } from '#server/site/audit/audit-words.ts'
export { readAct, readAudit } from '#server/site/audit/reads-audit.ts'
export { sendAudit } from '#server/site/audit/send-audit.ts'
export {
  flashOfTakenBack,
  outlookInput,
  readTakingBack,
  recordTakenBack,
  takeActBack,
  takenBackView,
  takingBackInput,
  takingBackView,
  whyNotTakenBack,
} from '#server/site/audit/taking-back.ts'
export { takingBackPart } from '#server/site/audit/taking-back-page.ts'
export { siteRunningPage } from '#server/site/frame.ts'
export { goLive } from '#server/site/go-live.ts'
export { mailSetupView } from '#server/site/mail-setup.ts'
export { mailSetupPart } from '#server/site/mail-setup-pages.ts'
export { mayChangeAccount } from '#server/site/people/account.ts'
export { changeAddress, deactivateAccount } from '#server/site/people/change-account.ts'
export { sourceInWords } from '#server/site/people/words.ts'
export { readMailSetup } from '#server/site/reads-mail-setup.ts'
export { isNarrowed, searchedList } from '#server/site/searched-list.ts'
export { sendTestMail } from '#server/site/test-mail.ts'

export const site: Room = {
  name: 'site',
  permissions: sitePermissions,
  menuLines: [{ place: 40, path: '/site', label: (t) => t('This site'), onlyWith: 'site_overview' }],
  siteParts: [settingsPart, peoplePart, communitiesPart, rolesPart, answersPart, retentionPart, auditPart],
  activities: Object.values(activities),
  retentions: [auditRetention],
  jobs: [retentionJob],
  endpoints: [
    ...siteRoutes,
    ...logoRoutes,
    ...installingRoutes,
    ...peopleRoutes,
    ...fieldRoutes,
    ...mergingRoutes,
    ...erasingRoutes,
    ...siteRoleRoutes,
    ...communitiesRoutes,
    ...rolesRoutes,
    ...answersRoutes,
    ...retentionRoutes,
    ...auditRoutes,
  ],
  mails: [testMail, answersTestMail, addressChangedMail],
}
