/**
 * Endpoints of the charter.
 */
import { longestText } from '#server/communities/charter/charter.ts'
import { charterFormPage, charterPage } from '#server/communities/charter/pages.ts'
import { charterForm, charterView, readCharter, readCharterForm } from '#server/communities/charter/views.ts'
import { writeCharter } from '#server/communities/charter/write-charter.ts'
import { communityArchived } from '#server/communities/community.ts'
import { place, purposeText } from '#server/communities/input.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalProse } from '#server/platform/http/input.ts'
import { forbidden, inputInvalid, notFound } from '#server/platform/refuse.ts'

const text = optionalProse(longestText)

export const charterEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/charter',
    summary: 'The charter of a community.',
    who: 'signed_in',
    refusals: [notFound],
    input: place,
    view: charterView,
    read: (look, actor, { community }) => readCharter(look, actor, community),
    page: charterPage,
    elsewhere: ({ community }, _, input) =>
      community && community.slug !== input.community ? `/c/${community.slug}/charter` : null,
  }),
  reads({
    path: '/c/:community/charter/edit',
    summary: 'The form of the charter.',
    who: 'community_settings',
    refusals: [notFound, forbidden, communityArchived],
    input: place,
    view: charterForm,
    read: (look, actor, { community }) => readCharterForm(look, actor, community),
    page: charterFormPage,
  }),
  acts({
    path: '/c/:community/charter',
    summary: 'Writes the charter.',
    who: 'community_settings',
    refusals: [notFound, forbidden, communityArchived, inputInvalid],
    also: 'PUT',
    input: place.extend({ purpose: purposeText, domain: text, who_for: text, norms: text, questions: text }),
    view: charterView,
    form: '/c/:community/charter/edit',
    act: writeCharter,
    then: (_, { community }) => ({ location: `/c/${community}/charter`, said: 'The charter is saved.' }),
  }),
]
