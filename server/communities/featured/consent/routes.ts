/**
 * The addresses of consents.
 */
import { z } from 'zod'
import {
  consentLate,
  consentOfOther,
  consentUnknown,
  openConsentToken,
  reaches,
} from '#server/communities/featured/consent/consent.ts'
import { giveConsent } from '#server/communities/featured/consent/give-consent.ts'
import { consentPage, voicesPage } from '#server/communities/featured/consent/pages.ts'
import { consentPageView, listVoices, readConsentPage, voicesView } from '#server/communities/featured/consent/views.ts'
import { withdrawConsent } from '#server/communities/featured/consent/withdraw-consent.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId } from '#server/platform/http/input.ts'
import { notFound } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

const token = z.string().max(200)
const reach = z.enum(reaches)
const ended = z.object({ id: z.string(), was: z.enum(['asked', 'given']) })
const isConsent = ({ secrets }: Platform, params: Readonly<Record<string, string>>) =>
  openConsentToken(secrets, params.token ?? '') !== null

export const consentEndpoints: readonly Endpoint[] = [
  reads({
    path: '/consent/:token',
    summary: 'A Ping that is to be asked in the name of whoever holds this mailed link.',
    who: 'bearer',
    genuine: isConsent,
    forged: consentUnknown,
    refusals: [consentUnknown],
    input: z.object({ token }),
    view: consentPageView,
    read: (look, actor, input) => readConsentPage(look, actor, input.token),
    page: consentPage,
  }),
  acts({
    path: '/consent/:token',
    via: 'mail',
    summary: 'Allows this Ping, or all of that sender’s until further notice, to be asked in one’s name.',
    who: 'bearer',
    genuine: isConsent,
    forged: consentUnknown,
    refusals: [consentUnknown, consentOfOther, consentLate],
    input: z.object({ token, reach }),
    view: z.object({ reach }),
    act: giveConsent,
    then: (_view, input) => ({ location: `/consent/${input.token}` }),
  }),
  acts({
    path: '/consent/:token/withdrawal',
    via: 'mail',
    summary: 'Says no to what was asked, or takes a yes back.',
    who: 'bearer',
    genuine: isConsent,
    forged: consentUnknown,
    refusals: [consentUnknown, consentOfOther],
    input: z.object({ token }),
    view: ended,
    act: withdrawConsent,
    then: (_view, input) => ({ location: `/consent/${input.token}` }),
  }),
  reads({
    path: '/voices',
    summary: 'What I am asked, and what I have allowed, to be asked in my name.',
    who: 'signed_in',
    refusals: [],
    input: z.object({}),
    view: voicesView,
    read: (look, actor) => listVoices(look, actor),
    page: voicesPage,
  }),
  acts({
    path: '/voices/:consent',
    summary: 'Allows what I am asked: this Ping, or all of that sender’s until further notice.',
    who: 'signed_in',
    form: '/voices',
    refusals: [notFound, consentUnknown, consentLate],
    input: z.object({ consent: addressId, reach }),
    view: z.object({ reach }),
    act: (work, actor, input) => giveConsent(work, actor, { consentId: input.consent, reach: input.reach }),
    then: (view) =>
      view.reach === 'this_one'
        ? { location: '/voices', said: 'Allowed. It can be sent now.' }
        : { location: '/voices', said: 'Allowed, with those to come, until you say no.' },
  }),
  acts({
    path: '/voices/:consent/withdrawal',
    summary: 'Says no to what I am asked, or takes back what I allowed.',
    who: 'signed_in',
    refusals: [notFound],
    input: z.object({ consent: addressId }),
    view: ended,
    act: (work, actor, { consent }) => withdrawConsent(work, actor, { consentId: consent }),
    then: ({ was }) =>
      was === 'asked'
        ? { location: '/voices', said: 'You said no. It is not sent in your name.' }
        : { location: '/voices', said: 'Taken back. Nothing new is asked in your name.' },
  }),
]
