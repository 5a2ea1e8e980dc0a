/**
 * People, and the reader's own account.
 */
import { z } from 'zod'
import { photoLimit, profilePage, signInSettingsPage, tokenDays, tokensPage } from '#server/identity/account-pages.ts'
import { endToken, makeToken } from '#server/identity/api-token.ts'
import { changePhoto, chooseLanguage, editProfile, removePhoto } from '#server/identity/edit-profile.ts'
import { endAllOthers, endOneSession } from '#server/identity/end-session.ts'
import { languagesFrom } from '#server/identity/languages.ts'
import { ownLocale, ownZone } from '#server/identity/locale-input.ts'
import { newPassword } from '#server/identity/password-length.ts'
import { isLocale } from '#server/identity/person.ts'
import { personPage } from '#server/identity/person-page.ts'
import { passwordOff, sessionNeeded, signInAgain } from '#server/identity/policy.ts'
import { customOf, withCustom } from '#server/identity/profile-fields/profile-field.ts'
import { setPassword } from '#server/identity/set-password.ts'
import {
  personView,
  photoIsFor,
  profileView,
  signInView,
  tokensView,
  viewPerson,
  viewProfile,
  viewSignIn,
  viewTokens,
} from '#server/identity/views.ts'
import type { Received } from '#server/platform/files.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { naming, optionalLine, optionalProse, tick, whole } from '#server/platform/http/input.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { addressPart, idFrom } from '#server/platform/ids.ts'
import { forbidden, notFound, notReady, refuse, refuseFields, tooMany } from '#server/platform/refuse.ts'

/** Making a photo small takes a moment of a core. */
const photoTurns = { times: 20, seconds: 600 }

/** The languages somebody named; nothing where an older form did not ask. @refuses input_invalid for a name we do not know */
function spoken(text: string | undefined): { languages?: string[] } {
  if (text === undefined) return {}
  const read = languagesFrom(text)
  return 'problem' in read ? refuseFields({ languages: read.problem }) : read
}

