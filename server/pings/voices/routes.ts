/**
 * The addresses of consents.
 */
import { z } from 'zod'
import { consentUnknown, openConsentToken, reaches } from '#server/pings/voices/consent.ts'
import { giveConsent } from '#server/pings/voices/give-consent.ts'
import { consentPage, voicesPage } from '#server/pings/voices/pages.ts'
import { consentPageView, listVoices, readConsentPage, voicesView } from '#server/pings/voices/views.ts'
import { withdrawConsent } from '#server/pings/voices/withdraw-consent.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId } from '#server/platform/http/input.ts'
import { notFound } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

const token = z.string().max(200)
const isConsent = ({ secrets }: Platform, params: Readonly<Record<string, string>>) =>
  openConsentToken(secrets, params.token ?? '') !== null

export const voiceRoutes: readonly Endpoint[] = [
  reads({
    path: '/consent/:token',
    summary: 'A Ping that is to be asked in the name of whoever holds this mailed link.',
    who: 'bearer',
    genuine: isConsent,
    forged: consentUnknown,
    refusals: [consentUnknown],
    input: z.object({ token }),
    view: consentPageView,
    read: (look, _actor, input) => readConsentPage(look, input.token),
    page: consentPage,
  }),
  acts({
    path: '/consent/:token',
    summary: 'Allows this Ping, or all of that sender’s until further notice, to be asked in one’s name.',
    who: 'bearer',
    genuine: isConsent,
    forged: consentUnknown,
    refusals: [consentUnknown],
    input: z.object({ token, reach: z.enum(reaches) }),
    view: z.object({ reach: z.enum(reaches) }),
    act: (work, _actor, input) => giveConsent(work, input),
    then: (_view, input) => ({ location: `/consent/${input.token}` }),
  }),
  reads({
    path: '/voices',
    summary: 'What I have allowed to be asked in my name.',
    who: 'signed_in',
    refusals: [],
    input: z.object({}),
    view: voicesView,
    read: (look, actor) => listVoices(look, actor),
    page: voicesPage,
  }),
  acts({
    path: '/voices/:consent/withdrawal',
    summary: 'Takes back what I allowed.',
    who: 'signed_in',
    refusals: [notFound],
    input: z.object({ consent: addressId }),
    view: z.object({ id: z.string() }),
    act: (work, actor, { consent }) => withdrawConsent(work, actor, consent),
    then: () => ({ location: '/voices', said: 'Taken back. Nothing new is asked in your name.' }),
  }),
]
