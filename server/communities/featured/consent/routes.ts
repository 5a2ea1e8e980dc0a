/**
 * The addresses of consents.
 */
import { z } from 'zod'
import {
  consentLate,
  consentLink,
  consentOfOther,
  consentUnknown,
  reaches,
} from '#server/communities/featured/consent/consent.ts'
import { giveConsent } from '#server/communities/featured/consent/give-consent.ts'
import { consentPage, consentsPage } from '#server/communities/featured/consent/pages.ts'
import {
  consentPageView,
  consentsView,
  listConsents,
  readConsentPage,
} from '#server/communities/featured/consent/views.ts'
import { withdrawConsent } from '#server/communities/featured/consent/withdraw-consent.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'

const reach = z.enum(reaches)
const ended = z.object({ id: z.string(), was: z.enum(['asked', 'given']) })

export const consentEndpoints: readonly Endpoint[] = [
  mailActPage(consentLink, {
    summary: 'What is to be asked in the name of the holder of this mailed link.',
    view: consentPageView,
    read: readConsentPage,
    page: consentPage,
  }),
  mailActChoice(consentLink, {
    byMail: { from: ['ping_consent'], does: 'Allow that something is asked in one’s name, and take that back' },
    summary: 'Allows this, or all that its sender asks until further notice, to be asked in your name.',
    refusals: [consentOfOther, consentLate],
    sends: { reach },
    view: z.object({ reach }),
    press: (work, actor, key, sent) => giveConsent(work, actor, { ...key, reach: sent.reach }),
  }),
  mailActChoice(consentLink, {
    at: '/withdrawal',
    byMail: 'part of another',
    summary: 'Says no to what was asked, or takes a yes back.',
    refusals: [consentOfOther],
    view: ended,
    press: withdrawConsent,
  }),
  reads({
    path: '/voices',
    summary: 'What I am asked, and what I have allowed, to be asked in my name.',
    who: 'signed_in',
    view: consentsView,
    read: (look, actor) => listConsents(look, actor),
    page: consentsPage,
  }),
  acts({
    path: '/voices/:consent',
    summary: 'Allows what I am asked: this, or all that its sender asks until further notice.',
    who: 'signed_in',
    form: '/voices',
    refusals: [consentUnknown, consentLate],
    input: z.object({ reach }),
    view: z.object({ reach }),
    act: (work, actor, input) => giveConsent(work, actor, { consentId: input.consent, reach: input.reach }),
    respond: (view) =>
      view.reach === 'this_one'
        ? { location: '/voices', flash: 'Allowed. It can be sent now.' }
        : { location: '/voices', flash: 'Allowed, with those to come, until you say no.' },
  }),
  acts({
    path: '/voices/:consent/withdrawal',
    summary: 'Says no to what I am asked, or takes back what I allowed.',
    who: 'signed_in',
    view: ended,
    act: (work, actor, { consent }) => withdrawConsent(work, actor, { consentId: consent }),
    respond: ({ was }) =>
      was === 'asked'
        ? { location: '/voices', flash: 'You said no. It is not sent in your name.' }
        : { location: '/voices', flash: 'Taken back. Nothing new is asked in your name.' },
  }),
]
