/**
 * Signing in and out. A GET shows a page and never signs in: scanners open what lies in a mail.
 */
import { z } from 'zod'
import { askForSealed, askToSignIn } from '#server/identity/ask-to-sign-in.ts'
import { becomeFirstOwner, isFirstOwnerKey } from '#server/identity/become-first-owner.ts'
import { signOut } from '#server/identity/end-session.ts'
import { signOutPage } from '#server/identity/leave-pages.ts'
import { siteLocale, siteZone } from '#server/identity/locale-input.ts'
import { newPassword } from '#server/identity/password-length.ts'
import { codesOff, firstOwnerOver, passOver, passwordOff, sessionNeeded, signInAgain } from '#server/identity/policy.ts'
import { readWelcome } from '#server/identity/reads-sign-in.ts'
import { setPassword } from '#server/identity/set-password.ts'
import { signInByCode, signInByLink, signInByPassword } from '#server/identity/sign-in.ts'
import { codePage, firstOwnerPage, passPage, signInPage } from '#server/identity/sign-in-pages.ts'
import { attempts, hiddenAddress } from '#server/identity/sign-in-pass.ts'
import { hasNoWayBack, isAnybodyHere, viewPass } from '#server/identity/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { line, naming, optionalNaming, tick } from '#server/platform/http/input.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { knownAddress, newAddress } from '#server/platform/mail-address.ts'
import { notFound, refuse, tooMany } from '#server/platform/refuse.ts'

const to = z.string().optional().transform(ownPath)
const asked = z.object({
  attempt: z.string(),
  /** Whether the mail has a code, or only a link; or no mail is sent, and the newest one works again. */
  way: z.enum(['code', 'link', 'newest']),
})
const onToTheCode = ({ attempt }: z.infer<typeof asked>) => ({ location: `/sign-in/code?attempt=${attempt}` })
const signedIn = z.object({ personId: z.uuid(), leadsTo: z.string() })

/** Against floods from one place; what one address may be tried with is counted in the database. An office is one place. */
const limit = { times: 240, seconds: 600 }