export const accountRoutes: readonly Endpoint[] = [
  reads({
    path: '/people/:person',
    summary:
      'One person, for those who share a community with them. An account that was merged into another leads there.',
    who: 'signed_in',
    view: personView,
    read: (look, actor, { person }) => viewPerson(look, actor, person),
    elsewhere: (view, _, { person }) => (view.id === person ? null : `/people/${addressPart(view.name, view.id)}`),
    page: personPage,
  }),
  answers({
    path: '/files/photos/:file',
    summary: 'The photo of a person, for people who may see that person.',
    who: 'signed_in',
    async handle(platform, actor, request, reply) {
      const id = idFrom((request.params as { file: string }).file)
      if (!id || !(await photoIsFor(lookFor(platform, actor), actor, id))) refuse(notFound)
      const { root, name } = platform.files.place(id)
      // The address changes with the picture; only this reader's own browser may keep it, and not for long.
      reply
        .header('cache-control', 'private, max-age=3600')
        .header('content-security-policy', "default-src 'none'; sandbox")
      return reply.type('image/webp').sendFile(name, root, { cacheControl: false, contentType: false })
    },
  }),
  reads({
    path: '/account',
    summary: 'Your profile, to edit it.',
    who: 'signed_in',
    view: profileView,
    read: viewProfile,
    page: profilePage,
  }),
  acts({
    path: '/account',
    also: 'PUT',
    summary: 'Replaces your profile; fields of the site, as `custom_<key>`, stay where they are not sent.',
    who: 'signed_in',
    form: '/account',
    input: withCustom({
      name: naming(200),
      title: optionalLine(120),
      location: optionalLine(120),
      bio: optionalProse(2000),
      askMeAbout: optionalLine(300),
      wantToLearn: optionalLine(300),
      languages: z.string().max(300).optional(),
      locale: ownLocale,
      timeZone: ownZone,
      emailShown: tick(),
    }),
    view: profileView,
    async act(work, actor, input) {
      const { name, title, location, bio, locale, askMeAbout, wantToLearn, timeZone, emailShown, languages } = input
      const more = {
        ask_me_about: askMeAbout,
        want_to_learn: wantToLearn,
        time_zone: timeZone,
        email_hidden: !emailShown,
      }
      await editProfile(
        work,
        actor,
        { name, title, location, bio, locale, ...more, ...spoken(languages) },
        customOf(input),
      )
      return viewProfile(work, actor)
    },
    respond: () => ({ location: '/account', flash: 'Your profile is saved.' }),
  }),
  acts({
    path: '/account/photo',
    summary: 'Sets your photo; it is cropped to a square of 256 pixels.',
    who: 'signed_in',
    refusals: [notReady],
    limit: photoTurns,
    form: '/account',
    files: { photo: { limit: photoLimit, picture: { width: 256, height: 256, fit: 'cover' } } },
    input: z.object({ photo: z.custom<Received>().optional() }),
    view: z.object({ photo: z.string() }),
    act: (work, actor, { photo }) => changePhoto(work, actor, photo),
    respond: () => ({ location: '/account', flash: 'Your photo is saved.' }),
  }),
  acts({
    path: '/account/photo/removal',
    summary: 'Removes your photo.',
    who: 'signed_in',
    act: removePhoto,
    respond: () => ({ location: '/account', flash: 'Your photo is removed.' }),
  }),
  reads({
    path: '/account/sign-in',
    summary: 'Whether you have a password, and where you are signed in.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    view: signInView,
    read: viewSignIn,
    page: signInSettingsPage,
  }),
  acts({
    path: '/account/password',
    summary: 'Sets or changes your password; that ends all other sessions, and API tokens where it is asked for.',
    who: 'signed_in',
    refusals: [sessionNeeded, signInAgain, passwordOff, tooMany],
    keepsNothing: true,
    form: '/account/sign-in',
    input: z.object({ current: z.string().max(1000).default(''), password: newPassword, endsTokens: tick() }),
    view: z.object({ ended: z.number(), endedTokens: z.number() }),
    act: setPassword,
    respond: ({ ended }) => ({
      location: '/account/sign-in',
      flash:
        '{n, plural, =0 {Your password is set.} one {Your password is set, and # other browser is signed out.} other {Your password is set, and # other browsers are signed out.}}',
      values: { n: ended },
    }),
  }),
  acts({
    path: '/account/sessions/others/removal',
    summary: 'Ends all of your sessions but this one.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    view: z.object({ ended: z.number() }),
    act: endAllOthers,
    respond: ({ ended }) => ({
      location: '/account/sign-in',
      flash:
        '{n, plural, =0 {You were signed in nowhere else.} one {Signed out of # other browser.} other {Signed out of # other browsers.}}',
      values: { n: ended },
    }),
  }),
  acts({
    path: '/account/sessions/:session/removal',
    summary: 'Ends one of your sessions.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    act: (work, actor, { session }) => endOneSession(work, actor, session),
    respond: () => ({ location: '/account/sign-in', flash: 'That browser is signed out.' }),
  }),
  reads({
    path: '/account/tokens',
    summary: 'Your active API tokens.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    view: tokensView,
    read: viewTokens,
    page: (view, screen) => tokensPage(view, screen),
  }),
  acts({
    path: '/account/tokens',
    summary: 'Makes an API token, which is shown only this once.',
    who: 'signed_in',
    refusals: [sessionNeeded, signInAgain],
    created: true,
    toldOnce: true,
    form: '/account/tokens',
    input: z.object({ name: naming(120), scope: z.enum(['read', 'write']), days: whole(1, Math.max(...tokenDays)) }),
    view: z.object({ token: z.string(), id: z.uuid(), name: z.string(), list: tokensView }),
    async act(work, actor, input) {
      const made = await makeToken(work, actor, input)
      return { ...made, name: input.name, list: await viewTokens(work, actor) }
    },
    respond: ({ token, name, list }) => ({ page: (screen) => tokensPage(list, screen, { token, name }) }),
  }),
  acts({
    path: '/account/tokens/:token/removal',
    summary: 'Ends one of your API tokens.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    act: (work, actor, { token }) => endToken(work, actor, token),
    respond: () => ({ location: '/account/tokens', flash: 'The token has ended.' }),
  }),
  acts({
    path: '/language',
    summary: 'Chooses the language of the pages: for this browser, and for your account where you are signed in.',
    who: 'anyone',
    refusals: [forbidden],
    input: z.object({
      locale: z.string().refine(isLocale, { error: 'Choose one from the list.' }),
      back: z.string().optional().transform(ownPath),
    }),
    act: (work, actor, { locale }, request) => chooseLanguage(work, actor, locale, request),
    respond: (_view, { back }) => ({ location: back }),
  }),
]
