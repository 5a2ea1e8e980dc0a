/**
 * The identity room: what app.ts mounts and other rooms may call.
 */

import { accountRoutes } from '#server/identity/account-routes.ts'
import * as activities from '#server/identity/activities.ts'
import { blockRoutes } from '#server/identity/blocks/routes.ts'
import { passwordOffMail, passwordSetMail, signInMail } from '#server/identity/emails.ts'
import { erasureRoutes } from '#server/identity/erasing/routes.ts'
import { mailPasswordOffJob, mailSignInJob, sweepIdentityJob } from '#server/identity/jobs.ts'
import { ownDataRoutes } from '#server/identity/own-data/routes.ts'
import { identityOwnData } from '#server/identity/own-data/send-own-data.ts'
import { profileStep } from '#server/identity/reads-first-hour.ts'
import { signInRoutes } from '#server/identity/sign-in-routes.ts'
import type { Room } from '#server/platform/room.ts'

export { siteRoleGiven, siteRoleTaken } from '#server/identity/activities.ts'
export { askToSignIn } from '#server/identity/ask-to-sign-in.ts'
export { firstOwnerAddress } from '#server/identity/become-first-owner.ts'
export { beginSession, renewSession } from '#server/identity/begin-session.ts'
export { blockingAddress } from '#server/identity/blocks/block.ts'
export { blockedBy, hasBlocked } from '#server/identity/blocks/reads-blocks.ts'
export { deviceOf } from '#server/identity/browser-description.ts'
export { createPeople } from '#server/identity/create-people.ts'
export { createPerson } from '#server/identity/create-person.ts'
export { chooseZone } from '#server/identity/edit-profile.ts'
export { erasePerson } from '#server/identity/erasing/erase-person.ts'
export {
  type ErasureInput,
  type ErasureView,
  erasureInput,
  erasureView,
  lastOwner,
} from '#server/identity/erasing/erasing.ts'
export { erasureForm } from '#server/identity/erasing/pages.ts'
export { lockOwners } from '#server/identity/erasing/store.ts'
export { readErasure } from '#server/identity/erasing/views.ts'
export { languageName, languageNames, languagesCalled } from '#server/identity/languages.ts'
export { localeAndZoneFields, ownLocaleAndZone } from '#server/identity/locale-fields.ts'
export { ownLocale, ownZone, siteLocale, siteZone } from '#server/identity/locale-input.ts'
export { addPerson, signInLinkFor, tokenFor } from '#server/identity/operator.ts'
export { savePassword } from '#server/identity/password.ts'
export { newPassword } from '#server/identity/password-length.ts'
export { isLocale, isZone, nameFromEmail, zoneNamed, zones } from '#server/identity/person.ts'
export { mergeRule, type PersonColumn } from '#server/identity/person-columns/person-column.ts'
export { readPersonColumns } from '#server/identity/person-columns/reads-person-columns.ts'
export { changeValues } from '#server/identity/profile-fields/change-values.ts'
export { customFields, whoSees } from '#server/identity/profile-fields/fields.ts'
export {
  customName,
  customOf,
  customValueView,
  type ProfileField,
  profileFieldView,
  withCustom,
} from '#server/identity/profile-fields/profile-field.ts'
export { saveValues } from '#server/identity/profile-fields/store.ts'
export { customJson, fieldIsFor, listProfileFields } from '#server/identity/profile-fields/views.ts'
export { loadActorOf } from '#server/identity/reads-actor.ts'
export { actorAgain, actorOfRequest } from '#server/identity/request-actor.ts'
export { sendSignInMail } from '#server/identity/send-sign-in-mail.ts'
export { signInByInvitation } from '#server/identity/sign-in.ts'
export { firstPassword } from '#server/identity/sign-in-pages.ts'
export { hiddenAddress, sealWhom } from '#server/identity/sign-in-pass.ts'
export { signInPassFor } from '#server/identity/sign-in-pass-for.ts'
export { endApiTokens, endOtherSessions, type SiteSettings, saveSite } from '#server/identity/store.ts'

export const identity: Room = {
  name: 'identity',
  firstHourSteps: [profileStep],
  menuLines: [{ place: 10, path: '/account', label: (t) => t('Your account') }],
  activities: Object.values(activities),
  endpoints: [...signInRoutes, ...accountRoutes, ...ownDataRoutes, ...erasureRoutes, ...blockRoutes],
  ownData: identityOwnData,
  jobs: [mailSignInJob, mailPasswordOffJob, sweepIdentityJob],
  mails: [signInMail, passwordOffMail, passwordSetMail],
}
