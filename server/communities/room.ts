/**
 * The communities room: what app.ts mounts and other rooms may call.
 */
import * as activities from '#server/communities/activities.ts'
import { agreementEndpoints } from '#server/communities/agreement/routes.ts'
import { copyEndpoints } from '#server/communities/copying/routes.ts'
import { containersPart } from '#server/communities/copying/store.ts'
import { purgeJob } from '#server/communities/deletion/jobs.ts'
import { deletionEndpoints } from '#server/communities/deletion/routes.ts'
import { consentMail } from '#server/communities/featured/consent/mail.ts'
import { consentEndpoints } from '#server/communities/featured/consent/routes.ts'
import { featuredEndpoints } from '#server/communities/featured/routes.ts'
import { ownSteps } from '#server/communities/founding/founding-steps.ts'
import { foundingEndpoints } from '#server/communities/founding/routes.ts'
import { invitationEndpoints } from '#server/communities/invitation/routes.ts'
import { endGuestsJob, inviteWaitingJob } from '#server/communities/jobs.ts'
import { mailJoiningJob } from '#server/communities/joining/jobs.ts'
import { joinMail } from '#server/communities/joining/links/mail.ts'
import { linkEndpoints } from '#server/communities/joining/links/routes.ts'
import { approvedMail, declinedMail, requestMail } from '#server/communities/joining/requests/mails.ts'
import { requestEndpoints } from '#server/communities/joining/requests/routes.ts'
import { waitingSection } from '#server/communities/joining/requests/waiting-section.ts'
import { joiningRetention } from '#server/communities/joining/retention.ts'
import { joiningEndpoints } from '#server/communities/joining/routes.ts'
import { accountsEndpoints } from '#server/communities/members/accounts-routes.ts'
import { bulkRolesEndpoints } from '#server/communities/members/bulk-roles-routes.ts'
import { copyMembersEndpoints } from '#server/communities/members/copy-routes.ts'
import { invitationMail } from '#server/communities/members/invitation-mail.ts'
import { memberEndpoints } from '#server/communities/members/routes.ts'
import { membersTakenBack } from '#server/communities/members/take-back.ts'
import { waitingInvitationMails } from '#server/communities/members/waiting-mails.ts'
import { communityPermissions } from '#server/communities/permissions.ts'
import { communitiesOwnData } from '#server/communities/reads-own-data.ts'
import { rulesEndpoints } from '#server/communities/rules/routes.ts'
import { settingsEndpoints } from '#server/communities/settings/routes.ts'
import { welcomeEndpoints } from '#server/communities/welcome/routes.ts'
import type { Room } from '#server/platform/room.ts'

