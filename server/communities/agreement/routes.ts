/**
 * Endpoints of the agreement.
 */
import { z } from 'zod'
import { agreementAddress, agreementChanged, noAgreement } from '#server/communities/agreement/agreement.ts'
import { agreementPage, agreementSettingsPage } from '#server/communities/agreement/pages.ts'
import {
  agreementSettingsView,
  agreementView,
  readAgreement,
  readAgreementSettings,
} from '#server/communities/agreement/views.ts'
import {
  acceptAgreement,
  acceptanceInput,
  agreementInput,
  putOffAgreement,
  writeAgreement,
} from '#server/communities/agreement/write-agreement.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const agreementEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/agreement',
    summary: 'The agreement of a community, and whether you accepted it.',
    who: 'read',
    view: agreementView,
    read: (look, actor, { community }) => readAgreement(look, actor, community),
    page: agreementPage,
    elsewhere: ({ community }, _, input) =>
      community.slug === input.community ? null : agreementAddress(community.slug),
  }),
  acts({
    path: '/c/:community/agreement/acceptance',
    summary: 'Accepts the agreement; `accepts` is the version you have read.',
    who: 'read',
    refusals: [agreementChanged, noAgreement],
    input: acceptanceInput,
    view: z.object({ slug: z.string(), version: z.number() }),
    form: '/c/:community/agreement',
    act: acceptAgreement,
    respond: ({ slug }) => ({ location: `/c/${slug}`, flash: 'Thank you. You can take part now.' }),
  }),
  acts({
    path: '/c/:community/agreement/later',
    summary: 'Puts the agreement off: the first page of the community does not lead you to it any more.',
    who: 'read',
    view: z.object({ slug: z.string() }),
    act: putOffAgreement,
    respond: ({ slug }) => ({ location: `/c/${slug}` }),
  }),
  reads({
    path: '/c/:community/settings/agreement',
    summary: 'The agreement of a community for those who write it, with how many members accepted it.',
    who: 'community_settings',
    whileArchived: true,
    view: agreementSettingsView,
    read: (look, actor, { community }) => readAgreementSettings(look, actor, community),
    page: agreementSettingsPage,
  }),
  acts({
    path: '/c/:community/settings/agreement',
    also: 'PUT',
    summary:
      'Writes the agreement in Markdown as a new version; an empty text ends it. With `asksEverybody` members of today have to accept it too.',
    who: 'community_settings',
    input: agreementInput,
    view: agreementSettingsView,
    form: '/c/:community/settings/agreement',
    act: writeAgreement,
    respond: ({ agreement }, { community }) => ({
      location: `/c/${community}/settings/conversation`,
      flash: agreement ? 'The agreement is saved.' : 'The agreement is switched off.',
    }),
  }),
]
