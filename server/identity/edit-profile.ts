/**
 * What people say of themselves: words, language and zone, a photo.
 */
import { mayEditProfile } from '#server/identity/policy.ts'
import { changeValues } from '#server/identity/profile-fields/change-values.ts'
import { type Profile, savePhoto, saveProfile } from '#server/identity/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { cookieHeader } from '#server/platform/http/cookies.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { inputInvalid, insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

const yearSeconds = 365 * 86_400

/** Where the site serves a photo. */
function photoAddress(fileId: string): string {
  return `/files/photos/${fileId}`
}

/**
 * Replaces the actor's profile.
 * @param custom what they say in fields of the site, by `custom_<key>`; those that are not given stay
 * @refuses input_invalid for a field of the site that is not theirs to change
 */
export async function editProfile(
  work: Work,
  actor: Actor,
  profile: Profile,
  custom: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { personId } = insist(mayEditProfile(actor))
  await changeValues(work, personId, { sent: custom, as: 'person' })
  await saveProfile(work, personId, profile)
  work.touchPerson(personId)
}

/** Sets the actor's photo, which has been made small already. @refuses input_invalid where no photo was sent */
export async function changePhoto(work: Work, actor: Actor, photo: Received | undefined): Promise<{ photo: string }> {
  const { personId } = insist(mayEditProfile(actor))
  if (!photo?.pixels) return refuse(inputInvalid, { fields: { photo: { says: 'Choose a picture first.' } } })
  const address = photoAddress(photo.id)
  await savePhoto(work, personId, { id: photo.id, bytes: photo.bytes, ...photo.pixels, address })
  return { photo: address }
}

/** Takes the actor's photo away. */
export async function removePhoto(work: Work, actor: Actor): Promise<void> {
  const { personId } = insist(mayEditProfile(actor))
  await savePhoto(work, personId, null)
}

/** This browser shows pages in that language also while nobody is signed in. */
export function rememberLanguage({ platform }: Pick<Work, 'platform'>, locale: string, request: RequestFacts): void {
  request.giveCookie(cookieHeader(platform.config.publicUrl, 'locale', locale, { seconds: yearSeconds }))
}

/** The zone in which the actor reads times. @refuses as {@link mayEditProfile} */
export async function chooseZone(work: Work, actor: Actor, timeZone: string): Promise<void> {
  const { personId } = insist(mayEditProfile(actor))
  await saveProfile(work, personId, { time_zone: timeZone })
  work.touchPerson(personId)
}

/** The language of the pages: on this browser, and of the person where somebody is signed in. */
export async function chooseLanguage(work: Work, actor: Actor, locale: string, request: RequestFacts): Promise<void> {
  rememberLanguage(work, locale, request)
  const personId = personIdOf(actor)
  if (!personId) return
  await saveProfile(work, personId, { locale })
  work.touchPerson(personId)
}