export const signInRoutes: readonly Endpoint[] = [
  reads({
    path: '/sign-in',
    summary: 'The page to sign in.',
    who: 'anyone',
    json: 'none',
    input: z.object({ to }),
    read: async (look, _actor, input) => ({ ...input, welcome: await readWelcome(look) }),
    elsewhere: (view, actor) => (actor.kind === 'person' ? view.to : null),
    page: signInPage,
  }),
  acts({
    path: '/sign-in',
    summary: 'Asks for a mail with a link and a code; the answer is the same whether or not anybody has the address.',
    who: 'anyone',
    limit,
    form: '/sign-in',
    input: z.object({ email: knownAddress, to }),
    view: asked,
    act: askToSignIn,
    respond: onToTheCode,
  }),
  acts({
    path: '/sign-in/whom',
    summary: 'The same for somebody whom a page of this site knows: their address is sealed in its form.',
    who: 'anyone',
    refusals: [passOver],
    limit,
    input: z.object({ whom: z.string().max(2000), to }),
    view: asked,
    act: askForSealed,
    respond: onToTheCode,
  }),
  acts({
    path: '/sign-in/password',
    summary: 'Signs in by password.',
    who: 'anyone',
    refusals: [passwordOff],
    limit,
    keepsNothing: true,
    form: '/sign-in',
    input: z.object({
      email: knownAddress,
      password: z.string().min(1, { error: 'Please fill this in.' }).max(1000),
      to,
    }),
    view: signedIn,
    act: (work, _actor, input, request) => signInByPassword(work, input, request),
    respond: ({ leadsTo }) => ({ location: leadsTo }),
  }),
  reads({
    path: '/sign-in/code',
    summary: 'The page to type the code of the sign-in mail.',
    who: 'anyone',
    refusals: [notFound],
    json: 'none',
    input: z.object({ attempt: z.string().max(2000).default('') }),
    async read({ platform }, _actor, { attempt }) {
      const { address = '', isHidden = false, way = 'code' } = attempts.open(platform.secrets, attempt) ?? {}
      const shown = isHidden ? hiddenAddress(address) : address
      return { attempt, way, address: shown }
    },
    elsewhere: ({ address }) => (address ? null : '/sign-in'),
    page: codePage,
  }),
  acts({
    path: '/sign-in/code',
    summary: 'Signs in by the code of a mail, where that mail was asked for.',
    who: 'anyone',
    refusals: [passOver, codesOff],
    limit,
    keepsNothing: true,
    form: '/sign-in/code',
    input: z.object({ attempt: z.string().max(2000), code: line(40) }),
    view: signedIn,
    act: (work, _actor, input, request) => signInByCode(work, input, request),
    respond: ({ leadsTo }) => ({ location: leadsTo }),
  }),
  reads({
    path: '/sign-in/:token',
    summary: 'The page a mailed link opens; its button signs in.',
    who: 'bearer',
    json: 'none',
    input: z.object({ token: z.string().max(200) }),
    read: async (look, _actor, { token }) => ({ ...(await viewPass(look, token)), token }),
    // A reader who is signed in as this person already, or comes back to a used link, need not sign in again.
    elsewhere: ({ personId, leadsTo }, actor) =>
      actor.kind === 'person' && (personId === actor.personId || personId === null) ? leadsTo : null,
    page: passPage,
  }),
  acts({
    path: '/sign-in/:token',
    via: 'mail',
    byMail: { from: ['sign_in'], does: 'Sign in' },
    summary: 'Signs in by a mailed link, once.',
    who: 'bearer',
    refusals: [passOver],
    limit,
    keepsNothing: true,
    form: '/sign-in/:token',
    input: z.object({ token: z.string().max(200) }),
    view: signedIn,
    act: (work, _actor, input, request) => signInByLink(work, input, request),
    respond: ({ leadsTo }) => ({ location: leadsTo }),
  }),
  acts({
    path: '/sign-out',
    summary: 'Ends the session of this browser.',
    who: 'anyone',
    keepsNothing: true,
    input: z.object({ anyway: tick() }),
    view: z.object({ isSignedOut: z.boolean() }),
    async act(work, actor, { anyway }, request) {
      // A program that signs out knows what it does.
      if (!anyway && !request.wantsJson && (await hasNoWayBack(work, actor))) return { isSignedOut: false }
      await signOut(work, actor, request)
      return { isSignedOut: true }
    },
    respond: ({ isSignedOut }) =>
      isSignedOut ? { location: '/sign-in', flash: 'You are signed out.' } : { location: '/sign-out' },
  }),
  reads({
    path: '/sign-out',
    summary: 'Where no mail leaves: asks somebody without a password to set one before they sign out.',
    who: 'signed_in',
    json: 'none',
    read: async (look, actor) => ({ hasWayBack: !(await hasNoWayBack(look, actor)) }),
    elsewhere: ({ hasWayBack }) => (hasWayBack ? '/' : null),
    page: signOutPage,
  }),
  acts({
    path: '/sign-out/password',
    summary: 'Sets your first password and signs out of this browser.',
    who: 'signed_in',
    refusals: [sessionNeeded, signInAgain, tooMany],
    json: 'none',
    keepsNothing: true,
    form: '/sign-out',
    input: z.object({ password: newPassword }),
    async act(work, actor, { password }, request) {
      await setPassword(work, actor, { current: '', password, endsTokens: false })
      await signOut(work, actor, request)
    },
    respond: () => ({ location: '/sign-in', flash: 'Your password is set, and you are signed out.' }),
  }),
  reads({
    path: '/first-owner/:key',
    summary: 'On a site where nobody is yet: the page where its owner begins.',
    who: 'bearer',
    refusals: [firstOwnerOver],
    genuine: ({ secrets }, { key = '' }) => isFirstOwnerKey(secrets, key),
    json: 'none',
    input: z.object({ key: z.string() }),
    async read(look, _actor, { key }) {
      if (await isAnybodyHere(look)) refuse(firstOwnerOver)
      return { key, isNameSet: look.platform.config.siteName !== null }
    },
    page: firstOwnerPage,
  }),
  acts({
    path: '/first-owner/:key',
    summary: 'On a site where nobody is yet: makes its owner, and signs them in.',
    who: 'bearer',
    refusals: [firstOwnerOver],
    genuine: ({ secrets }, { key = '' }) => isFirstOwnerKey(secrets, key),
    limit,
    created: true,
    keepsNothing: true,
    form: '/first-owner/:key',
    input: z.object({
      key: z.string(),
      name: naming(200),
      email: newAddress,
      password: z.union([z.literal(''), newPassword]).default(''),
      site: optionalNaming(120),
      locale: siteLocale.optional(),
      zone: siteZone.optional(),
    }),
    view: z.object({ personId: z.uuid() }),
    act: (work, { locale, zone }, input, request) =>
      becomeFirstOwner(work, { ...input, locale: input.locale ?? locale, zone: input.zone ?? zone }, request),
    respond: () => ({ location: '/', flash: 'This site is yours now. Begin with a community.' }),
  }),
]