export { agreementBefore } from '#server/communities/agreement/agreement.ts'
export {
  type CommunityHead,
  communityHeadView,
  communityStates,
} from '#server/communities/community.ts'
export { askConsent } from '#server/communities/featured/consent/ask-consent.ts'
export {
  consentMissing,
  consentStates,
  mayUseName,
  type NameAsked,
  notFeatured,
  saidNo,
} from '#server/communities/featured/consent/consent.ts'
export { isFeatured, latestConsent, readNameUse } from '#server/communities/featured/consent/reads-consent.ts'
export { endConsents, keepLastingConsents, lockNameUse } from '#server/communities/featured/consent/store.ts'
export { type FeaturedContainer, featuredContainerView } from '#server/communities/featured/container.ts'
export { meantMember } from '#server/communities/featured/meant-member.ts'
export { featuredSidebar } from '#server/communities/featured/sidebar.ts'
export { featuredPeople } from '#server/communities/featured/views.ts'
export { stepsCard } from '#server/communities/founding/steps-card.ts'
export { draftSteps, stepsView } from '#server/communities/founding/views.ts'
export { communityMeta, communityPage } from '#server/communities/frame.ts'
export { type InCommunity, purposeText } from '#server/communities/input.ts'
export { findsAccount } from '#server/communities/members/accounts-views.ts'
export { lookedOver, type PasteWords, pasteForm, wasRead } from '#server/communities/members/add-page.ts'
export { joinByCohort, leaveByCohort } from '#server/communities/members/by-cohort.ts'
export { giveRolesByFile, joinByFile, leaveByFeed, undoByFile } from '#server/communities/members/by-file.ts'
export { chooseInvitees, inviteByLetter, inviteMembers } from '#server/communities/members/invite-members.ts'
export { newestFaces } from '#server/communities/members/newest-faces.ts'
export { longestPaste } from '#server/communities/members/paste.ts'
export {
  accountsOf,
  insistLookedOver,
  lookFirst,
  lookOver,
  type PasteView,
  pasteView,
  readPasted,
} from '#server/communities/members/pasted-people.ts'
export { givableRoles } from '#server/communities/members/policy.ts'
export { listWaitingInvitations } from '#server/communities/members/reads-invitations.ts'
export { readRoles } from '#server/communities/members/reads-roles.ts'
export { recordFirstVisit } from '#server/communities/members/record-first-visit.ts'
export { roleTitle, standings } from '#server/communities/members/role.ts'
export { newestMembers, newestMemberView } from '#server/communities/members/views.ts'
export { sendWaitingButton } from '#server/communities/members/waiting-mails.ts'
export { waysToAdd } from '#server/communities/members/ways-to-add.ts'
export { mayChange, mayChangeAsPerson } from '#server/communities/policy.ts'
export { communityIdBySlug, isCalled } from '#server/communities/reads-addresses.ts'
export { handlesIn } from '#server/communities/reads-people.ts'
export { bringsHeldWord, insistNoHeldWord } from '#server/communities/rules/check-words.ts'
export { heldWordIn } from '#server/communities/rules/held-words.ts'
export {
  daysOfFirstPosts,
  type Hold,
  holdOf,
  holdReasons,
  usualRules,
  type WriterFacts,
  writerFacts,
} from '#server/communities/rules/rules.ts'
export { communitySection, type Latest, type NewsItem, newsLength } from '#server/communities/section.ts'
export {
  findCommunity,
  findCommunityById,
  findCommunityToChange,
  findCommunityToVisit,
  lockCommunity,
  savePurpose,
  type Visit,
} from '#server/communities/store.ts'
export { welcomeCard } from '#server/communities/welcome/pages.ts'
export { readWelcome, welcomeView } from '#server/communities/welcome/views.ts'
export { pathInto } from '#server/communities/welcome/welcome.ts'

export const communities: Room = {
  name: 'communities',
  permissions: communityPermissions,
  tabs: [
    { key: 'home', place: 0, path: '', label: (t) => t('Home') },
    { key: 'members', place: 90, path: '/members', label: (t) => t('Members') },
    { key: 'requests', place: 95, path: '/members/requests', label: (t) => t('Requests to join'), onlyWith: 'members' },
    { key: 'settings', place: 100, path: '/settings', label: (t) => t('Settings'), onlyWith: 'settings' },
  ],
  // For everybody: a yes must be as easy to take back as to give, and nobody finds a menu line that comes and goes.
  menuLines: [{ place: 30, path: '/voices', label: (t) => t('In your name') }],
  foundingSteps: ownSteps,
  copiedParts: [containersPart],
  firstPageSections: [waitingSection],
  activities: Object.values(activities),
  ownData: communitiesOwnData,
  retentions: [joiningRetention],
  takeBacks: membersTakenBack,
  endpoints: [
    ...foundingEndpoints,
    ...memberEndpoints,
    ...copyMembersEndpoints,
    ...accountsEndpoints,
    ...bulkRolesEndpoints,
    ...settingsEndpoints,
    ...copyEndpoints,
    ...deletionEndpoints,
    ...welcomeEndpoints,
    ...agreementEndpoints,
    ...rulesEndpoints,
    ...invitationEndpoints,
    ...joiningEndpoints,
    ...requestEndpoints,
    ...linkEndpoints,
    ...featuredEndpoints,
    ...consentEndpoints,
  ],
  jobs: [inviteWaitingJob, mailJoiningJob, purgeJob, endGuestsJob],
  mails: [invitationMail, requestMail, approvedMail, declinedMail, joinMail, consentMail],
  waitingMails: [waitingInvitationMails],
}
