/**
 * Endpoints of the charter.
 */
import { z } from 'zod'
import { charterAddress, longestText } from '#server/bodies/charter/charter.ts'
import { charterFormPage, charterPage } from '#server/bodies/charter/pages.ts'
import {
  charterForm,
  charterView,
  findCharterText,
  readCharter,
  readCharterForm,
} from '#server/bodies/charter/views.ts'
import { recordWriting, writeCharter } from '#server/bodies/charter/write-charter.ts'
import { versionRoutes } from '#server/bodies/version-routes.ts'
import { versionedKind } from '#server/bodies/versioned.ts'
import { purposeText } from '#server/communities/room.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalProse } from '#server/platform/http/input.ts'

const text = optionalProse(longestText)

const versionedCharter = versionedKind({
  name: 'a text of the charter',
  path: '/c/:community/charter/:heading',
  params: { community: z.string(), heading: z.string() },
  who: 'community_settings',
  tab: null,
  find: findCharterText,
  changed: (work, actor, { community }) => recordWriting(work, actor, community.id),
})

export const charterEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/charter',
    summary: 'The charter of a community.',
    who: 'signed_in',
    view: charterView,
    read: (look, actor, { community }) => readCharter(look, actor, community),
    page: charterPage,
    elsewhere: ({ community }, _, input) =>
      community && community.slug !== input.community ? charterAddress(community.slug) : null,
  }),
  reads({
    path: '/c/:community/charter/edit',
    summary: 'The form of the charter.',
    who: 'community_settings',
    view: charterForm,
    read: (look, actor, { community }) => readCharterForm(look, actor, community),
    page: charterFormPage,
  }),
  acts({
    path: '/c/:community/charter',
    summary: 'Writes the charter.',
    who: 'community_settings',
    also: 'PUT',
    input: z.object({ purpose: purposeText, domain: text, who_for: text, norms: text, questions: text }),
    view: charterView,
    form: '/c/:community/charter/edit',
    act: writeCharter,
    respond: (_, { community }) => ({ location: charterAddress(community), flash: 'The charter is saved.' }),
  }),
  ...versionRoutes(versionedCharter),
]
